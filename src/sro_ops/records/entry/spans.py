"""Typed days and times set on the calendar: one moment, a range, a period of the school day."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from sro_ops.records.entry.clock import WallClock, comes_twice, is_after, say_time

Day = date | int | None
"""A date, a weekday (0 is Monday: the last one), or nothing said: today or yesterday."""

_DAY = timedelta(days=1)
_SATURDAY = 5


def set_one(wall: WallClock, day: Day, clock: time, limit: datetime | None = None) -> datetime:
    """Return the moment of `clock` on `day`.

    Only a date can lie in the future: a weekday, or no day, is the last one up to `limit`, which is
    now and the grace unless given.
    """
    if isinstance(day, date):
        return wall.at(day, clock)
    return wall.latest(clock, limit or wall.limit, day)


def set_range(
    wall: WallClock, first: tuple[Day, time], last: tuple[Day, time]
) -> tuple[datetime, datetime]:
    """Return the moments from `first` to `last`, over midnight where that is what fits.

    A day on one side counts for both. A range that would end in the future is a day earlier, or a
    week if it names a weekday; only dates stay where they are.
    """
    if last[0] is not None or first[0] is None:
        end = set_one(wall, *last)
        return set_one(wall, *first, limit=end), end
    start, end = _ending_behind(wall, first, last[1], wall.limit)
    if isinstance(first[0], int) and is_after(end, wall.limit):
        return _ending_behind(wall, first, last[1], wall.later(start, -_DAY))
    return start, end


def set_period(wall: WallClock, day: Day, begins: time, ends: time) -> tuple[datetime, datetime]:
    """Return a period of the school day: on `day`, or the last one that has begun.

    Without a day it is never on a weekend. A period that is still running ends now.
    """
    start = set_one(wall, day, begins, limit=wall.now)
    while day is None and start.weekday() >= _SATURDAY:
        start = wall.at(start.date() - _DAY, begins)
    end = wall.at(start.date(), ends)
    if is_after(end, wall.now) and not is_after(start, wall.now):
        end = wall.now.replace(second=0, microsecond=0)
    return start, end


def say_span(wall: WallClock, start: datetime, end: datetime | None, clock: int) -> str:
    """Return when in words: ``yesterday 23:50``, ``11:42 to 11:55``."""
    if end is None:
        return wall.say(start, clock)
    same_day = start.date() == end.date()
    last = say_time(end, clock) if same_day else wall.say(end, clock)
    return f"{wall.say(start, clock)} to {last}"


def say_change(typed: time, moment: datetime) -> str:
    """Return what the change of clocks did to a `typed` time, or nothing."""
    if moment.time() != typed:
        return f"{typed.hour:02}:{typed.minute:02} was skipped that night"
    if comes_twice(moment):
        return "the second of two" if moment.fold else "the first of two"
    return ""


def _ending_behind(
    wall: WallClock, first: tuple[Day, time], ends: time, limit: datetime
) -> tuple[datetime, datetime]:
    """Return the range whose beginning is `first`, ending on that day or the next."""
    start = set_one(wall, *first, limit=limit)
    end = wall.at(start.date(), ends)
    return start, wall.at(start.date() + _DAY, ends) if is_after(start, end) else end
