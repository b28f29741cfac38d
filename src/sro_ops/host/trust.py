"""Whether a folder of code can be written by anybody but its owner and the system.

Code that others can change is not loaded. Modes and owners are POSIX's; elsewhere nothing is said.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def distrusted(folder: Path, listed_in: Path | None = None) -> str:
    """Return why the code in a folder is not to be trusted, in one line; empty if it is.

    Args:
        folder: a plugin's package folder: it, and everything in it, is looked at.
        listed_in: the folder of `plugin_dirs` that it lies in.
    """
    if os.name != "posix":
        return ""
    around = [listed_in] if listed_in is not None else []
    for path in [*around, folder, *_everything_in(folder)]:
        if complaint := _complaint(path):
            return complaint
    return ""


def owned_alone(path: Path) -> bool:
    """Say whether a file or folder is ours (or the system's) and only we can write it."""
    return os.name != "posix" or not _complaint(path)


def _everything_in(folder: Path) -> list[Path]:
    """Return every file and folder below, those behind links too, each folder once."""
    found: list[Path] = []
    seen: set[str] = set()
    for root, folders, files in os.walk(folder, followlinks=True):
        found += [Path(root) / name for name in (*folders, *files)]
        seen.add(os.path.realpath(root))
        folders[:] = [f for f in folders if os.path.realpath(os.path.join(root, f)) not in seen]
    return found


def _complaint(path: Path) -> str:
    try:
        about = path.stat()
    except OSError as error:
        return f"{path} cannot be looked at ({error.strerror})"
    if about.st_mode & _OTHERS:
        return f"others can write {path}. Take that away: chmod go-w"
    if about.st_uid not in (0, os.geteuid()):
        return f"{path} belongs to another user"
    return ""
