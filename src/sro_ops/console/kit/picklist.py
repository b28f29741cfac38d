"""A list short enough to be held whole: rows in memory, one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.events import Click, MouseScrollDown, MouseScrollUp, Resize
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.empty import centred
from sro_ops.console.kit.ink import PLAIN, Piece

T = TypeVar("T")


class PickList(Widget, Generic[T], can_focus=True):
    """Some hundreds of rows at most; subclass it and draw a row. `show` gives it its rows.

    Attributes:
        items: the rows.
        cursor: the index of the chosen one.
        empty: what stands there without rows.
    """

    DEFAULT_CSS = "PickList { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="list.up"),
        Binding("down", "move(1)", "down", show=False, id="list.down"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="list.page_up"),
        Binding("pagedown", "page(1)", "a page down", show=False, id="list.page_down"),
        Binding("home", "move(-1000000)", "to the first", show=False, id="list.first"),
        Binding("end", "move(1000000)", "to the last", show=False, id="list.last"),
        Binding("enter", "open", "open", show=False, id="list.open"),
    ]

    class Changed(Message):
        """Another row is chosen."""

        def __init__(self, picks: PickList[T]) -> None:
            super().__init__()
            self.picks = picks

    class Opened(Message):
        """Enter or a double click on the chosen row."""

        def __init__(self, picks: PickList[T]) -> None:
            super().__init__()
            self.picks = picks

    def __init__(self, empty: Sequence[Sequence[Piece]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.items: Sequence[T] = ()
        self.cursor = 0
        self.top = 0
        self.empty = empty

    def pieces(self, item: T, width: int) -> Sequence[Piece]:
        """Return a row; a subclass says how it looks."""
        raise NotImplementedError

    def same(self, one: T, other: T) -> bool:
        """Say whether two rows tell of the same; the cursor stays with its own."""
        return one == other

    @property
    def row(self) -> T | None:
        """The chosen row; None where there is none."""
        return self.items[self.cursor] if self.cursor < len(self.items) else None

    def show(self, items: Sequence[T]) -> None:
        """Show these rows from now on."""
        chosen = self.row
        self.items = items
        found = (
            at for at, one in enumerate(items) if chosen is not None and self.same(one, chosen)
        )
        self.point(next(found, self.cursor))
        self.refresh()

    def point(self, index: int) -> None:
        """Choose a row and bring it into sight."""
        self.cursor = min(max(index, 0), max(len(self.items) - 1, 0))
        height = max(self.size.height, 1)
        self.top = min(max(self.top, self.cursor - height + 1), self.cursor)
        self.refresh()
        self.post_message(self.Changed(self))

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in sight."""
        self.point(self.cursor)

    def action_move(self, rows: int) -> None:
        """Move the cursor."""
        self.point(self.cursor + rows)

    def action_page(self, pages: int) -> None:
        """Move the cursor by a windowful, one row kept in sight."""
        self.point(self.cursor + pages * max(self.size.height - 1, 1))

    def action_open(self) -> None:
        """Open the chosen row."""
        if self.row is not None:
            self.post_message(self.Opened(self))

    def on_click(self, event: Click) -> None:
        """Choose the row under the mouse; twice opens it."""
        index = self.top + event.y
        if index < len(self.items):
            self.focus()
            self.point(index)
            if event.chain == 2:
                self.action_open()

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move by the wheel."""
        self.action_move(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move by the wheel."""
        self.action_move(-3)

    def render_line(self, y: int) -> Strip:
        """Return one row of the window."""
        width, inks = self.size.width, inks_of(self)
        index = self.top + y
        if index >= len(self.items):
            lines = () if self.items else centred(self.empty, y, *self.size) if self.empty else ()
            return inks.strip(lines, width)
        chosen = index == self.cursor
        ground = ("cursor" if self.has_focus else "cursor-blurred") if chosen else "background"
        edge = ("▌", "accent") if chosen and self.has_focus else (" ", PLAIN)
        return inks.strip([edge, *self.pieces(self.items[index], width - 1)], width, ground)
