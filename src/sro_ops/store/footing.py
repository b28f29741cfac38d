"""What an open desk stands on: the file that it opened, and the schema that it knows.

Either may change beneath it. Another program upgrades the store, or somebody puts another file in
its place; the desk would go on writing rows of an old shape, or into a file that nobody finds
again. So both are looked at in every write, and the file at every look for news.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sro_ops.errors import Unreachable
from sro_ops.store import schema

_TODO = "Close and open this desk again"


class Footing:
    """The file at `path` as it is now; made before the first connection is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened = _identity(path)

    def check(self, link: Any) -> None:
        """Hold, within a transaction that will write, that file and schema are those from before.

        Raises:
            Unreachable: the store was upgraded, or its file moved or replaced.
        """
        self.check_file()
        if not schema.is_newest(link):
            raise Unreachable("the store was upgraded", str(self.path), _TODO)

    def check_file(self) -> None:
        """Hold that the file that was opened still lies at its path; a question of microseconds.

        A file that is overwritten in its place stays the same one, and is not noticed.

        Raises:
            Unreachable: there is none, or another one.
        """
        if _identity(self.path) != self._opened:
            raise Unreachable("the store's file was moved or replaced", str(self.path), _TODO)


def _identity(path: Path) -> tuple[int, int] | None:
    """Return the file's device and number on it, which no other file has while it is open."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
