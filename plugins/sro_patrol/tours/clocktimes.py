"""When something on a tour is expected: minutes after its start, or a time of day. Pure.

A time of day is the school's own. In the night in which clocks go forward a time that there is not
means the moment that many minutes later; in the night in which they go back, of a time that there
is twice the one that lies nearer counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

When = timedelta | time
"""After the start of the tour, or at a time of day."""

WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
"""The days as they are written, in the order of `datetime.weekday`."""

_MINUTES = re.compile(r"\+?(\d{1,4})")
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_DAY = timedelta(days=1)


def read_when(text: str) -> When:
    """Return what ``15`` (minutes after the start) or ``14:10`` means.

    Raises:
        ValueError: it is neither.
    """
    minutes = _MINUTES.fullmatch(text.strip())
    return timedelta(minutes=int(minutes[1])) if minutes else read_clock(text)


def read_clock(text: str) -> time:
    """Return a time of day: ``6:30``, ``22:00``.

    Raises:
        ValueError: it is none.
    """
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no time of day")
    return time(int(found[1]), int(found[2]))


def read_clocks(text: str) -> list[time]:
    """Return times of day that stand apart by spaces or commas, each once, in their order.

    Raises:
        ValueError: one of them is none.
    """
    return sorted({read_clock(word) for word in re.split(r"[\s,;]+", text.strip()) if word})


def read_days(text: str) -> frozenset[int]:
    """Return weekdays, Monday being 0: ``mon-fri``, ``sat sun``; every day where there is no text.

    Raises:
        ValueError: a word is no day.
    """
    found: set[int] = set()
    for word in re.split(r"[\s,;]+", text.strip().lower()):
        first, _, last = word.partition("-")
        if word:
            start, end = WEEK.index(first[:3]), WEEK.index((last or first)[:3])
            found.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return frozenset(found or range(7))


def at(when: When, start: datetime, zone: tzinfo, after: datetime | None = None) -> datetime:
    """Return the moment that is meant on a tour that began at `start`.

    Args:
        when: minutes after the start, or a time of day.
        start: aware.
        zone: the school's.
        after: the moment before which it cannot lie; None where it may lie before the start, as the
            due time of a tour that began late does.

    Returns:
        An aware moment in UTC. A time of day is the one that lies nearest to the start, so at most
        about twelve hours from it.
    """
    if isinstance(when, timedelta):
        return start.astimezone(UTC) + when
    found = list(_occurrences(when, start, zone))
    nearest = min(found, key=lambda moment: (abs(moment - start), moment < start))
    if after is None or nearest >= after:
        return nearest
    return min((moment for moment in found if moment >= after), default=nearest)


def next_start(
    starts: list[time], days: frozenset[int], after: datetime, zone: tzinfo
) -> datetime | None:
    """Return the first of the daily `starts` that lies after a moment, in UTC; None for none.

    A time that there is twice in the night in which clocks go back counts once, the first time.
    """
    first = after.astimezone(zone).date() - _DAY
    coming = (
        _moment(first + step * _DAY, start, zone)
        for step in range(10)
        for start in starts
        if (first + step * _DAY).weekday() in days
    )
    return min((moment for moment in coming if moment > after), default=None)


def _occurrences(clock: time, around: datetime, zone: tzinfo) -> Iterator[datetime]:
    day = around.astimezone(zone).date()
    for step in (-1, 0, 1, 2):
        first = _moment(day + step * _DAY, clock, zone)
        second = _moment(day + step * _DAY, clock.replace(fold=1), zone)
        yield first
        if second > first:  # there is twice this time; else it is the same, or there is none
            yield second


def _moment(day: date, clock: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, clock, zone).astimezone(UTC)
