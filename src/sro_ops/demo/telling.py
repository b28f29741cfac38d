"""The lines of a day at Oakfield High: the same day and seed always tell the same."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from datetime import date, time

from sro_ops.demo.calendar import sport
from sro_ops.demo.stories import (
    DAY_IN_FRONT,
    GAME_NIGHTS,
    GAMES,
    INCIDENTS,
    ROUTINE,
    Incident,
)

SCHOOL_DAYS = 175
"""About as many as a year has."""

_AT_HOME = 0.5
"""The share of game nights that are at home."""


def day_in_front(day: date, seed: int) -> list[tuple[time, str]]:
    """Return what the host's own demo types on the day that is looked at, in order."""
    chance = random.Random(f"{seed} {day}")
    told = [*DAY_IN_FRONT, *GAMES[sport(day)]]
    return sorted((_about(at, chance), _said(line, chance)) for at, line in told)


def day_behind(day: date, seed: int) -> list[tuple[time, str]]:
    """Return what was typed on a day of the year behind: routine, and what the season brings."""
    chance = random.Random(f"{seed} {day}")
    told = [(at, line) for at, share, line in ROUTINE if chance.random() < share]
    told += list(_incidents(day, chance))
    if day.weekday() in GAME_NIGHTS[sport(day)] and chance.random() < _AT_HOME:
        told += [one for one in GAMES[sport(day)] if chance.random() < _AT_HOME]
    return sorted((_about(at, chance), _said(line, chance)) for at, line in told)


def _incidents(day: date, chance: random.Random) -> Iterator[tuple[str, str]]:
    for one in INCIDENTS:
        if not one.months or day.month in one.months:
            share = len(one.months) / 10 if one.months else 1
            if chance.random() < one.a_year / (SCHOOL_DAYS * share):
                yield _between(one, chance), one.text


def _between(one: Incident, chance: random.Random) -> str:
    first, last = (_minutes(time.fromisoformat(at)) for at in one.hours)
    return _clock(chance.randint(first, last)).isoformat()


def _about(at: str, chance: random.Random) -> time:
    minutes = _minutes(time.fromisoformat(at)) + chance.randint(-3, 3)
    return _clock(minutes).replace(second=chance.randint(0, 59))


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


def _clock(minutes: int) -> time:
    return time(minutes // 60, minutes % 60)


def _said(line: str, chance: random.Random) -> str:
    return re.sub(r"\{([^}]*)\}", lambda found: chance.choice(found[1].split("|")), line)
