"""The strip above today's log: what needs you, the most urgent first; in hand it shows all of it.

It is asked anew by a worker: once the desk is loaded, after commits, and every minute. Its height
changes only while nobody presses keys, so that nothing moves under a hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.ink import PLAIN, QUIET, Piece
from sro_ops.console.needs import rows
from sro_ops.console.refreshing import Refreshed
from sro_ops.console.samekeys import same_keys
from sro_ops.console.source.needs import Need
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.events import Click, MouseScrollDown, MouseScrollUp
    from textual.strip import Strip

STILL = 1.0
"""Seconds without a key after which the strip may take another height."""


class Needs(Widget, can_focus=True):
    """The strip.

    Attributes:
        needs: what there is, in the order of the rows; None until it is known.
        names: whether protected records are shown to the room.
    """

    DEFAULT_CSS = "Needs { height: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "move(-1)", "up", show=False, id="needs.up"),
        Binding("down", "move(1)", "down", show=False, id="needs.down"),
        Binding("pageup,home", "move(-10000)", "to the first", show=False, id="needs.first"),
        Binding("pagedown,end", "move(10000)", "to the last", show=False, id="needs.last"),
        Binding("enter", "open", "open the record", show=False, id="needs.open"),
        Binding("a,escape", "screen.list", "back to the list", show=False, id="needs.back"),
        Binding("tab,shift+tab", "screen.type", "type", show=False, id="needs.type"),
        *same_keys("needs"),
    ]

    class Answer(Message):
        """What the source says is due."""

        def __init__(self, needs: Sequence[Need]) -> None:
            super().__init__()
            self.needs = needs

    class Opened(Message):
        """Enter or a double click on a row."""

        def __init__(self, need: Need) -> None:
            super().__init__()
            self.need = need

    class Changed(Message):
        """The cursor is on another row: the second line may need new words."""

    def __init__(self, look: Callable[[], Sequence[Need]]) -> None:
        super().__init__()
        self.needs: list[Need] | None = None
        self.names = False
        self.clock = 24
        self._asked = Refreshed(look, self.Answer, _unknown)
        self._top = 0
        self._chosen: Need | None = None

    # Asking

    def start(self) -> None:
        """Ask from now on."""
        self._asked.start(self)

    def stale(self) -> None:
        """Ask again soon: something was committed."""
        self._asked.stale()

    def tick(self, still: float) -> None:
        """Ask where it is time to, and take another height where nobody is typing.

        Args:
            still: seconds since the last key.
        """
        self._asked.tick(self)
        if still >= STILL:
            self.settle()

    def on_needs_answer(self, event: Answer) -> None:
        """Show what is due; the cursor stays on what it was on."""
        event.stop()
        self._asked.done()
        first = self.needs is None
        self.needs = rows.in_order(event.needs)
        if self._chosen not in self.needs:
            near = min(self._index, len(self.needs) - 1)
            self._chosen = self.needs[near] if self.needs else None
        if first:
            self.settle()
        self._changed()

    # Size

    @property
    def pressing(self) -> int:
        """How many rows there are that cannot wait."""
        return sum(1 for need in self.needs or () if need.state in rows.PRESSING)

    @property
    def usual(self) -> int:
        """How many rows it takes on this screen while it is not in hand."""
        high = self.screen.size.height
        return 2 if high < 30 else 3 if high < 46 else 4

    @property
    def high(self) -> int:
        """How many rows it should have now."""
        if self.has_focus:
            return min(max(len(self.needs or ()), 1), max(self.screen.size.height // 2, 1))
        return min(max(self.pressing, 1), self.usual)

    def settle(self) -> None:
        """Take the height that it should have."""
        gap = 1 if self.screen.size.height >= 30 else 0
        if self.styles.height is None or self.styles.height.value != self.high:
            self.styles.height = self.high
        if self.styles.margin.bottom != gap:
            self.styles.margin = (0, 0, gap, 0)
        self._show_cursor()

    # Hands

    @property
    def row(self) -> Need | None:
        """What the cursor is on."""
        return self._chosen

    @property
    def _index(self) -> int:
        found = self.needs or []
        return found.index(self._chosen) if self._chosen in found else 0

    def watch_has_focus(self, _has_focus: bool) -> None:
        """In hand show everything, the cursor on top; else the most urgent."""
        super().watch_has_focus(_has_focus)
        self._top = 0
        self._chosen = self.needs[0] if self.needs else None
        self.settle()
        self._changed()

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        if self.needs:
            index = min(max(self._index + by, 0), len(self.needs) - 1)
            self._chosen = self.needs[index]
            self._show_cursor()
            self._changed()

    def action_open(self) -> None:
        """Open what the cursor's row is about."""
        if self._chosen is not None:
            self.post_message(self.Opened(self._chosen))

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; twice opens."""
        index = self._top + event.y
        if self.needs and index < len(self.needs):
            self._chosen = self.needs[index]
            self._changed()
            if event.chain == 2:
                self.action_open()

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Move up while it is in hand."""
        if self.has_focus:
            self.action_move(-1)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Move down while it is in hand."""
        if self.has_focus:
            self.action_move(1)

    def show_names(self, on: bool) -> None:
        """Show protected records to the room, or hide them again."""
        self.names = on
        self._changed()

    def _show_cursor(self) -> None:
        height, index = self.high, self._index
        self._top = min(max(self._top, index - height + 1), index) if self.has_focus else 0

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return one row."""
        width, inks, now = self.size.width, inks_of(self), app_of(self).site_time()
        if self.needs is None:
            return inks.strip([(" Needs you …", QUIET)], width)
        shown = self.needs if self.has_focus else self.needs[: self.pressing]
        index = self._top + y
        if not shown and y == 0:
            made = rows.quiet(self.needs, now, self.names, self.clock)
            return inks.strip([self._bar(True), *rows.clipped(made, width)], width)
        if index >= len(shown):
            return inks.strip([], width)
        need = shown[index]
        left = len(shown) - index - 1 if y == self.size.height - 1 else 0
        colours = not self.app.no_color
        made = rows.pieces(need, width, now, self.names, left, colours)
        _, ink, ground = rows.WORDS[need.state]
        if self.has_focus:
            chosen = need is self._chosen
            return inks.strip([self._bar(chosen), *made], width, "cursor" if chosen else ground)
        return inks.strip([("▌", ink.split()[0]), *made], width, ground)

    def _bar(self, chosen: bool) -> Piece:
        return ("▌", "accent") if chosen and self.has_focus else (" ", PLAIN)


def _unknown(why: str) -> Needs.Answer:
    return Needs.Answer([Need("failed", f"Nobody can say what is due: {why}")])
