"""What an operator has typed and not saved, in a file of this desk's own.

Two windows of one operator have a slot each, so that neither takes the other's words; the slot of a
window that ended, however it ended, is free again, with what lies in it.
"""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from sro_ops.console.entry.unsaved import Unsaved, as_json, from_json
from sro_ops.store.gate import take_lock

SLOTS = 8
"""Windows of one operator at one desk that keep drafts."""


class DraftFile:
    """The file; use it from one window.

    Args:
        folder: where such files lie; made when it is not there.
        name: whose it is, and of which store.
    """

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self._path: Path | None = None
        self._handle: int | None = None
        self._lock = threading.Lock()

    def read(self) -> list[Unsaved]:
        """Take a slot, and return what lies in it; a file that cannot be read holds nothing.

        Raises:
            OSError: the folder cannot be used.
        """
        with self._lock:
            path = self._slot()
            if path is None:
                return []
            try:
                found = json.loads(path.read_text(encoding="utf-8"))
                return [from_json(one) for one in found]
            except (FileNotFoundError, ValueError, TypeError, KeyError):
                return []

    def write(self, drafts: Sequence[Unsaved]) -> None:
        """Keep these, and no others, durably.

        Raises:
            OSError: they cannot be written.
        """
        with self._lock:
            path = self._slot()
            if path is None:
                return
            if not drafts:
                path.unlink(missing_ok=True)
                return
            fresh = path.with_suffix(".new")
            handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump([as_json(draft) for draft in drafts], file)
                file.flush()
                os.fsync(file.fileno())
            os.replace(fresh, path)
            _sync(self._folder)

    def close(self) -> None:
        """Let go of the slot; what lies in it stays."""
        with self._lock:
            if self._handle is not None:
                os.close(self._handle)
            self._handle = self._path = None

    def _slot(self) -> Path | None:
        """Return this window's file; None where every slot is taken."""
        if self._path is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            for number in range(SLOTS):
                path = self._folder / f"{self._name}-{number}.json"
                self._handle = take_lock(path.with_suffix(".lock"))
                if self._handle is not None:
                    self._path = path
                    break
        return self._path


def _sync(folder: Path) -> None:
    """Make the new name of a file durable, where the system can."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
