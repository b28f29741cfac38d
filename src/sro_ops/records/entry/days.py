"""Days as they are typed: yesterday, Monday, 14 Oct, 10/14, 2026-10-14."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

MOST_WORDS = 3
"""A day takes at most so many words: ``14 Oct 2026``."""

_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?")
_ISO = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{2})-([0-9]{2})")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/((?:20)?[0-9]{2}))?")
_YEAR = re.compile(r"20[0-9]{2}")
_HALF_A_YEAR = timedelta(days=183)

_DAYS_AGO = {"today": 0, "yest": 1, "yesterday": 1}
_WEEKDAY_NAMES = (
    "mon monday",
    "tue tues tuesday",
    "wed weds wednesday",
    "thu thur thurs thursday",
    "fri friday",
    "sat saturday",
    "sun sunday",
)
_MONTH_NAMES = (
    "jan january",
    "feb february",
    "mar march",
    "apr april",
    "may",
    "jun june",
    "jul july",
    "aug august",
    "sep sept september",
    "oct october",
    "nov november",
    "dec december",
)
_WEEKDAYS = {name: at for at, names in enumerate(_WEEKDAY_NAMES) for name in names.split()}
_MONTHS = {name: at for at, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}


def day_of(words: Sequence[str], today: date) -> tuple[date | int, int] | None:
    """Read a day at the beginning of `words` (in lower case), seen from `today`.

    Returns the date, or the number of a weekday (0 is Monday), and how many words say it. A date
    without a year is this year's, or last year's where this year's is over half a year ahead.
    """
    if not words:
        return None
    if words[0] in _DAYS_AGO:
        return today - timedelta(days=_DAYS_AGO[words[0]]), 1
    if words[0] in _WEEKDAYS:
        return _WEEKDAYS[words[0]], 1
    iso = _ISO.fullmatch(words[0])
    if iso:
        return _counted(_date(int(iso[1]), int(iso[2]), int(iso[3])), 1)
    slashes = _SLASHES.fullmatch(words[0])
    if slashes:
        return _counted(_dated(today, int(slashes[1]), int(slashes[2]), slashes[3]), 1)
    return _month_and_day(words, today)


def _month_and_day(words: Sequence[str], today: date) -> tuple[date, int] | None:
    """Read ``14 Oct``, ``Oct 14``, ``14 Oct 2026``, ``October 14th 2026``."""
    if len(words) < 2:
        return None
    number, month = (words[0], words[1]) if words[1] in _MONTHS else (words[1], words[0])
    day = _NUMBER.fullmatch(number)
    if day is None or month not in _MONTHS:
        return None
    year = words[2] if len(words) > 2 and _YEAR.fullmatch(words[2]) else None
    return _counted(_dated(today, _MONTHS[month], int(day[1]), year), 3 if year else 2)


def _dated(today: date, month: int, day: int, year: str | None) -> date | None:
    """Return the date in `year`, or in the likelier of this year and the last."""
    if year:
        return _date(2000 + int(year[-2:]), month, day)
    this_year = _date(today.year, month, day)
    if this_year and this_year - today <= _HALF_A_YEAR:
        return this_year
    return _date(today.year - 1, month, day)


def _date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _counted(day: date | None, count: int) -> tuple[date, int] | None:
    """Return the day with the words that say it, or None without a day."""
    return (day, count) if day else None
