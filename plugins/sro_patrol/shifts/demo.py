"""What shifts, pass-on and the desk add to the demo's day."""

from __future__ import annotations

import random
from datetime import date, time

from sro_ops import DemoEntry

_SKIES = ("light rain", "dry and clear", "low fog", "cold, wind", "clear")
_FRONT = (
    (time(6, 51), "pass h2 camera 8 looks at the wall, ticket is in"),
    (time(8, 4), "bolo white Silverado, custody, caution do not approach, call 911, until Fri"),
    (time(8, 22), "broken gym camera 12, no picture"),
    (time(8, 57), "visitor front office with Ana Lee to see J Ruiz, badge 12, picks up early"),
    (time(9, 33), "radio bus 4 to base, late, ten minutes"),
    (time(9, 34), "radio base to bus 4, copy"),
    (time(13, 41), "visitor front office with Bo Park, badge 7, boiler inspection"),
    (time(15, 36), "pass door 4 lock broken, locksmith comes Thursday"),
)
_ON, _OFF = (6, 40), (15, 40)


def shift_day(day: date, seed: int, front: bool) -> list[DemoEntry]:
    """Return a shift's two ends, and on the day in front what the desk keeps besides."""
    chance = random.Random(f"shift {seed} {day}")
    on, off = (_about(at, chance) for at in (_ON, _OFF))
    sky = chance.choice(_SKIES)
    told = [
        DemoEntry(on, f"on relieves nobody, keys 4, radio 12, {sky}"),
        DemoEntry(off, "off relieved by nobody, all"),
    ]
    return told + [DemoEntry(at, line) for at, line in _FRONT if front]


def _about(at: tuple[int, int], chance: random.Random) -> time:
    minutes = at[0] * 60 + at[1] + chance.randint(0, 9)
    return time(minutes // 60, minutes % 60, chance.randint(0, 59))
