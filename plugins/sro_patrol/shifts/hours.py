"""Hours on duty, by week: plain sums over what really passed. Pure: no store, no clock.

Moments are compared in UTC, so that a night in which clocks change has the hours that it had; weeks
begin on Monday, at midnight by the site's clocks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Worked:
    """A shift from its beginning to its end.

    Attributes:
        officer: who.
        site: the code of the school.
        start: aware.
        end: aware; None while it was not ended.
        number: the shift's.
    """

    officer: str
    site: str
    start: datetime
    end: datetime | None
    number: str = ""


@dataclass(slots=True)
class Sum:
    """What somebody worked in one week at one school; `open` counts shifts that nobody ended."""

    seconds: int = 0
    shifts: int = 0
    open: int = 0

    @property
    def minutes(self) -> int:
        """The whole minutes of it."""
        return self.seconds // 60


Key = tuple[str, str, date]
"""An officer, a school and the Monday of a week."""


def monday(moment: datetime, zone: tzinfo) -> date:
    """Return the Monday of the week in which a moment lies, by the site's clocks."""
    return week_of(moment.astimezone(zone).date())


def week_of(day: date) -> date:
    """Return the Monday of the week in which a day lies."""
    return day - timedelta(days=day.weekday())


def begins(week: date, zone: tzinfo) -> datetime:
    """Return the moment at which a week begins."""
    return datetime.combine(week, time(), zone).astimezone(UTC)


def by_week(start: datetime, end: datetime, zone: tzinfo) -> Iterator[tuple[date, int]]:
    """Give the weeks that a stretch of time touches, and its seconds in each.

    The seconds add up to all that passed from `start` to `end`; nothing passes backward.
    """
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    while start < end:
        week = monday(start, zone)
        stop = min(end, begins(week + WEEK, zone))
        yield week, int((stop - start).total_seconds())
        start = stop


def sums(worked: Iterable[Worked], zone: tzinfo) -> Mapping[Key, Sum]:
    """Return what everybody worked in each week at each school.

    A shift counts once, in the week in which it began; its time counts where it passed.
    """
    found: dict[Key, Sum] = defaultdict(Sum)
    for one in worked:
        first = found[one.officer, one.site, monday(one.start, zone)]
        first.shifts += 1
        if one.end is None:
            first.open += 1
            continue
        for week, seconds in by_week(one.start, one.end, zone):
            found[one.officer, one.site, week].seconds += seconds
    return dict(found)
