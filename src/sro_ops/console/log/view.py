"""The window on a list: which entries are in sight, where the cursor is, live or held.

Pure, so that what must never happen (a cursor that jumps to another record) is tested without a
screen. Entry indexes count from the oldest; while older pages exist, index 0 is a placeholder.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sro_ops.console.log.rows import Row

if TYPE_CHECKING:
    from sro_ops.console.log.lines import Entry, Log
    from sro_ops.store.model import Line

NEAR = 3
"""Entries above the view at which the page before is asked for."""


class View:
    """A window of `height` entries on a log.

    Attributes:
        top: index of the first entry in sight.
        pos: the line under the cursor; None follows the newest.
        live: whether the window follows the newest line.
        unseen: lines that arrived while it did not.
        guarded: whether somebody's hands are on the list, so that the cursor's row stays in sight.
    """

    def __init__(self, log: Log, height: int = 0) -> None:
        self.log = log
        self.height = height
        self.top = 0
        self.pos: int | None = None
        self.live = True
        self.unseen = 0
        self.guarded = False
        self.resize(height)

    @property
    def lead(self) -> int:
        """1 while a placeholder for older lines stands on top."""
        return 1 if self.log.more else 0

    @property
    def size(self) -> int:
        """How many entries there are, the placeholder included."""
        return len(self.log.entries) + self.lead

    @property
    def bottom(self) -> int:
        """The last possible `top`."""
        return max(self.size - self.height, 0)

    def at(self, y: int) -> int | None:
        """Return the index of the entry shown in row `y` of the window; few stand at its foot."""
        index = self.top + y - max(self.height - self.size, 0)
        return index if 0 <= index < self.size else None

    def entry(self, index: int) -> Entry | None:
        """Return an entry, or None for the placeholder."""
        return None if index < self.lead else self.log.entries[index - self.lead]

    @property
    def cursor(self) -> int | None:
        """The index of the cursor's row; None where there are no rows."""
        if not self.log.rows:
            return None
        pos = self.log.rows[-1].pos if self.pos is None else self.pos
        return self.log.index_of(pos) + self.lead

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        index = self.cursor
        entry = None if index is None else self.entry(index)
        return entry if isinstance(entry, Row) else None

    @property
    def wants_earlier(self) -> bool:
        """Whether the page before should be asked for."""
        return self.log.more and self.top < NEAR and bool(self.log.rows)

    def resize(self, height: int) -> None:
        """Take another height: the foot stays, and with hands on the list the cursor."""
        foot, self.height = self.top + self.height, height
        self._go(self.bottom if self.live else foot - height)
        if self.guarded:
            self._show_cursor()

    def add(self, lines: Iterable[Line]) -> int:
        """Take lines in without moving what is being read; return how many were new."""
        newest = self.log.rows[-1].pos if self.log.rows else -1
        anchor = self._anchor()
        added = self.log.add(lines)
        newer = sum(1 for row in added if row.pos > newest)
        if self.live:
            self._follow(newer)
        else:
            self.unseen += newer
            self._restore(anchor)
        return len(added)

    def no_more(self) -> None:
        """Learn that there is nothing older."""
        anchor = self._anchor()
        self.log.more = False
        self.log.lay()
        self._go(self.bottom) if self.live else self._restore(anchor)

    def _follow(self, added: int) -> None:
        cursor = self.cursor
        if self.guarded and cursor is not None and cursor < self.bottom:
            self.top, self.live, self.unseen = cursor, False, added
        else:
            self._go(self.bottom)

    def _anchor(self) -> tuple[float, int] | None:
        index = max(self.top, self.lead)
        if index >= self.size:
            return None
        entry = self.entry(index)
        return None if entry is None else (entry.pos, index - self.top)

    def _restore(self, anchor: tuple[float, int] | None) -> None:
        if anchor is None:
            self._go(self.bottom)
            return
        pos, offset = anchor
        self._go(self.log.index_of(pos) + self.lead - offset, stay=True)

    def _go(self, top: int, stay: bool = False) -> None:
        self.top = min(max(top, 0), self.bottom)
        if self.top == self.bottom and not (stay and self.unseen):
            self.live, self.unseen = True, 0

    def scroll(self, rows: int) -> None:
        """Move the window alone, as the wheel does."""
        self.live = False
        self._go(self.top + rows)

    def guard(self, on: bool) -> None:
        """Take or leave the list: on taking it the cursor is pinned, and brought into sight."""
        self.guarded = on
        cursor = self.cursor
        if not on or cursor is None:
            return
        if not self.top <= cursor < self.top + max(self.height, 1):
            self._pin(self.size - 1 if self.live else self.top + self.height - 1, -1)
        elif self.row is not None:
            self.pos = self.row.pos

    def move(self, rows: int) -> None:
        """Move the cursor by so many rows; day titles are stepped over."""
        cursor = self.cursor
        if cursor is not None:
            target = min(max(cursor + rows, self.lead), self.size - 1)
            self._pin(target, 1 if rows > 0 else -1)
            self._show_cursor()

    def jump(self, to_end: bool) -> None:
        """Move the cursor to the newest or to the oldest loaded row."""
        if to_end:
            self._pin(self.size - 1, -1)
            self._go(self.bottom)
        else:
            self._pin(self.lead, 1)
            self.live = False
            self._go(0)
            self._show_cursor()

    def point(self, pos: int) -> None:
        """Put the cursor on a line and bring it into sight: a new entry, or a click."""
        self.pos = pos
        self._show_cursor()

    def _pin(self, index: int, step: int) -> None:
        """Put the cursor on the row at `index`, or the next one in the direction of `step`."""
        for way in (step, -step):
            at = index
            while self.lead <= at < self.size:
                entry = self.entry(at)
                if isinstance(entry, Row):
                    self.pos = entry.pos
                    return
                at += way

    def _show_cursor(self) -> None:
        cursor = self.cursor
        if cursor is None or self.height <= 0:
            return
        if cursor < self.top:
            self.live = False
            titled = cursor > 0 and not isinstance(self.entry(cursor - 1), Row)
            self._go(cursor - 1 if titled and self.height > 1 else cursor)
        elif cursor >= self.top + self.height:
            self._go(cursor - self.height + 1)
        elif cursor == self.size - 1 or self.top == self.bottom:
            self._go(self.top)
