"""What is typed into a list's filter: states, a span of days, a place, mine, crossed out, words.

Nothing that is typed is refused. What is no filter word is looked for in the records' lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from sro_ops.records.listing import Wanted
from sro_ops.text import one_line

if TYPE_CHECKING:
    from sro_ops.records.entry import Places

Span = tuple[date, date]
"""First day, and the day after the last."""

SPANS = ("today", "yesterday", "this week", "last week", "this month", "last month", "this year",
         "last year")  # fmt: skip
STRUCK = "crossed out"
MINE = "mine"


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter as understood.

    Attributes:
        wanted: what the list shows under it.
        said: what was understood, in words, for the line above the list: ``open, held``, then
            ``this year``; empty where everything is shown.
    """

    wanted: Wanted
    said: tuple[str, ...]


def read_filter(
    text: str, everything: Wanted, states: Sequence[str], now: datetime, places: Places, me: str
) -> Filter:
    """Return what a typed filter asks for.

    Args:
        text: whatever was typed.
        everything: the list without a filter.
        states: the states that its types have.
        now: aware, in the site's zone; days are its days.
        places: the site's places; ``@gym`` names one.
        me: the acting operator's id.
    """
    words = one_line(text.replace(",", " ")).split()
    wanted, said, rest = everything, [], []
    chosen: list[str] = []
    while words:
        taken, wanted, told = _next(words, wanted, states, now, places, me)
        if told in states:
            chosen.append(told)
        elif told:
            said.append(told)
        if not taken:
            rest.append(words[0])
        words = words[taken or 1 :]
    if chosen:
        states_ = tuple(state for state in states if state in chosen)
        wanted = replace(wanted, states=states_)
        said.insert(0, ", ".join(states_))
    if rest:
        wanted = replace(wanted, words=" ".join(rest))
        said.append(f"“{wanted.words}”")
    return Filter(wanted, tuple(said))


def _next(
    words: Sequence[str],
    wanted: Wanted,
    states: Sequence[str],
    now: datetime,
    places: Places,
    me: str,
) -> tuple[int, Wanted, str]:
    """Return how many words the next condition takes, the list under it, and how it is said."""
    one, two = words[0].casefold(), " ".join(words[:2]).casefold()
    for state in states:
        size = len(state.split())
        if " ".join(words[:size]).casefold() == state.casefold():
            return size, wanted, state
    for said in (two, one):
        if said in SPANS:
            return len(said.split()), _within(wanted, _span(said, now.date()), now), said
    if two == STRUCK:
        return 2, replace(wanted, struck=True), STRUCK
    if one == MINE:
        return 1, replace(wanted, by=me), MINE
    dated = _dated(one)
    if dated is not None:
        return 1, _within(wanted, dated, now), one
    if one.startswith("@") and len(one) > 1:
        found, size = places.find([one[1:], *words[1:]]) or ([], 0)
        if len(found) == 1:
            return size, replace(wanted, place=found[0].code), f"@{found[0].name}"
    return 0, wanted, ""


def _within(wanted: Wanted, span: Span, now: datetime) -> Wanted:
    first, after = (datetime.combine(day, time(), now.tzinfo) for day in span)
    return replace(wanted, since=first, until=after)


def _span(said: str, today: date) -> Span:
    which, _, unit = said.partition(" ")
    back = which in ("last", "yesterday")
    if not unit:
        first = today - timedelta(days=back)
        return first, first + timedelta(days=1)
    if unit == "week":
        first = today - timedelta(days=today.weekday() + 7 * back)
        return first, first + timedelta(days=7)
    if unit == "month":
        first = today.replace(day=1)
        first = (first - timedelta(days=1)).replace(day=1) if back else first
        return first, (first + timedelta(days=32)).replace(day=1)
    return date(today.year - back, 1, 1), date(today.year - back + 1, 1, 1)


def _dated(text: str) -> Span | None:
    """Return the days of ``2026``, ``2026-09`` or ``2026-09-22``."""
    parts = text.split("-")
    sizes = [len(part) for part in parts]
    if sizes not in ([4], [4, 2], [4, 2, 2]) or not text.startswith(("19", "20", "21")):
        return None
    try:
        year, month, day = (int(part) for part in (*parts, "1", "1")[:3])
        first = date(year, month, day)
        if len(parts) == 3:
            return first, first + timedelta(days=1)
        if len(parts) == 2:
            return first, (first + timedelta(days=32)).replace(day=1)
        return first, date(year + 1, 1, 1)
    except (ValueError, OverflowError):
        return None
