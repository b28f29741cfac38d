"""The list of operators, row by row: pure, for any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sro_ops.console.kit import times
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece
from sro_ops.console.kit.plain import fit, shown

if TYPE_CHECKING:
    from datetime import datetime

    from sro_ops.console.source.operators import OperatorCard

NONE = "–"


class Widths(NamedTuple):
    """Cells of each column; 0 for one that has no room. `roles` takes what is left."""

    badge: int
    state: int
    name: int
    roles: int
    way: int
    last: int


class Manner(NamedTuple):
    """How times are shown: the present, and the clock of 12 or 24 hours."""

    now: datetime
    clock: int = 24


def widths(width: int, badges: int) -> Widths:
    """Return the columns for `width` cells; `badges` is the longest badge's."""
    badge = min(max(badges, 5), 10)
    name = 20 if width < 100 else 24
    way = 16 if width >= 100 else 0
    last = 12 if width >= 70 else 0
    gaps = 2 * (3 + bool(way) + bool(last))
    roles = min(max(width - badge - 14 - name - way - last - gaps, 8), 60)
    return Widths(badge, 14, name, roles, way, last)


def state(card: OperatorCard) -> tuple[str, str, str]:
    """Return glyph, ink and words of how somebody stands."""
    if card.disabled:
        return "⊘", QUIET, "switched off"
    if not card.roles:
        return "◇", "warning", "no role now"
    if card.way == "nothing yet":
        return "◇", "warning", "no PIN yet"
    return "●", "success", "may sign on"


def when(last: datetime | None, manner: Manner) -> str:
    """Return when somebody signed on last: ``14:32``, ``Mon 12 Oct``, ``12 Oct 2025``."""
    if last is None:
        return NONE
    if last.date() == manner.now.date():
        return f"today {times.hour(last, manner.clock)}"
    if last.year == manner.now.year:
        return times.short_day(last.date())
    return f"{last.day} {times.MONTHS[last.month - 1][:3]} {last.year}"


def heads(cols: Widths) -> list[Piece]:
    """Return the row above the list."""
    names = [("Badge", cols.badge), ("State", cols.state), ("Name", cols.name)]
    names += [("Roles", cols.roles), ("Signs on by", cols.way), ("Last here", cols.last)]
    return [("  ".join(fit(name, size) for name, size in names if size).rstrip(), QUIET)]


def pieces(card: OperatorCard, cols: Widths, manner: Manner) -> list[Piece]:
    """Return an operator's row."""
    glyph, ink, words = state(card)
    text = QUIET if card.disabled else PLAIN
    name = f"{shown(card.name)} (you)" if card.me else shown(card.name)
    made: list[Piece] = [
        (fit(shown(card.badge), cols.badge) + "  ", text),
        (f"{glyph} ", ink),
        (fit(words, cols.state - 2) + "  ", text),
        (fit(name, cols.name) + "  ", text),
        (fit(shown(", ".join(card.roles)) or NONE, cols.roles), text),
    ]
    if cols.way:
        made.append(("  " + fit(shown(card.way), cols.way), QUIET))
    if cols.last:
        made.append(("  " + fit(when(card.last, manner), cols.last), QUIET))
    return made


def full(card: OperatorCard, manner: Manner) -> list[Piece]:
    """Return all of it in one line, for the row under the list."""
    last = "not lately" if card.last is None else when(card.last, manner)
    return [
        (shown(card.name), STRONG),
        (f"  {shown(', '.join(card.roles)) or 'no role'}", PLAIN),
        (f"  by {shown(card.way)}  last signed on: {last}", QUIET),
    ]
