"""The site's clock on the wall: local times, the two nights when clocks change, times in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

GRACE = timedelta(minutes=5)
"""A time may lie this far ahead and still mean now: clocks differ."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WallClock:
    """Turns local days and times into moments, seen from `now` (aware, in the site's zone).

    Moments of one zone are compared in UTC: Python compares them by their digits, which is wrong
    in the hour that comes twice.
    """

    now: datetime

    @property
    def zone(self) -> tzinfo | None:
        """The site's zone."""
        return self.now.tzinfo

    @property
    def limit(self) -> datetime:
        """The latest moment that is not the future."""
        return self.later(self.now, GRACE)

    def later(self, moment: datetime, by: timedelta) -> datetime:
        """Return the moment that is `by` of real time after `moment`, in the site's zone."""
        return (moment.astimezone(UTC) + by).astimezone(self.zone)

    def at(self, day: date, clock: time) -> datetime:
        """Return the moment at which the wall shows `clock` on `day`.

        A time that is skipped in spring moves forward by what was skipped. A time that comes twice
        in autumn is the first, unless now is within the second round and the second is past.
        """
        first = datetime.combine(day, clock, tzinfo=self.zone)
        second = first.replace(fold=1)
        if is_skipped(first):
            return first.astimezone(UTC).astimezone(self.zone)
        in_second_round = self.now.fold == 1 and self.now.date() == day
        if in_second_round and not is_after(second, self.limit):
            return second
        return first

    def latest(self, clock: time, limit: datetime, weekday: int | None = None) -> datetime:
        """Return the last moment up to `limit` that shows `clock`, on `weekday` (0 is Monday)."""
        day = limit.date()
        while True:
            moment = self.at(day, clock)
            if weekday in (None, day.weekday()) and not is_after(moment, limit):
                return moment
            day -= _DAY

    def say(self, moment: datetime, clock: int = 24) -> str:
        """Return `moment` in words: ``11:42``, ``yesterday 23:50``, ``Mon 12 Oct 15:10``."""
        spoken = say_time(moment, clock)
        days_ago = (self.now.date() - moment.date()).days
        if days_ago == 0:
            return spoken
        if days_ago == 1:
            return f"yesterday {spoken}"
        day = f"{WEEKDAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]}"
        year = "" if moment.year == self.now.year else f" {moment.year}"
        return f"{day}{year} {spoken}"


def say_time(moment: datetime, clock: int = 24) -> str:
    """Return the time of day, ``14:05`` or, by a 12-hour clock, ``2:05 pm``."""
    if clock == 12:
        half = "am" if moment.hour < 12 else "pm"
        return f"{(moment.hour + 11) % 12 + 1}:{moment.minute:02} {half}"
    return f"{moment.hour:02}:{moment.minute:02}"


def is_after(moment: datetime, other: datetime) -> bool:
    """Say whether `moment` comes after `other` in real time."""
    return moment.astimezone(UTC) > other.astimezone(UTC)


def is_skipped(moment: datetime) -> bool:
    """Say whether no wall clock ever showed this local time."""
    real = moment.astimezone(UTC).astimezone(moment.tzinfo)
    return real.replace(tzinfo=None, fold=0) != moment.replace(tzinfo=None, fold=0)


def comes_twice(moment: datetime) -> bool:
    """Say whether the wall clock showed this local time twice."""
    other = moment.replace(fold=1 - moment.fold)
    return moment.utcoffset() != other.utcoffset() and not is_skipped(moment)
