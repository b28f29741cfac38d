"""What is known of plugins, kept between runs as long as nothing that it came from has changed.

A kept answer stands while the interpreter, sys.path and every watched file and folder are as they
were. One that is stale, unreadable, or that others can write is passed over and made again. This
module and `commands` are all that `--help` needs: they import no dataclasses and no TOML.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sro_ops import paths
from sro_ops.host.trust import owned_alone

FORMAT = 1


def read(name: str, about: Any) -> Any:
    """Return what was kept under a name about something; None where it does not stand any more."""
    file = _file(name)
    try:
        if not (file.is_file() and owned_alone(file) and owned_alone(file.parent)):
            return None
        kept = json.loads(file.read_bytes())
        if kept["about"] != _about(about) or any(_stamp(w[0]) != w for w in kept["watched"]):
            return None
        return kept["answer"]
    except (OSError, ValueError, KeyError, TypeError, IndexError):
        return None


def write(name: str, about: Any, watched: Iterable[Path | str], answer: Any) -> None:
    """Keep an answer; where that fails, the next run finds it anew.

    Args:
        name: the file's name.
        about: what the answer is about, as JSON.
        watched: the files and folders that it came from; sys.path is watched besides.
        answer: as JSON.
    """
    every = dict.fromkeys([*map(str, watched), *_path()])
    kept = {"about": _about(about), "watched": [_stamp(p) for p in every], "answer": answer}
    with contextlib.suppress(OSError):
        _replace(_file(name), json.dumps(kept))


def _replace(file: Path, text: str) -> None:
    from tempfile import mkstemp

    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = mkstemp(prefix=f".{file.name}.", dir=file.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(temporary, file)
    except OSError:
        os.unlink(temporary)
        raise


def _about(about: Any) -> list[Any]:
    return [FORMAT, sys.executable, sys.version, _path(), about]


def _path() -> list[str]:
    return [os.path.abspath(entry) for entry in sys.path]


def _stamp(path: str) -> list[Any]:
    try:
        about = os.stat(path)
    except (OSError, ValueError):
        return [path, 0, 0]
    return [path, about.st_mtime_ns, about.st_size]


def _file(name: str) -> Path:
    return paths.cache_dir() / "host" / f"{name}.json"
