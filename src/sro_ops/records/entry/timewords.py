"""One time as typed, with its day: ``yest 14:40``, ``11:42-11:55``, ``4th hour mon``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sro_ops.records.entry.bells import PASSING_WORDS, Bells
from sro_ops.records.entry.days import MOST_WORDS, day_of
from sro_ops.records.entry.hours import HALVES, HOURS, Clock, clock_of, like_a_clock, pair_of
from sro_ops.records.entry.shapes import EntryContext
from sro_ops.records.entry.spans import Day
from sro_ops.records.entry.words import Reading

_WORDS_TOO = frozenset(("sat", "sun"))
_BEFORE_DAYS = frozenset(("on", "last", "between", "from", "to", "and", "-", "–", "until", "at"))


@dataclass(frozen=True, slots=True)
class Side:
    """A time of day with its day, or a stretch of one; `next` is the index of the word after it.

    `period` says that the times are the bells': they move with the school days.
    """

    day: Day
    start: Clock
    end: Clock | None
    next: int
    period: bool = False


class TimeWords:
    """Reads the words of a line as times of day and days."""

    def __init__(self, reading: Reading, context: EntryContext) -> None:
        self.reading = reading
        self._today = context.now.date()
        self._bells = Bells(context.bells)

    def low(self, at: int) -> str:
        """Return word `at` without regard to case; empty where nothing may be read."""
        return self.reading.words[at].low if self.reading.free(at) else ""

    def lows(self, at: int, most: int) -> list[str]:
        """Return word `at` and those after it, at most `most`, up to one that may not be read."""
        found = [self.low(index) for index in range(at, at + most)]
        return found[: found.index("")] if "" in found else found

    def joined(self, at: int) -> bool:
        """Say whether word `at` and the next may be read, without punctuation between them."""
        return self.reading.free(at) and self.reading.free(at + 1) and not self.reading.tail(at)

    def side(self, at: int) -> Side | None:
        """Read a time with the day before it, after it, or without a day."""
        day = self._day(at)
        if day:
            hours = self._hours(day[1] + (self.low(day[1]) == "at"))
            return replace(hours, day=day[0]) if hours else None
        hours = self._hours(at)
        if hours is None or not self.joined(hours.next - 1):
            return hours
        after = hours.next + (self.low(hours.next) == "on")
        day = self._day(after)
        return replace(hours, day=day[0], next=day[1]) if day else hours

    def passing(self, at: int) -> Side | None:
        """Read ``between 4th and 5th hour``."""
        times = self._bells.passing(self.lows(at, PASSING_WORDS))
        if times is None:
            return None
        return Side(None, Clock(times[0]), Clock(times[1]), at + PASSING_WORDS, period=True)

    def complaint(self, at: int) -> tuple[str, int] | None:
        """Return what is wrong with an impossible time at `at`, and the index of its last word."""
        low = self.low(at)
        if like_a_clock(low) and clock_of(low) is None:
            return f'No time "{low}"', at
        if self._bells.lacks(self.lows(at, 2)):
            return f"No {low} {self.low(at + 1)} in the bell schedule", at + 1
        return None

    def _day(self, at: int) -> tuple[date | int, int] | None:
        """Read a day: its date or weekday, and the index of the word after it."""
        if self._only_a_word(at):
            return None
        day = day_of(self.lows(at, MOST_WORDS), self._today)
        return (day[0], at + day[1]) if day else None

    def _only_a_word(self, at: int) -> bool:
        """Say whether word `at` is sat or sun as in "student sat 11:42", and no day of the week."""
        small = self.reading.free(at) and self.reading.words[at].core in _WORDS_TOO
        return small and self.low(at - 1) not in _BEFORE_DAYS | {""}

    def _hours(self, at: int) -> Side | None:
        """Read a clock, two clocks with a dash, or a period of the bell schedule."""
        low, after = self.low(at), self.low(at + 1) if self.joined(at) else ""
        pair = pair_of(low)
        if pair:
            return Side(None, *pair, at + 1)
        if after in HALVES | HOURS:
            clock = clock_of(low + after)
            if clock:
                return Side(None, clock, None, at + 2)
        clock = clock_of(low)
        if clock:
            return Side(None, clock, None, at + 1)
        times = self._bells.period([low, after])
        if times is None:
            return None
        return Side(None, Clock(times[0]), Clock(times[1]), at + 2, period=True)
