"""A page of text over whatever was there: header, ruled title, a sheet that scrolls, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen

from sro_ops.console.header import Header
from sro_ops.console.kit.bars import Hint, Keys, Ruled
from sro_ops.console.kit.ink import QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

WIDEST = 110
"""Cells beyond which such a page does not run."""

Rows = list[list[Piece]]


class ReadingScreen(Screen[None]):
    """The page; give it `page` and `hints`, and call `headline` when there is something to say."""

    AUTO_FOCUS = "Sheet"
    DEFAULT_CSS = "ReadingScreen { layout: vertical; background: $background; }"

    def __init__(self) -> None:
        super().__init__()
        self.ruled = Ruled(WIDEST)
        self.sheet = Sheet(lambda width: self.page(min(width, WIDEST)))
        self.keys = Keys()

    def page(self, width: int) -> Rows:
        """Return the text as rows of `width` cells."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Lay out header, title, sheet and keys."""
        self.ruled.light(True)
        yield Header()
        yield self.ruled
        yield self.sheet
        yield self.keys

    def headline(self, words: str, fact: Sequence[Piece]) -> None:
        """Name the page, with a figure or a fact at the right."""
        self.ruled.show([(shown(words), STRONG)], fact)

    def hints(self, *hints: Hint) -> None:
        """Show these keys."""
        self.keys.keys(hints)

    def copy_text(self, text: str) -> None:
        """Copy a text, and say so."""
        self.app.copy_to_clipboard(text)
        self.keys.show((), [("✓ ", "success"), ("copied", QUIET)])

    def copy_rows(self, rows: Rows) -> None:
        """Copy rows as plain text."""
        lines = ["".join(text for text, _ in row).rstrip() for row in rows]
        self.copy_text("\n".join(lines).strip("\n"))

    def complain(self, why: str) -> None:
        """Say what did not work, in the last row."""
        self.keys.show((), [(f"✗ {shown(why)}", "error bold")])
