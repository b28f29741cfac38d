"""A list of any length: rows in sight are drawn, rows near them are loaded, by key, off the screen.

Subclass it, draw a row, and give it something that reads pages. A jump far away shows placeholders
in the next frame and its rows as soon as they are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Blur, Click, Focus, Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.empty import centred
from sro_ops.console.kit.ink import PLAIN, Piece
from sro_ops.console.kit.pages import PAGE, Pages, fetch
from sro_ops.console.kit.window import Run, Slice

T = TypeVar("T")

NEAR = 20
"""Rows beyond the window at which the next page is asked for."""


class VirtualList(ScrollView, Generic[T], can_focus=True):
    """A virtual list; `read` begins a list, `row` is the one under the cursor.

    Attributes:
        run: the loaded rows.
        cursor: the index of the chosen row, which may not be loaded yet.
        empty: what stands in the middle of a list without rows.
        why: what went wrong with the last page; empty for nothing.
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

    class Changed(Message):
        """Cursor or rows changed: title, second line and detail may need new words."""

    class Opened(Message):
        """Enter or a double click on the chosen row."""

    class Came(Message):
        """A page has come; `asked` is the request that it answers."""

        def __init__(self, asked: tuple[int, str, int], page: Slice[object]) -> None:
            super().__init__()
            self.asked = asked
            self.page = page

    class Failed(Message):
        """A page could not be read, and why."""

        def __init__(self, asked: tuple[int, str, int], why: str) -> None:
            super().__init__()
            self.asked = asked
            self.why = why

    def __init__(self, empty: Sequence[Sequence[Piece]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.run: Run[T] = Run()
        self.cursor = 0
        self.empty = empty
        self.why = ""
        self._pages: Pages[T] | None = None
        self._began = 0
        self._asked: tuple[int, str, int] | None = None

    # What a subclass says

    def pieces(self, row: T, index: int, width: int) -> Sequence[Piece]:
        """Return a row's pieces for `width` cells, without the free column before it."""
        raise NotImplementedError

    def placeholder(self, index: int, width: int) -> Sequence[Piece]:
        """Return what stands for a row that is on its way."""
        return [("…", "quiet")]

    def same(self, one: T, other: T) -> bool:
        """Say whether two rows tell of the same thing: it stays chosen when a list is read anew."""
        return one == other

    # What others tell it

    @property
    def row(self) -> T | None:
        """The chosen row; None where there is none, or it is on its way."""
        return self.run.get(self.cursor)

    def read(self, pages: Pages[T], total: int = 0) -> None:
        """Show the list that `pages` reads, from its head."""
        self._pages = pages
        self._began += 1
        self._asked, self.why = None, ""
        self.run = Run(total)
        self.cursor = 0
        self._resized()
        self.scroll_to(y=0, animate=False)
        self._ask("head", 0)
        self._changed()

    def expect(self, total: int) -> None:
        """Learn about how many rows there are."""
        self._moved(self.run.expect(total))

    def renew(self) -> None:
        """Read the rows in sight anew: something in them has changed."""
        if self._pages is None or not self.run.loaded:
            return
        self._began, self._asked = self._began + 1, None
        top = self.run.get(self.scroll_offset.y)
        at_head = self.run.first and self.scroll_offset.y < NEAR
        self._ask("head" if at_head or top is None else "again", 0)

    # Asking

    def _look(self) -> None:
        """Ask for what is in sight, or nearly, and not loaded."""
        if self._pages is None or self._asked is not None or not self.run.loaded:
            return
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        start, end = self.run.start, self.run.end
        far = top + height + NEAR < start or top - NEAR > end
        if (far or not self.run.rows) and not (self.run.first and self.run.last):
            at = min(top, self.run.total - 1)
            self._ask("tail" if at >= self.run.total - max(height, PAGE) else "near", at)
        elif top + height + NEAR > end and not self.run.last:
            self._ask("after", end)
        elif top - NEAR < start and not self.run.first:
            self._ask("before", start)

    def _ask(self, what: str, at: int) -> None:
        pages, run = self._pages, self.run
        if pages is None:
            return
        asked = self._asked = (self._began, what, at)
        rows, total = run.rows, max(run.total, 1)
        height = max(self.size.height, PAGE)

        ask(
            self,
            lambda: fetch(pages, what, rows, at / total, height),
            lambda page: self.Came(asked, page),  # type: ignore[arg-type]
            lambda why: self.Failed(asked, why),
        )

    def on_virtual_list_came(self, event: Came) -> None:
        """Take a page in, unless it was given up for another."""
        event.stop()
        if event.asked != self._asked:
            return
        self._asked, self.why, chosen = None, "", self.row
        page: Slice[T] = event.page  # type: ignore[assignment]
        _, what, at = event.asked
        if what == "after":
            self._moved(self.run.add_after(page))
        elif what == "before":
            self._moved(self.run.add_before(page))
        else:
            self.run.replace(page, self.run.start if what == "again" else at)
            if what == "head" and chosen is not None:
                self._find(chosen)
            self._moved(0)
        self._look()

    def on_virtual_list_failed(self, event: Failed) -> None:
        """Say so; the next key asks again."""
        event.stop()
        if event.asked == self._asked:
            self._asked, self.why = None, event.why
            self._changed()

    def _find(self, chosen: T) -> None:
        for at, row in enumerate(self.run.rows):
            if self.same(row, chosen):
                self.cursor = self.run.start + at

    def _moved(self, shift: int) -> None:
        """Let window and cursor follow their rows; a cursor that is out of sight stays there."""
        seen = 0 <= self.cursor - self.scroll_offset.y < max(self.size.height, 1)
        self._resized()
        if shift:
            self.cursor += shift
            self.scroll_to(y=self.scroll_offset.y + shift, animate=False)
        self.cursor = min(max(self.cursor, 0), max(self.run.total - 1, 0))
        if seen:
            self._show_cursor()
        self._changed()

    def _resized(self) -> None:
        self.virtual_size = Size(self.size.width, self.run.total)

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    # Hands

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in sight."""
        self._resized()
        self._show_cursor()
        self._look()

    def on_focus(self, event: Focus) -> None:
        """Light the cursor."""
        self._changed()

    def on_blur(self, event: Blur) -> None:
        """Grey the cursor."""
        self._changed()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Load what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._look()

    def point(self, index: int) -> None:
        """Put the cursor on an index and bring it into sight."""
        before, top = self.cursor, self.scroll_offset.y
        self.cursor = min(max(index, 0), max(self.run.total - 1, 0))
        self._show_cursor()
        if self.scroll_offset.y == top:
            self.refresh_line(before)
            self.refresh_line(self.cursor)
        self.post_message(self.Changed())
        self._look()

    def _show_cursor(self) -> None:
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self.cursor < top:
            self.scroll_to(y=self.cursor, animate=False)
        elif self.cursor >= top + height:
            self.scroll_to(y=self.cursor - height + 1, animate=False)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a windowful, one row kept in sight."""
        self.point(self.cursor + pages * max(self.size.height - 1, 1))

    def action_jump(self, fraction: float) -> None:
        """Go so far down the list: 0 is its head, 1 its end."""
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
