"""Oakfield High on Wednesday 14 October 2026 at 14:32, as every test of the entry line knows it."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

from sro_ops.records.entry import (
    Bell,
    Entry,
    EntryContext,
    People,
    Person,
    Place,
    Places,
    parse,
)
from sro_ops.records.verbs import Verb

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 10, 14, 14, 32, 10, tzinfo=ZONE)

_WORDS = "note patrol door call med fight theft damage found talk bolo on off pass radio post"
_WITH_MONEY = ("theft", "damage")

VERBS = {
    word: Verb(
        word,
        f"test.{word}",
        help="",
        money="value" if word in _WITH_MONEY else None,
        place_first=word not in ("note", "on", "off", "radio"),
    )
    for word in _WORDS.split()
}
ALIASES = {"p": "patrol", "d": "door"}

PLACES = Places(
    [
        Place("CAFE", "Cafe", "room"),
        Place("GYM", "Gym", "room", "Main"),
        Place("GYMB", "Gym balcony", "room", "Main"),
        Place("RACK", "Bike rack", "outside"),
        Place("D4", "Door 4", "door"),
        Place("D40", "Door 40", "door"),
        Place("LOTB", "Lot B", "lot"),
        Place("BOYS2", "Boys' room 2", "room"),
        Place("FO", "Front office", "room"),
        Place("BLCH", "Bleachers", "outside"),
        Place("MHN", "Main hall", "room", "North"),
        Place("MHS", "Main hall", "room", "South"),
        Place("NLOT", "North lot, rear", "lot"),
        Place("OFN", "Office", "room", "North"),
        Place("OFS", "Office", "room", "South"),
    ]
)
PEOPLE = People(
    [
        Person("p1", "Jayden Miller", "student"),
        Person("p2", "Maria de la Cruz", "staff"),
        Person("p3", "Sam Smith", "student"),
        Person("p4", "Sam Smith", "student"),
        Person("p5", "Cher", "staff"),
    ]
)
BELLS = [
    Bell("1", time(7, 40), time(8, 30)),
    Bell("4th hour", time(11, 0), time(11, 50)),
    Bell("Lunch", time(11, 50), time(12, 25)),
    Bell("Period 5", time(12, 30), time(13, 20)),
    Bell("6", time(14, 10), time(15, 0)),
]


def school(now: datetime = NOW) -> EntryContext:
    """Return the school's context at `now`."""
    return EntryContext(now, VERBS, ALIASES, PLACES, PEOPLE, BELLS)


def read(line: str, now: datetime = NOW) -> Entry:
    """Return `line` as the school's desk understands it at `now`."""
    return parse(line, school(now))


def when(entry: Entry) -> str:
    """Return when an entry occurred, as ``2026-10-14 11:42`` or as a range with ``..``."""
    start = f"{entry.occurred_from:%Y-%m-%d %H:%M}"
    return start if entry.occurred_to is None else f"{start}..{entry.occurred_to:%Y-%m-%d %H:%M}"


def problems(entry: Entry) -> list[tuple[str, str | None]]:
    """Return an entry's problems as messages with their offers."""
    return [(problem.message, problem.offer) for problem in entry.problems]
