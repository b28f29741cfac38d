"""A page of text that scrolls: rows of pieces, made for the width at hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import MouseScrollDown, MouseScrollUp, Resize
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of

if TYPE_CHECKING:
    from sro_ops.console.kit.ink import Piece


class Sheet(Widget, can_focus=True):
    """Rows of pieces made by `build(width)`, scrolled by keys and wheel; a page of plain text."""

    DEFAULT_CSS = "Sheet { height: 1fr; }"
    GROUND: ClassVar[str] = "background"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "scroll_by(-1)", "up", show=False, id="sheet.up"),
        Binding("down", "scroll_by(1)", "down", show=False, id="sheet.down"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="sheet.page_up"),
        Binding("pagedown,space", "page(1)", "a page down", show=False, id="sheet.page_down"),
        Binding("home", "scroll_by(-1000000)", "to the top", show=False, id="sheet.first"),
        Binding("end", "scroll_by(1000000)", "to the end", show=False, id="sheet.last"),
    ]

    def __init__(
        self, build: Callable[[int], Sequence[Sequence[Piece]]], *, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._build = build
        self._rows: Sequence[Sequence[Piece]] = ()
        self.top = 0

    def rebuild(self) -> None:
        """Make the rows anew for the present width."""
        self._rows = self._build(self.size.width)
        self.action_scroll_by(0)
        self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Wrap for the new width."""
        self.rebuild()

    def action_scroll_by(self, rows: int) -> None:
        """Move the view by `rows`, as far as there is text."""
        last = max(len(self._rows) - self.size.height, 0)
        top = min(max(self.top + rows, 0), last)
        if top != self.top:
            self.top = top
            self.refresh()

    def action_page(self, pages: int) -> None:
        """Move the view by whole pages, one row kept in sight."""
        self.action_scroll_by(pages * max(self.size.height - 1, 1))

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll by the wheel."""
        self.action_scroll_by(3)

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll by the wheel."""
        self.action_scroll_by(-3)

    @property
    def more_below(self) -> int:
        """How many rows lie below the view."""
        return max(len(self._rows) - self.size.height - self.top, 0)

    def render_line(self, y: int) -> Strip:
        """Return one row of the view."""
        index = self.top + y
        pieces = self._rows[index] if index < len(self._rows) else ()
        return inks_of(self).strip(pieces, self.size.width, self.GROUND)
