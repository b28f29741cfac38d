"""The feed: lines of every desk, within half a second of their commit.

A change of the file's data version is only a hint that something was written, here or at another
desk; the position of the newest line seen is the truth.
"""

from __future__ import annotations

import threading
import time

from sro_ops.store.model import Line
from sro_ops.store.reading import Journal

_STEP = 0.1


class Feed:
    """Follows the journal on a connection of its own; one thread waits on it.

    Args:
        journal: the viewer's reader.
        after: the position of the newest line that the viewer has.
        site: only this site's lines; empty for every visible one.
        desk_view: whether lines that a record's own row tells are left out.
    """

    def __init__(
        self, journal: Journal, after: int, site: str = "", desk_view: bool = True
    ) -> None:
        self.journal = journal
        self.after = after
        self.site = site
        self.desk_view = desk_view
        self._version = -1
        self._stop = threading.Event()

    def wait(self, timeout: float, limit: int = 500) -> list[Line]:
        """Return the lines since the last call, oldest first; an empty list when time is up."""
        end = time.monotonic() + timeout
        while not self._stop.is_set():
            version = self.journal.data_version()
            if version != self._version:
                lines = self.journal.since(self.after, limit, self.site, self.desk_view)
                if len(lines) < limit:
                    self._version = version
                if lines:
                    self.after = lines[-1].pos
                    return lines
            if time.monotonic() >= end:
                return []
            self._stop.wait(_STEP)
        return []

    def stop(self) -> None:
        """End the wait of the thread that is in it."""
        self._stop.set()
