"""The record under the list's cursor, beside the log on a wide screen.

It is read by a worker once the cursor has rested. What the room must not see is not read here: a
protected record is opened on purpose, which leaves a line.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual.events import Resize
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.detail import sheet
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import shown
from sro_ops.text import initials

if TYPE_CHECKING:
    from sro_ops.console.log.rows import Row
    from sro_ops.console.source.page import Fact, RecordPage
    from sro_ops.store.model import Line

RESTED = 0.15
"""Seconds for which the cursor must rest before its record is read."""


class Pane(Widget):
    """A record's page, as much of it as fits.

    Args:
        look: reads a record by its number for the room; None for one that must be opened.
    """

    DEFAULT_CSS = "Pane { width: 50; height: 1fr; }"

    class Ready(Message):
        """The page of a record, or None where it shows nothing to the room."""

        def __init__(self, number: str, page: RecordPage | None) -> None:
            super().__init__()
            self.number = number
            self.page = page

    def __init__(self, look: Callable[[str], RecordPage | None]) -> None:
        super().__init__()
        self._look = look
        self._number = ""
        self._record: str | None = None
        self._page: RecordPage | None = None
        self._names = False
        self._hidden = False
        self._timer: Timer | None = None
        self._rows: Sequence[Sequence[Piece]] = ()

    def point(self, row: Row | None, names: bool) -> None:
        """Show the record of a row of the list; `names` as on the rest of the Desk."""
        if not self.display:
            return
        number = row.line.number if row is not None else ""
        hidden = row is not None and row.masked
        if (number, hidden, names) == (self._number, self._hidden, self._names):
            return
        if number != self._number or hidden:
            self._page = None
        self._number, self._hidden, self._names = number, hidden, names
        self._record = row.line.record if row is not None else None
        self._build()
        self._wait()

    def stale(self, lines: Sequence[Line]) -> None:
        """Read the record again where lines tell of it."""
        if self._record and any(line.record == self._record for line in lines):
            self._wait()

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._number and not self._hidden:
            self._timer = self.set_timer(RESTED, self._ask)

    def _ask(self) -> None:
        number = self._number
        ask(
            self,
            lambda: self._look(number),
            lambda page: self.Ready(number, page),
            lambda _: self.Ready(number, None),
        )

    def on_pane_ready(self, event: Ready) -> None:
        """Show the page, if the cursor is still there."""
        event.stop()
        if event.number == self._number and not self._hidden:
            self._page = event.page
            self._build()

    def on_resize(self, event: Resize) -> None:
        """Wrap for the new width."""
        self._build()

    def _build(self) -> None:
        width, height = self.size.width, self.size.height
        if self._hidden:
            self._rows = [
                _title("▣ Protected record", width),
                [],
                [(" ", PLAIN), ("enter", KEY), (" opens it, and leaves a line", QUIET)],
            ]
        elif self._page is None or not self._number:
            self._rows = [_title(self._number, width)] if self._number else []
        else:
            page = self._page if self._names else for_the_room(self._page)
            rows = [_title(page.number, width), *sheet(page, width)]
            if len(rows) > height > 1:
                rows = [*rows[: height - 1], [(" ", PLAIN), ("enter", KEY), (" all of it", QUIET)]]
            self._rows = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        pieces = self._rows[y] if y < len(self._rows) else ()
        return inks_of(self).strip(pieces, self.size.width)


def for_the_room(page: RecordPage) -> RecordPage:
    """Return a page with people as initials."""
    return replace(
        page,
        people=tuple(replace(who, value=initials(who.value)) for who in page.people),
        facts=tuple(_masked(fact) for fact in page.facts),
    )


def _masked(fact: Fact) -> Fact:
    return replace(fact, value=initials(fact.value)) if fact.person else fact


def _title(text: str, width: int) -> list[Piece]:
    return ruled([(shown(text), STRONG)], [("enter", KEY), (" open", QUIET)], width)
