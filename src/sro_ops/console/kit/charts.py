"""Meters, bars and the one-row chart: block elements alone, the figure in digits beside them."""

from __future__ import annotations

from collections.abc import Sequence

from sro_ops.console.kit.ink import PLAIN, QUIET, Piece
from sro_ops.console.kit.plain import fit, shown

BARS = "▁▂▃▄▅▆▇"
"""Heights of a bar; never the full block, for rows would grow together."""


def meter(value: int, whole: int, width: int = 20) -> list[Piece]:
    """Return ``━━━━─── 7 of 12``: how much of a whole there is.

    Args:
        value: how much; shown as it is, drawn no further than the whole.
        whole: of how much; 0 draws an empty meter.
        width: cells of the line.
    """
    share = min(max(value, 0) / whole, 1.0) if whole > 0 else 0.0
    full = round(share * width)
    if 0 < share < 1:
        full = min(max(full, 1), width - 1)
    return [
        ("━" * full, "accent"),
        ("─" * (width - full), "hair"),
        (f" {value:,} of {whole:,}", PLAIN),
    ]


def bars(values: Sequence[int | None]) -> list[Piece]:
    """Return a bar for each value, up to the greatest; what is unknown is ``·``, never zero."""
    most = max((value for value in values if value is not None), default=0)
    made: list[Piece] = []
    for value in values:
        if value is None:
            made.append(("·", "warning"))
        elif value <= 0 or most <= 0:
            made.append((" ", QUIET))
        else:
            made.append((BARS[max(-(-value * len(BARS) // most) - 1, 0)], "accent"))
    return made


def chart(
    values: Sequence[int | None], first: str, last: str, figure: str, least: bool = False
) -> list[list[Piece]]:
    """Return a chart of one row, its figure at the right, and its axis beneath.

    Args:
        values: one for each step of time, None where nothing is known.
        first: what stands under the first bar: ``07:30``.
        last: what stands under the last one: ``now``.
        figure: the total in digits: ``1,295``.
        least: whether the total is a lower bound.
    """
    room = max(len(values) - len(last), len(first) + 1)
    return [
        [
            (" ", PLAIN),
            *bars(values),
            (f"  {'≥ ' if least else ''}{shown(figure)}", "foreground bold"),
        ],
        [(f" {fit(shown(first), room)}{shown(last)}", QUIET)],
    ]


def share_row(label: str, value: int, most: int, width: int, label_width: int = 12) -> list[Piece]:
    """Return a row of a bar table: label, a bar as long as its share of `most`, the figure."""
    figure = f"{value:,}"
    room = max(width - label_width - len(figure) - 3, 1)
    full = round(room * min(max(value, 0) / most, 1.0)) if most > 0 else 0
    full = max(full, 1) if value > 0 else 0
    return [
        (fit(shown(label), label_width) + " ", QUIET),
        ("━" * full + " " * (room - full), "accent"),
        (f" {figure}", PLAIN),
    ]
