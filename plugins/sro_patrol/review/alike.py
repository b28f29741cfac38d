"""Identical lines at even intervals: rounds that may have been written and not walked. Pure.

Times in a log are actual ones. The same words every half hour, to the minute, are a warning sign,
and no more than that: it is for a supervisor to ask, and never shown to who wrote them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HALF_HOUR = timedelta(minutes=30)
GIVE = timedelta(minutes=2)
"""How far two lines may be from an even half hour."""

LEAST = 3
"""So many lines in a row are told."""


@dataclass(frozen=True, slots=True)
class Written:
    """A line: who wrote it, what it says, when it is said to have happened, its record's number."""

    who: str
    words: str
    at: datetime
    number: str


@dataclass(frozen=True, slots=True)
class Run:
    """Identical lines, half an hour apart, in their order."""

    lines: Sequence[Written]


def runs(lines: Iterable[Written]) -> list[Run]:
    """Return the runs of identical half-hour lines, the longest first."""
    alike: dict[tuple[str, str], list[Written]] = defaultdict(list)
    for line in lines:
        alike[line.who, " ".join(line.words.casefold().split())].append(line)
    found = [Run(run) for group in alike.values() for run in _even(group) if len(run) >= LEAST]
    return sorted(found, key=lambda run: (-len(run.lines), run.lines[0].at))


def _even(group: list[Written]) -> Iterator[list[Written]]:
    """Give the stretches of a group whose lines are half an hour apart."""
    group.sort(key=lambda line: line.at)
    run: list[Written] = []
    for line in group:
        if run and abs(line.at - run[-1].at - HALF_HOUR) > GIVE:
            yield run
            run = []
        run.append(line)
    if run:
        yield run
