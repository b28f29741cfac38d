"""The completions above the entry line: on a layer of their own, so that nothing moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.plain import fit, shown

if TYPE_CHECKING:
    from sro_ops.console.kit.ink import Piece
    from sro_ops.console.source.typed import Completion

WIDTH = 46
MOST = 5
NAME, KIND, CODE = 28, 6, 8
"""Widths of the columns in cells; one column is free at either edge and between them."""

BEFORE_WORDS = 3
"""Cells of the entry line before what is typed."""


class Overlay(Widget):
    """Up to five completions; the lit one is what Tab takes."""

    DEFAULT_CSS = f"""
    Overlay {{
        layer: over; dock: bottom; width: {WIDTH}; height: 1; max-width: 100%;
        margin: 0 0 3 0; display: none;
    }}
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: Sequence[Completion] = ()
        self.lit = True

    def show(self, found: Sequence[Completion], lit: bool, scrolled: int, width: int) -> None:
        """Show these from now on, beneath the words that they complete.

        Args:
            found: the completions, the best first.
            lit: whether Tab takes the first of them.
            scrolled: cells of the typed line that lie left of the screen.
            width: the screen's width.
        """
        self.found, self.lit = found[:MOST], lit
        self.display = bool(self.found)
        if self.found:
            x = BEFORE_WORDS + self.found[0].start - scrolled - 1
            self.styles.height = len(self.found)
            self.styles.offset = (max(min(x, width - WIDTH), 0), 0)
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one completion."""
        inks, width = inks_of(self), self.size.width
        if y >= len(self.found):
            return inks.strip([], width, "panel")
        lit = self.lit and y == 0
        ground = "cursor" if lit else "panel"
        return inks.strip(row(self.found[y], lit, width), width, ground)


def row(one: Completion, lit: bool, width: int = WIDTH) -> list[Piece]:
    """Return a completion's pieces: name, kind, code."""
    name = max(width - (WIDTH - NAME), 4)
    return [
        (" " + fit(shown(one.name), name), "foreground bold" if lit else "foreground"),
        (" " + fit(one.kind, KIND), "quiet"),
        (" " + fit(shown(one.code).strip(), CODE, right=True) + " ", "quiet"),
    ]
