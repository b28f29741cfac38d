"""Times as people at the desk read them: the site's zone, 12 or 24 hours, days by name."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def local(stamp: str, zone: tzinfo) -> datetime:
    """Return a journal line's UTC time, ``2026-09-22T15:42:03.000000Z``, in the site's zone."""
    return datetime.fromisoformat(stamp).astimezone(zone)


def hour(at: datetime, clock: int) -> str:
    """Return ``14:32``, or ``2:32p`` on a 12-hour desk."""
    if clock == 24:
        return f"{at:%H:%M}"
    return f"{at.hour % 12 or 12}:{at:%M}{'a' if at.hour < 12 else 'p'}"


def second(at: datetime, clock: int) -> str:
    """Return the time with seconds: ``10:42:03``, or ``10:42:03 am``."""
    if clock == 24:
        return f"{at:%H:%M:%S}"
    return f"{at.hour % 12 or 12}:{at:%M:%S} {'am' if at.hour < 12 else 'pm'}"


def width(clock: int) -> int:
    """Return the cells that the longest time of day takes."""
    return 5 if clock == 24 else 6


def day(on: date, today: date) -> str:
    """Return a day as a title: ``Today, Tuesday 22 September``; the year where it is another."""
    name = f"{DAYS[on.weekday()]} {on.day} {MONTHS[on.month - 1]}"
    if on == today:
        return f"Today, {name}"
    return name if on.year == today.year else f"{name} {on.year}"


def short_day(on: date) -> str:
    """Return ``Tue 22 Sep``, for the header."""
    return f"{DAYS[on.weekday()][:3]} {on.day} {MONTHS[on.month - 1][:3]}"
