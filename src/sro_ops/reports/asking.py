"""What a report is asked for, and what it is made from: days, a site, what its reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sro_ops.store.canonical import utc_text
from sro_ops.store.sites import Site

if TYPE_CHECKING:
    from sro_ops.store.model import Line
    from sro_ops.store.reading import Journal

MOST_A_DAY = 1_000_000
"""Lines of one day that are read at most: far more than a day has."""


@dataclass(frozen=True, slots=True)
class ReportAsk:
    """What the function of a report is given.

    Attributes:
        first: the first day, in the site's calendar.
        last: the last day.
        site: the school.
        journal: reads the lines that the reader may see.
        session: a guarded session for reading records, with the same rights.
        place: a place's name by its code.
        now: the moment of printing, aware.
        progress: called after each day that `days` has given: (days done, days in all).
    """

    first: date
    last: date
    site: Site
    journal: Journal
    session: Any
    place: Callable[[str], str]
    progress: Callable[[int, int], None] = field(default=lambda done, of: None)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def zone(self) -> ZoneInfo:
        """The school's time zone."""
        return ZoneInfo(self.site.timezone)

    @property
    def end(self) -> datetime:
        """The end of the last day."""
        return self._midnight(self.last + timedelta(days=1))

    def bounds(self, first: date, last: date) -> list[tuple[str, Any]]:
        """Return conditions for lines of this site that occurred on these days."""
        start, end = self._midnight(first), self._midnight(last + timedelta(days=1))
        return [("site", self.site.code), ("from", utc_text(start)), ("to", utc_text(end))]

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)

    def days(self) -> Iterator[tuple[date, list[Line]]]:
        """Return each day with the entries that occurred on it, by time.

        A day is read when it is asked for, so a year takes no more room than its fullest day. Each
        entry is told once, as its record is now; what was done to it later is not listed.
        """
        count = (self.last - self.first).days + 1
        for number in range(count):
            day = self.first + timedelta(days=number)
            bounds = [*self.bounds(day, day), ("verb", "logged")]
            lines = self.journal.select(bounds, MOST_A_DAY)
            yield day, sorted(lines, key=lambda line: (line.at, line.pos))
            self.progress(number + 1, count)
