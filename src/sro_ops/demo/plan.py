"""What a demo plays, and at which moment its console opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sro_ops.clock import utc_now
from sro_ops.demo.calendar import YEAR, is_school_day, last_school_day
from sro_ops.demo.school import SITE

ZONE = ZoneInfo(SITE.timezone)

ARRIVAL = time(7, 25)
"""Where a day begins that is to go by fast."""

LESSONS = time(10, 20)
"""Where a day begins that stands in for one without school."""

_OPENS, _CLOSES = time(7), time(21, 30)
_MORNING, _NIGHT = time(5), time(23, 50)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is played.

    Attributes:
        begins: the moment at which the console opens, aware.
        seed: the same seed and day give the same lines.
        speed: how many times as fast as real time the clock runs from there.
        behind: the calendar days that lie behind: a year of them, or 0 for the day in front alone.
        extra: folders of further plugins, which may add to the day.
        made: when it is really made.
    """

    begins: datetime
    seed: int = 1
    speed: float = 1
    behind: int = YEAR
    extra: Sequence[Path] = ()
    made: datetime = field(default_factory=utc_now)

    @property
    def day(self) -> date:
        """The day in front, in the site's calendar."""
        return self.begins.astimezone(ZONE).date()

    @property
    def first(self) -> date:
        """The first day behind."""
        return self.day - timedelta(days=self.behind)

    @property
    def morning(self) -> datetime:
        """When the store begins."""
        return datetime.combine(self.first, _MORNING, ZONE)


def beginning(now: datetime, speed: float = 1, at: time | None = None) -> datetime:
    """Return where a demo begins: now, or on the last school day that is over.

    Now it begins where nothing else was asked for and there is school. A day that goes by faster
    than real time, or from another hour, must be over: its lines are never dated in the future.

    Args:
        now: the real time, aware.
        speed: how many times as fast as real time it goes.
        at: the time of day that was asked for.
    """
    here = now.astimezone(ZONE)
    if at is None and speed == 1 and is_school_day(here.date()) and _OPENS <= here.time() < _CLOSES:
        return now
    hour = at or (ARRIVAL if speed > 1 else LESSONS)
    return datetime.combine(last_school_day(here.date()), hour, ZONE)


def over(now: datetime) -> datetime:
    """Return the night of the last school day, when all of it has been typed."""
    return datetime.combine(last_school_day(now.astimezone(ZONE).date()), _NIGHT, ZONE)
