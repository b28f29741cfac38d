"""Where and when most is entered: the busiest places, and the hours of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

from sro_ops.reports.asking import ReportAsk
from sro_ops.reports.parts import Chart, Paragraph, Part

MOST = 20
"""Places that are listed."""


def busiest(ask: ReportAsk) -> Iterator[Part]:
    """Return the places with the most entries, and the entries of each hour of the site's clocks.

    Counted is by when it occurred. Crossed-out entries are left out, and so are protected ones:
    where something protected happened is not for paper.
    """
    bounds = ask.bounds(ask.first, ask.last)
    places = Counter(ask.journal.tally("place", bounds))
    nowhere = places.pop("", 0)
    if not places and not nowhere:
        yield Paragraph("Nothing was entered.")
        return
    yield Chart("Places", [(ask.place(code), count) for code, count in places.most_common(MOST)])
    if nowhere:
        yield Paragraph(f"Without a place: {nowhere:,}")
    yield Chart("Hours", _hours(ask, ask.journal.tally("hour", bounds)))


def _hours(ask: ReportAsk, counted: dict[str, int]) -> list[tuple[str, int | None]]:
    """Return the hours from the first to the last that has entries, by the site's clocks."""
    found: Counter[int] = Counter()
    for hour, count in counted.items():
        at = datetime.strptime(hour, "%Y-%m-%dT%H").replace(tzinfo=UTC)
        found[at.astimezone(ask.zone).hour] += count
    return [(f"{hour:02d}:00", found[hour]) for hour in range(min(found), max(found) + 1)]
