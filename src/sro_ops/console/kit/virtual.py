"""A list of any length: rows in sight are drawn, rows near them are loaded, by key, off the screen.

Subclass it, draw a row, and give it something that reads pages. A jump far away shows placeholders
in the next frame and its rows as soon as they are read. Whatever comes in, the cursor stays on its
row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Blur, Click, Focus
from textual.message import Message
from textual.strip import Strip

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.empty import centred
from sro_ops.console.kit.ink import PLAIN, Piece
from sro_ops.console.kit.paged import Paged

T = TypeVar("T")


class VirtualList(Paged[T], Generic[T], can_focus=True):
    """A virtual list; `read` begins a list, `row` is the one under the cursor.

    Attributes:
        empty: what stands in the middle of a list without rows.
    """

    DEFAULT_CSS = """
    VirtualList { height: 1fr; scrollbar-size-vertical: 1; overflow-x: hidden; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="list.up"),
        Binding("down", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "a page down", show=False, id="list.page_down"),
        Binding("home", "jump(0.0)", "to the first", show=False, id="list.first"),
        Binding("end", "jump(1.0)", "to the last", show=False, id="list.last"),
        Binding("enter", "open", "open", show=False, id="list.open"),
    ]

    class Opened(Message):
        """Enter or a double click on the chosen row."""

    def __init__(self, empty: Sequence[Sequence[Piece]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.empty = empty

    # What a subclass says

    def pieces(self, row: T, index: int, width: int) -> Sequence[Piece]:
        """Return a row's pieces for `width` cells, without the free column before it."""
        raise NotImplementedError

    def placeholder(self, index: int, width: int) -> Sequence[Piece]:
        """Return what stands for a row that is on its way."""
        return [("…", "quiet")]

    # Hands

    def on_focus(self, event: Focus) -> None:
        """Light the cursor."""
        self._changed()

    def on_blur(self, event: Blur) -> None:
        """Grey the cursor."""
        self._changed()

    def point(self, index: int) -> None:
        """Put the cursor on an index and bring it into sight."""
        before, top = self.cursor, self.scroll_offset.y
        self._chosen.point(index)
        self.show_cursor()
        if self.scroll_offset.y == top:
            self.refresh_line(before)
            self.refresh_line(self.cursor)
        self.post_message(self.Changed())
        self._look()

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a windowful, one row kept in sight."""
        self.point(self.cursor + pages * max(self.size.height - 1, 1))

    def action_jump(self, fraction: float) -> None:
        """Go so far down the list: 0 is its head, 1 its end, however long it turns out to be."""
        if fraction >= 1 and not self.run.last:
            self._ask("last", max(self.run.total - 1, 0))
        elif fraction <= 0 and not self.run.first:
            self._ask("first", 0)
        self.point(round(fraction * max(self.run.total - 1, 0)))

    def action_open(self) -> None:
        """Open the chosen row."""
        if self.row is not None:
            self.post_message(self.Opened())

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; twice opens."""
        index = self.scroll_offset.y + event.y
        if index < self.run.total:
            self.focus()
            self.point(index)
            if event.chain == 2:
                self.action_open()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return one row of the window."""
        width, inks = self.size.width, inks_of(self)
        index = self.scroll_offset.y + y
        if index >= self.run.total:
            return inks.strip(self._nothing(y), width)
        row = self.run.get(index)
        chosen = index == self.cursor
        ground = ("cursor" if self.has_focus else "cursor-blurred") if chosen else "background"
        edge = ("▌", "accent") if chosen and self.has_focus else (" ", PLAIN)
        if row is None:
            return inks.strip([edge, *self.placeholder(index, width - 1)], width, ground)
        return inks.strip([edge, *self.pieces(row, index, width - 1)], width, ground)

    def _nothing(self, y: int) -> list[Piece]:
        lines: Sequence[Sequence[Piece]] = self.empty if self.run.loaded else ()
        if self.why:
            lines = [[("✗ ", "error bold"), (f"Not read: {self.why}.", PLAIN)]]
        return [] if self.run.total else centred(lines, y, *self.size)
