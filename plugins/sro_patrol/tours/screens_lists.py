"""The lists of the patrol screen: today's tours, and the checkpoints of one."""

from __future__ import annotations

from collections.abc import Sequence

from sro_ops.ui import (
    KEY,
    PLAIN,
    QUIET,
    STRONG,
    PickList,
    Piece,
    cut,
    fit,
    of_state,
    shown,
    surname,
    time_of,
)
from sro_patrol.tours.board import StopRow, TourRow

GLYPHS = {
    "open": "open", "due": "soon", "done": "done", "late": "soon", "missed": "overdue",
    "skipped": "held", "exception": "alarm",
}  # fmt: skip
"""State of a stop -> the state whose glyph and ink it has."""


class TourList(PickList[TourRow]):
    """Today's tours."""

    def pieces(self, item: TourRow, width: int) -> Sequence[Piece]:
        """Return glyph and word, name, how far or when, number."""
        glyph, ink = of_state(item.state)
        when = time_of(self, item.at) if item.at else "any time"
        number = 13 if width >= 60 else 0
        room = min(max(width - 2 - 11 - 12 - 22 - number, 8), 48)
        return [
            (f"{glyph} ", ink),
            (fit(item.word, 11), ink if item.state == "overdue" else QUIET),
            (fit(shown(item.name), room), STRONG if item.state == "active" else PLAIN),
            ("  ", PLAIN),
            (fit(when, 10), QUIET),
            (fit(item.detail, 22), PLAIN if item.state == "active" else QUIET),
            (fit(item.number, number), QUIET),
        ]

    def same(self, one: TourRow, other: TourRow) -> bool:
        """Keep the cursor on its tour."""
        return one.number == other.number


class StopList(PickList[StopRow]):
    """The checkpoints of the tour under way."""

    def pieces(self, item: StopRow, width: int) -> Sequence[Piece]:
        """Return glyph and word, name, when it was scanned and was due, who, what was odd."""
        one = item.one
        coming = item.next and one.state in ("open", "due")
        glyph, ink = ("›", KEY) if coming else of_state(GLYPHS[one.state])
        word = "next" if coming else one.word
        who = 10 if width >= 96 else 0
        name = max(min(28, width - 2 - 11 - 18 - who), 8)
        rest = max(width - 2 - 11 - name - 2 - 18 - who, 0)
        done = time_of(self, one.at) if one.at else ""
        due = f"due {time_of(self, one.due)}" if one.due else ""
        return [
            (f"{glyph} ", ink),
            (fit(word, 11), ink if one.state in ("missed", "exception") or coming else QUIET),
            (fit(shown(one.stop.name), name), QUIET if one.state == "done" else PLAIN),
            ("  ", PLAIN),
            (fit(done, 7), PLAIN),
            (fit(due, 11), QUIET),
            (fit(surname(item.who), who), QUIET),
            (cut(", ".join(one.warnings), rest), "warning"),
        ]

    def same(self, one: StopRow, other: StopRow) -> bool:
        """Keep the cursor on its checkpoint."""
        return one.index == other.index
