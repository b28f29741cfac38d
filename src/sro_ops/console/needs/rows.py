"""Something that needs somebody as one row of the strip: its columns, its inks, its full text.

Pure: no widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sro_ops.console.kit import times
from sro_ops.console.kit.ink import Piece, length, spread, trim
from sro_ops.console.kit.plain import fit, shown

if TYPE_CHECKING:
    from sro_ops.console.source.needs import Need

WORDS = {
    "failed": ("✗ FAILED", "error bold", "alarm-ground"),
    "overdue": ("▲ OVERDUE", "error bold", "alarm-ground"),
    "soon": ("◔ soon", "warning bold", "soon-ground"),
    "later": ("○ later", "quiet", "background"),
}
"""Glyph and word, ink and ground of each state."""

URGENT = ("failed", "overdue")
PRESSING = (*URGENT, "soon")
"""States that stand in the strip; what is due later is seen when the strip is in hand."""

STATE, AGE, CITATION, NUMBER, WHAT = 9, 6, 22, 11, 64
"""Widths of the columns in cells."""

LONG_NUMBER = 13
"""Where a number stands before the rule: one with a prefix of three letters is never cut."""

MASKED = "▣ Protected record"


def in_order(needs: Sequence[Need]) -> list[Need]:
    """Return needs as they stand: what failed or is overdue first, then the soonest."""
    far = float("inf")

    def rank(need: Need) -> tuple[int, float]:
        urgent = 0 if need.state in URGENT else 1
        return urgent, need.at.timestamp() if need.at else (-far if urgent == 0 else far)

    return sorted(needs, key=rank)


def age(need: Need, now: datetime) -> str:
    """Return how long it has been overdue, or how long there is: ``48 min``, ``2 days``."""
    if need.at is None:
        return ""
    gap = abs(now - need.at)
    minutes = int(gap / timedelta(minutes=1))
    if minutes < 1:
        return "now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h"
    days = minutes // (24 * 60)
    return f"{days} days" if days < 10 else f"{days} d"


def pieces(
    need: Need, width: int, now: datetime, names: bool, more: int = 0, colours: bool = True
) -> list[Piece]:
    """Return a row's pieces beside the free column at its left.

    Args:
        need: what it tells of.
        width: the strip's whole width.
        now: aware.
        names: whether protected records may be shown to the room.
        more: how many rows have no room below this one.
        colours: False where the terminal has none: what is urgent is then reversed.
    """
    word, ink, _ = WORDS[need.state]
    if need.state in URGENT and not colours:
        ink += " reverse"
    masked = need.protected and not names
    text = "foreground bold" if need.state in URGENT else "foreground"
    what = (MASKED, "quiet italic") if masked else (shown(need.what), text)
    left: list[Piece] = [(fit(word, STATE), ink), ("  ", "quiet")]
    left += [(fit(age(need, now), AGE, right=True), "quiet"), ("  ", "quiet")]
    number = "" if masked else shown(need.number)
    rule = "" if masked else shown(need.citation)
    last: list[Piece] = [(f"+{more} more  ", "accent"), ("a", "accent bold")] if more else []
    if width >= 160:
        left += [_column(what, WHAT), ("  ", "quiet"), (fit(number, LONG_NUMBER), "quiet")]
        left += [("  ", "quiet"), (rule, "quiet")]
        return _ends(left, last, width)
    tail = last or [(number, "foreground")]
    if width >= 100:
        room = max(NUMBER, length(tail))
        pad = " " * (room - length(tail))
        tail = [(f"{fit(rule, CITATION)}  {pad}", "quiet"), *tail]
    return _ends([*left, what], tail if length(tail) else [], width)


def _column(piece: Piece, width: int) -> Piece:
    text, ink = piece
    return fit(text, width), ink


def _ends(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    return spread(left, right, width)[1:]


def full(need: Need, now: datetime, names: bool, clock: int) -> list[Piece]:
    """Return a row's whole text for the second line."""
    if need.protected and not names:
        return [("▣ ", "quiet"), ("Protected record", "quiet italic")]
    made: list[Piece] = [(f"{shown(need.number)}  ", "accent bold")] if need.number else []
    made.append((shown(need.what), "foreground"))
    if need.at is not None:
        word = "was due" if need.at < now else "due"
        made.append((f"  {word} {moment(need.at, now, clock)}", "quiet"))
    if need.citation:
        made.append((f"  {shown(need.citation)}", "quiet"))
    return made


def quiet(needs: Sequence[Need], now: datetime, names: bool, clock: int) -> list[Piece]:
    """Return the one row of a quiet day: nothing is due, and what comes next."""
    made: list[Piece] = [("✓ ", "success"), ("Nothing due.", "foreground")]
    if needs:
        coming = needs[0]
        what = MASKED if coming.protected and not names else shown(coming.what)
        made.append(("  Next: ", "quiet"))
        made.append((what, "quiet"))
        if coming.at is not None:
            made.append((f", {moment(coming.at, now, clock)}", "quiet"))
    return made


def moment(at: datetime, now: datetime, clock: int) -> str:
    """Return a moment in the zone of `now`: ``14:00``, ``tomorrow 08:00``, ``Thu 24 Sep 08:00``."""
    here = at.astimezone(now.tzinfo)
    time = times.hour(here, clock)
    days = (here.date() - now.date()).days
    names = {0: "", 1: "tomorrow ", -1: "yesterday "}
    return f"{names[days]}{time}" if days in names else f"{times.short_day(here.date())} {time}"


def clipped(made: Sequence[Piece], width: int) -> list[Piece]:
    """Return pieces in the `width` cells of a strip, a column free at its right."""
    return trim(made, max(width - 2, 1))
