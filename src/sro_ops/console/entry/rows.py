"""How the foot of the Desk is drawn: prompt, what the keys do, and the second line."""

from __future__ import annotations

from collections.abc import Sequence

from textual.events import Resize
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.ink import KEY, PLAIN, Piece, length, spread

Sides = tuple[Sequence[Piece], Sequence[Piece]]
"""The left and the right side of a row."""


class EntryRows(Widget):
    """Two rows with a field over the first: drawn as one widget, so that the first paint is soon.

    Attributes:
        bar: the ink of the bar before the prompt; empty for none.
        aside: what the keys do with the typed line, at the right of the field.
        second: the second line.
    """

    DEFAULT_CSS = """
    EntryRows { height: 2; }
    EntryRows > EntryField { margin: 0 24 0 3; }
    EntryRows.-slim > EntryField { margin: 0 1 0 3; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.bar = "accent"
        self.aside: Sequence[Piece] = ()
        self.second: Sides = ((), ())

    def draw(self, bar: str, aside: Sequence[Piece], second: Sides) -> None:
        """Show these from now on."""
        if (bar, aside, second) != (self.bar, self.aside, self.second):
            self.bar, self.aside, self.second = bar, aside, second
            self.refresh()

    def on_resize(self, event: Resize) -> None:
        """Give the whole row to the field where there is little room."""
        self.set_class(event.size.width < 60, "-slim")

    def render_line(self, y: int) -> Strip:
        """Return the row under the field, or the second line."""
        width, inks = self.size.width, inks_of(self)
        if y == 0:
            aside = () if self.has_class("-slim") else self.aside
            prompt = [("▌" if self.bar else " ", self.bar or PLAIN), ("› ", KEY)]
            gap = max(width - 4 - length(aside), 0)
            return inks.strip([*prompt, (" " * gap, PLAIN), *aside], width, "boost")
        left, right = self.second
        return inks.strip(spread([("  ", PLAIN), *left], right, width), width, "surface")
