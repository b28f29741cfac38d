"""Files that get their name durably: what lies there after a power cut is whole, or not there.

A file that was synced can still be lost with its name: the name is in the folder, and the folder
has to be synced too.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS})
"""What a file system without hard links answers; a USB stick has such a one (FAT, exFAT)."""

_NO_SYNC = frozenset({errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP})
"""What a file system answers that keeps its folders by itself."""


def make_folder(folder: Path) -> None:
    """Make a folder with its parents where they are not there, durably."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        sync_folder(one.parent)


def put_new(draft: Path, target: Path) -> None:
    """Give a finished file the name `target`, where there is no such file yet.

    Raises:
        FileExistsError: there is one; it stays as it is.
        OSError: the disk refused.
    """
    sync_file(draft)
    try:
        os.link(draft, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(draft, target)
    sync_folder(target.parent)


def put_in_place(draft: Path, target: Path) -> None:
    """Give a finished file the name `target`, in the place of whatever has it.

    Raises:
        OSError: the disk refused.
    """
    sync_file(draft)
    os.replace(draft, target)
    sync_folder(target.parent)


def sync_file(path: Path) -> None:
    """Wait until what is in a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; Windows sees to that by itself."""
    if os.name == "nt":  # pragma: no cover - a folder cannot be opened there
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)
