"""What patrol adds to the demo's day."""

from __future__ import annotations

import random
from datetime import date, time

from sro_ops import DemoEntry

_ROUND = (
    ("gym", ("secure", "secure, two students sent to class")),
    ("loading dock", ("secure", "truck from the dairy, expected")),
    ("band room", ("secure", "lights on, nobody in")),
    ("lot b", ("quiet", "car alarm, owner called")),
    ("stairwell c", ("clear", "clear, three students to class")),
)
_DOORS = (
    (time(8, 31), "door 4 propped with a rock, closed it"),
    (time(10, 47), "door 2 unlocked, locked it"),
    (time(13, 6), "door 4 propped again, closed it, told the art teacher"),
    (time(15, 34), "door 7 secure"),
)
_STARTS = ((7, 20), (9, 10), (11, 5), (13, 15), (15, 5))


def patrol_day(day: date, seed: int) -> list[DemoEntry]:
    """Return five rounds and the doors of a school day; the same for the same day and seed."""
    chance = random.Random(f"patrol {seed} {day}")
    entries = [DemoEntry(at, line) for at, line in _DOORS]
    for hour, minute in _STARTS:
        at = hour * 60 + minute
        for place, findings in _ROUND:
            at += chance.randint(3, 7)
            finding = findings[chance.random() < 0.2]
            entries.append(DemoEntry(time(at // 60, at % 60), f"patrol {place} {finding}"))
    return entries
