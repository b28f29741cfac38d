"""The one change that sro-ops makes to a settings file by itself: `disabled_plugins`.

The rest of the file stays byte for byte as its owner wrote it, comments included; the new text is
read back and held against what was meant before it takes the old one's place.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import tempfile
from pathlib import Path

from sro_ops.errors import Refused
from sro_ops.settings.scan import Spot, spots
from sro_ops.settings.source import SettingsFile, parse

KEY = "disabled_plugins"
_TABLE = re.compile(r"[ \t]*\[")
_COMMA = re.compile(r",[ \t]*")
_COMMA_AFTER = re.compile(r"[ \t]*,[ \t]*")
_REST_OF_LINE = re.compile(r"[ \t]*\r?\n")


def set_disabled(file: SettingsFile, name: str, disabled: bool) -> bool:
    """Put a plugin on the list of disabled ones, or take it off; return whether that changed it.

    Raises:
        Refused: the file cannot be written, or the list in it is not a plain list of names.
    """
    listed = file.data.get(KEY, [])
    if not isinstance(listed, list) or not all(isinstance(n, str) for n in listed):
        raise Refused(f"{KEY} should be a list of names", file.where((KEY,)))
    if (name in listed) == disabled:
        return False
    wanted = [*listed, name] if disabled else [n for n in listed if n != name]
    text = _with(file.text, name, len(listed)) if disabled else _without(file.text, name)
    if text is None or not _says(text, {**file.data, KEY: wanted}):
        what = f"{KEY} is written in a way that cannot be changed safely"
        raise Refused(what, file.where((KEY,)), "Change it by hand")
    _replace(file, text)
    return True


def _says(text: str, wanted: dict[str, object]) -> bool:
    return _reads(text) and parse(text, KEY) == wanted


def _reads(text: str) -> bool:
    try:
        parse(text, KEY)
    except Refused:
        return False
    return True


def _with(text: str, name: str, count: int) -> str:
    quoted = json.dumps(name)
    found = spots(text)
    if (KEY,) not in found:
        at = _end_of_top_level(text)
        end = "\r\n" if "\r\n" in text else "\n"
        before = "" if at == 0 or text[at - 1] == "\n" else end
        return f"{text[:at]}{before}{KEY} = [{quoted}]{end}{text[at:]}"
    if not count:
        start = found[KEY,].start + 1
        return f"{text[:start]}{quoted}{text[start:]}"
    last = found[KEY, count - 1]
    return f"{text[: last.end]}, {quoted}{text[last.end :]}"


def _end_of_top_level(text: str) -> int:
    """Return where one more key of no table may stand: behind the last, or on top of the file."""
    ends = [spot.end for path, spot in spots(text).items() if _is_top_level(text, path, spot)]
    if not ends:
        return 0
    line_end = text.find("\n", max(ends))
    return len(text) if line_end < 0 else line_end + 1


def _is_top_level(text: str, path: tuple[str | int, ...], spot: Spot) -> bool:
    return len(path) == 1 and not _TABLE.match(text, text.rfind("\n", 0, spot.start) + 1)


def _without(text: str, name: str) -> str | None:
    """Take every mention of a name off the list; a comment on its line stays.

    None if the list is laid out so that cutting it breaks the file.
    """
    while _reads(text):
        found = spots(text)
        items = [found[path] for path in sorted(p for p in found if p[0] == KEY and len(p) == 2)]
        names = [parse(f"n = {text[item.start : item.end]}", KEY)["n"] for item in items]
        if name not in names:
            return text
        at = names.index(name)
        text = _cut(text, items[at], items[at - 1].end if at else None)
    return None


def _cut(text: str, item: Spot, end_before: int | None) -> str:
    start, end = item.start, item.end
    if comma := _COMMA_AFTER.match(text, end):
        end = comma.end()
    elif end_before is not None and _COMMA.fullmatch(text, end_before, start):
        start = end_before
    line_start = text.rfind("\n", 0, start) + 1
    line_rest = _REST_OF_LINE.match(text, end)
    if line_rest and not text[line_start:start].strip():
        start, end = line_start, line_rest.end()
    return text[:start] + text[end:]


def _replace(file: SettingsFile, text: str) -> None:
    """Write the file anew under its own name and mode; a link stays a link."""
    path = Path(os.path.realpath(file.path))
    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        raise Refused(f"cannot be written ({error.strerror})", file.label) from error
