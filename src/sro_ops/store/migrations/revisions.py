"""Which revisions a folder of migrations holds, read from its files without importing them.

A plugin's tables are looked at whenever a desk starts, so finding that nothing is to be done must
cost next to nothing: no Alembic, and no code of the plugin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from sro_ops.errors import Refused

LONGEST = 32
"""How long a revision may be: what the version tables hold."""

_NAMED = re.compile(
    r"^(?P<name>revision|down_revision)\s*(?::[^=\n]+)?=\s*"
    r"(?:None|\"(?P<double>[^\"\n]+)\"|'(?P<single>[^'\n]+)')\s*(?:#.*)?$",
    re.MULTILINE,
)


def chain(folders: Iterable[Path]) -> tuple[str, ...]:
    """Return every revision in `folders`, oldest first.

    Each file names its own ``revision`` and the ``down_revision`` before it as plain text, as
    Alembic writes them.

    Raises:
        Refused: names the file that cannot be read, names no revision, repeats one, follows one
            that there is not, or follows the same one as another file.
    """
    following: dict[str | None, tuple[str, Path]] = {}
    files: dict[str, Path] = {}
    for path in _files(folders):
        revision, before = _read(path)
        if revision in files:
            raise Refused(f"{files[revision].name} is revision {revision} too", str(path))
        if before in following:
            other = following[before][1].name
            raise Refused(
                f"{other} follows {before or 'nothing'} too", str(path), "Let one follow the other"
            )
        files[revision] = path
        following[before] = (revision, path)
    return _in_order(following, files)


def _files(folders: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise Refused("no such folder of migrations", str(folder))
        found += sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
    return found


def _read(path: Path) -> tuple[str, str | None]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"cannot be read ({error})", str(path)) from None
    said = {m["name"]: m["double"] or m["single"] for m in _NAMED.finditer(text)}
    revision = said.get("revision")
    if not revision or "down_revision" not in said or len(revision) > LONGEST:
        raise Refused(
            "names no revision and the one before it",
            str(path),
            f'Write revision = "…" (at most {LONGEST} characters) and down_revision = "…" or None',
        )
    return revision, said["down_revision"]


def _in_order(
    following: dict[str | None, tuple[str, Path]], files: dict[str, Path]
) -> tuple[str, ...]:
    found: list[str] = []
    at: str | None = None
    while at in following and len(found) < len(files):
        at = following[at][0]
        found.append(at)
    lost = sorted(set(files) - set(found))
    if lost:
        before = {revision: after for after, (revision, _) in following.items()}[lost[0]]
        raise Refused(f"follows {before}, which no file leads to", str(files[lost[0]]))
    return tuple(found)


def after(known: Sequence[str], revision: str | None) -> tuple[str, ...]:
    """Return the revisions of `known` that follow `revision`; all of them after None.

    Raises:
        ValueError: when `revision` is not among them.
    """
    return tuple(known if revision is None else known[known.index(revision) + 1 :])
