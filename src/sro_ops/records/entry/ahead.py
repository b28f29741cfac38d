"""``until Fri``, ``until 16 Oct 15:00``, ``until 3 days``: a moment ahead, typed in a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sro_ops.records.entry.clock import WallClock, is_after
from sro_ops.records.entry.days import day_of
from sro_ops.records.entry.hours import HALVES, clock_of

END_OF_DAY = time(23, 59)
"""What is until a day is until its last minute."""

_PHRASE = re.compile(r"(?:^|(?<=[\s,;]))(?:until|till)\s+", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,3})(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|w)")
_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_DAY = timedelta(days=1)
_MOST_WORDS = 5


def until(text: str, now: datetime) -> tuple[datetime | None, str]:
    """Find the moment that a text says something holds until, and the text without that phrase.

    A day alone is until its last minute; a weekday or a time of day is the next one, and a date
    without a year that is past is next year's. Without such a phrase the text comes back whole.

    Args:
        text: ``white Silverado, custody, until Fri``.
        now: aware, in the site's zone: what "next" counts from.
    """
    for phrase in _PHRASE.finditer(text):
        words = list(re.finditer(r"[^\s,;]+", text[phrase.end() :]))[:_MOST_WORDS]
        ahead = text[phrase.end() :]
        found = _moment([word[0].casefold() for word in words], WallClock(now))
        if found is not None:
            moment, count = found
            rest = ahead[words[count - 1].end() :].lstrip(" ,;")
            before = text[: phrase.start()].rstrip(" ,;")
            return moment, f"{before}, {rest}" if before and rest else before or rest
    return None, text


def _moment(words: Sequence[str], wall: WallClock) -> tuple[datetime, int] | None:
    """Read a moment at the beginning of `words`; return it and how many words say so."""
    length = _length(words)
    if length is not None:
        return wall.later(wall.now, length[0]), length[1]
    clock = _clock(words)
    day = _day(words[clock[1] if clock else 0 :], wall.now.date())
    taken = (clock[1] if clock else 0) + (day[1] if day else 0)
    if clock is None and day is not None:
        clock = _clock(words[taken:])
        taken += clock[1] if clock else 0
    if clock is None and day is None:
        return None
    return _ahead(wall, day[0] if day else None, clock[0] if clock else END_OF_DAY), taken


def _ahead(wall: WallClock, day: date | int | None, clock: time) -> datetime:
    if isinstance(day, date):
        return wall.at(day, clock)
    on = wall.now.date()
    while day not in (None, on.weekday()) or not is_after(wall.at(on, clock), wall.now):
        on += _DAY
    return wall.at(on, clock)


def _length(words: Sequence[str]) -> tuple[timedelta, int] | None:
    for count in (1, 2):
        match = _LENGTH.fullmatch("".join(words[:count])) if len(words) >= count else None
        if match:
            return timedelta(**{_UNITS[match[2][0]]: int(match[1])}), count
    return None


def _clock(words: Sequence[str]) -> tuple[time, int] | None:
    for count in (2, 1):
        if len(words) < count or (count == 2 and words[1] not in HALVES):
            continue
        found = clock_of("".join(words[:count]))
        if found is not None:
            return found.time, count
    return None


def _day(words: Sequence[str], today: date) -> tuple[date | int, int] | None:
    if words and words[0] in ("tomorrow", "tmrw"):
        return today + _DAY, 1
    found = day_of(words, today)
    if found is None or isinstance(found[0], int) or found[0] >= today:
        return found
    said = found[0]
    if any(re.search(r"20\d\d", word) for word in words[: found[1]]):
        return found
    return _next_year(said), found[1]


def _next_year(day: date) -> date:
    """Return the same day a year later; 1 March for 29 February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
