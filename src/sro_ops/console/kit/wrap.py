"""Wrapping words into rows of cells, with a hanging indent. Words are cut only if they must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells

from sro_ops.console.kit.plain import shown

if TYPE_CHECKING:
    from sro_ops.console.kit.ink import Piece


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in rows of at most `width` cells; its own line ends are kept."""
    rows: list[str] = []
    for line in text.splitlines() or [""]:
        rows.extend(_wrap_line(shown(line), max(width, 4)))
    return rows


def _wrap_line(text: str, width: int) -> list[str]:
    rows = [""]
    for word in text.split():
        joined = f"{rows[-1]} {word}" if rows[-1] else word
        if cell_len(joined) <= width:
            rows[-1] = joined
        elif cell_len(word) <= width:
            rows.append(word)
        else:
            first, *others = chop_cells(word, width)
            rows = [*rows[:-1], *([rows[-1]] if rows[-1] else []), first, *others]
    return rows


def hang(lead: Piece, text: str, ink: str, indent: int, width: int) -> list[list[Piece]]:
    """Return `text` wrapped beside `lead`, which takes the first `indent` cells of the first row.

    One column stays free at either edge of `width`.
    """
    head, head_ink = lead
    rows = wrap(text, width - 2 - indent)
    made: list[list[Piece]] = []
    for number, row in enumerate(rows):
        start = head if number == 0 else ""
        made.append([(" " + start + " " * max(indent - cell_len(start), 0), head_ink), (row, ink)])
    return made
