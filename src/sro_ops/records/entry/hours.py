"""Times of day and lengths of time as they are typed, read from single words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time, timedelta

HALVES = frozenset(("am", "pm", "a.m", "p.m"))
"""Words that belong to the clock before them, as in ``2:15 pm``."""

HOURS = frozenset(("h", "hrs", "hours"))
"""Words that make a time of the four digits before them, as in ``1142 hrs``."""

_CLOCK = re.compile(r"@?([0-9]{1,2})(?::([0-5][0-9])(?::([0-5][0-9]))?)?(?:([ap])\.?m)?")
_MILITARY = re.compile(r"([01][0-9]|2[0-3])([0-5][0-9])(?:h|hrs|hours)")
_LIKE_A_CLOCK = re.compile(r"@?[0-9]{1,2}:[0-9]{2}(?:[ap]\.?m)?")
_LENGTH = re.compile(r"(?:([0-9]{1,3})h(?:rs?|ours?)?)?(?:([0-9]{1,4})m(?:ins?|inutes?)?)?")
_LENGTHS_IN_WORDS = {"anhour": "1h", "halfanhour": "30m", "aminute": "1m"}
_NAMED = {"noon": time(12), "midnight": time(0)}


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day; `half` is am or pm where it was typed."""

    time: time
    half: str = ""


def clock_of(word: str) -> Clock | None:
    """Read ``11:42``, ``2pm``, ``2:15pm``, ``1142h``, ``noon``; None for anything else."""
    low = word.casefold()
    if low in _NAMED:
        return Clock(_NAMED[low])
    military = _MILITARY.fullmatch(low)
    if military:
        return Clock(time(int(military[1]), int(military[2])))
    match = _CLOCK.fullmatch(low)
    return _civil(match) if match and (match[2] or match[4]) else None


def pair_of(word: str) -> tuple[Clock, Clock] | None:
    """Read two clocks with a dash between: ``11:42-11:55``, ``2-3pm``, ``1142-1155h``."""
    left, dash, right = word.casefold().replace("–", "-").partition("-")
    last = clock_of(right) if dash else None
    if last is None:
        return None
    unit = "h" if _MILITARY.fullmatch(right) else last.half
    first = clock_of(left) or clock_of(left + unit)
    return (first, last) if first else None


def same_half(first: Clock, last: Clock) -> tuple[time, time]:
    """Return two times of one range: in ``2:15-2:40pm`` the first is in the afternoon too."""
    if last.half and not first.half:
        shared = clock_of(f"{first.time:%H:%M}{last.half}")
        if shared and shared.time <= last.time:
            return shared.time, last.time
    return first.time, last.time


def like_a_clock(word: str) -> bool:
    """Say whether `word` is written like a time of day, even an impossible one."""
    return bool(_LIKE_A_CLOCK.fullmatch(word.casefold()))


def ago_of(words: Sequence[str]) -> tuple[timedelta, int] | None:
    """Read ``-20m``, ``-1h30m``, ``20 min ago``, ``an hour ago`` at the beginning of `words`.

    Returns how long ago, and how many words say so.
    """
    low = [word.casefold() for word in words]
    if low and low[0][0] in "-−":
        length = _length_of(low[0][1:])
        return (length, 1) if length else None
    if "ago" not in low:
        return None
    count = low.index("ago")
    said = "".join(low[:count])
    length = _length_of(_LENGTHS_IN_WORDS.get(said, said))
    return (length, count + 1) if length else None


def _civil(match: re.Match[str]) -> Clock | None:
    """Return the clock that was matched, or None for an hour that no clock shows."""
    hour, half = int(match[1]), f"{match[4]}m" if match[4] else ""
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + 12 * (half == "pm")
    return Clock(time(hour, int(match[2] or 0), int(match[3] or 0)), half) if hour < 24 else None


def _length_of(text: str) -> timedelta | None:
    """Return the length that ``1h30m`` means; None where it means none, or nothing."""
    match = _LENGTH.fullmatch(text)
    hours, minutes = match.groups() if match else (None, None)
    return timedelta(hours=int(hours or 0), minutes=int(minutes or 0)) or None
