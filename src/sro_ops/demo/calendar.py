"""When there is school: terms, holidays and seasons of a made-up district in the Midwest."""

from __future__ import annotations

from datetime import date, timedelta

ONE = timedelta(days=1)
YEAR = 365

_FRIDAY = 4


def is_school_day(day: date) -> bool:
    """Say whether there is school: a weekday of a term, and no holiday."""
    return day.weekday() <= _FRIDAY and _in_term(day) and not _holiday(day)


def last_school_day(today: date) -> date:
    """Return the last school day before `today`."""
    day = today - ONE
    while not is_school_day(day):
        day -= ONE
    return day


def school_days(first: date, end: date) -> list[date]:
    """Return the school days from `first` up to, but without, `end`."""
    days = (first + ONE * n for n in range((end - first).days))
    return [day for day in days if is_school_day(day)]


def sport(day: date) -> str:
    """Return what is played at home in that season."""
    if day.month in (11, 12, 1, 2):
        return "basketball"
    return "football" if day.month >= 8 else "soccer"


def _in_term(day: date) -> bool:
    """The year begins on the day after Labor Day and ends with the first whole week of June."""
    begins = _nth(day.year, 9, weekday=0, nth=1) + ONE
    ends = _nth(day.year, 6, weekday=_FRIDAY, nth=2)
    return day <= ends or day >= begins


def _holiday(day: date) -> bool:
    thanksgiving = _nth(day.year, 11, weekday=3, nth=4)
    spring = _nth(day.year, 3, weekday=0, nth=4)
    return (
        (day.month, day.day) >= (12, 23)
        or (day.month, day.day) <= (1, 2)
        or thanksgiving - ONE <= day <= thanksgiving + ONE
        or spring <= day <= spring + 4 * ONE
        or day == _nth(day.year, 1, weekday=0, nth=3)  # Martin Luther King Day
        or day == _last_monday_of_may(day.year)
        or day == _nth(day.year, 10, weekday=_FRIDAY, nth=4)  # the teachers' day
    )


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month; Monday is 0."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last_monday_of_may(year: int) -> date:
    last = date(year, 5, 31)
    return last - timedelta(days=last.weekday())
