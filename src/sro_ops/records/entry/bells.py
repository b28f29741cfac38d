"""Periods of the bell schedule as they are typed: 4th hour, period 4, lunch hour."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import time

from sro_ops.records.entry.shapes import Bell

PASSING_WORDS = 5
"""``between 4th and 5th hour``, the longest way to name a time by the bells."""

_NUMBERED = re.compile(
    r"(?:period|hour|hr|per|p|h)?\s*([0-9]{1,2})(?:st|nd|rd|th)?(?:\s*(?:period|hour|hr))?"
)
_ORDINAL = re.compile(r"[0-9]{1,2}(?:st|nd|rd|th)")
_PERIOD = frozenset(("hour", "hr", "period"))


class Bells:
    """The bell schedule, by what people call its periods. Words are in lower case."""

    def __init__(self, bells: Sequence[Bell]) -> None:
        self._by_name = {_name(bell.period): bell for bell in reversed(bells)}

    def period(self, words: Sequence[str]) -> tuple[time, time] | None:
        """Read two words, ``4th hour``, ``hour 4`` or ``lunch period``, as beginning and end.

        A bare number before the word is a length (``1 hour``), never a period.
        """
        if len(words) < 2:
            return None
        if words[1] in _PERIOD and not words[0].isdigit():
            bell = self._by_name.get(_name(words[0]))
        elif words[0] in _PERIOD:
            bell = self._by_name.get(_name(words[1]))
        else:
            return None
        return (bell.start, bell.end) if bell else None

    def passing(self, words: Sequence[str]) -> tuple[time, time] | None:
        """Read ``between 4th and 5th hour``: from the end of the one to the start of the other."""
        if len(words) < PASSING_WORDS or (words[0], words[2]) != ("between", "and"):
            return None
        before, after = (self._by_name.get(_name(name)) for name in (words[1], words[3]))
        if before is None or after is None or words[4] not in _PERIOD:
            return None
        return before.end, after.start

    def lacks(self, words: Sequence[str]) -> bool:
        """Say whether two words name a numbered period that the schedule, if any, doesn't have."""
        numbered = len(words) > 1 and words[1] in _PERIOD and _ORDINAL.fullmatch(words[0])
        return bool(self._by_name and numbered and _name(words[0]) not in self._by_name)


def _name(period: str) -> str:
    """Return what a period is called: the same for ``4``, ``4th``, ``Period 4``, ``4th hour``."""
    low = period.casefold().strip()
    number = _NUMBERED.fullmatch(low)
    return str(int(number[1])) if number else low
