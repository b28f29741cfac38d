"""Patrol: its words make the right records, and its demo day is the same for the same seed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from sro_ops.demo.playing import write_school
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.records.changing import strike
from sro_ops.records.record import Record
from sro_ops.records.saving import save_entry
from sro_ops.store.model import Actor, Scope
from sro_patrol.checks.demo import patrol_day
from sro_patrol.tours.commands import patrol

DAY = date(2026, 10, 14)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """Open the demo's school with our own plugins, before anything was typed there."""
    with open_house(write_school(tmp_path, "somebody")) as opened:
        opened.store.clock = lambda: datetime(2026, 10, 14, 19, 32, tzinfo=UTC)
        yield opened


def type_line(house: House, line: str) -> Record:
    """Type a line as who may type, and write what patrol does; return the record that it became."""
    scope = Scope(None, frozenset({"general"}))
    actor = Actor(house.desk.id, scope, permissions=("core.log", "patrol.*"))
    saved = save_entry(house.store, actor, house.read_line(line), house.site)
    with house.store.read(actor) as session:
        record = session.find(saved.number, house.site)
    assert isinstance(record, Record)
    return record


@pytest.mark.parametrize(
    ("line", "type_", "number", "place", "field", "words"),
    [
        ("patrol gym secure", "patrol.check", "P-2026-0001", "GYM", "finding", "secure"),
        ("door 4 propped, closed it", "patrol.door", "D-2026-0001", "D4", "condition",
         "propped, closed it"),
    ],
)  # fmt: skip
def test_a_word_makes_its_record(
    house: House, line: str, type_: str, number: str, place: str, field: str, words: str
) -> None:
    record = type_line(house, line)
    assert (record.type, record.number, record.place) == (type_, number, place)
    assert getattr(record, field) == words
    assert record.record_class == "general"


def test_a_place_alone_is_enough(house: House) -> None:
    record = type_line(house, "patrol gym")
    assert (record.place, record.type) == ("GYM", "patrol.check")


def test_the_examples_of_the_help_page_are_patrols_own(house: House) -> None:
    for verb in house.plugins.verbs.values():
        entry = house.read_line(verb.example)
        assert (entry.verb, entry.problems) == (verb, ())
        assert (entry.place is not None) == verb.place_first, verb.word


def status(house: House, *options: str) -> str:
    """Return what `sro-ops patrol status` prints at the school."""
    house.actor = Actor(house.desk.id, Scope(None, frozenset({"general"})))
    done = CliRunner().invoke(patrol, ["status", *options], obj=house.lend("patrol"))
    assert done.exit_code == 0, done.output
    return done.output


def test_the_status_tells_each_place_as_it_was_last_found_today(house: House) -> None:
    for line in (
        "patrol gym yest 14:00 windows open",
        "patrol gym 08:10 lights on",
        "patrol lot b 09:00 quiet",
        "patrol gym 11:20 secure",
        "door 4 propped",
    ):
        type_line(house, line)
    assert [json.loads(row) for row in status(house, "--json").splitlines()] == [
        {
            "kind": "check", "place": "LOTB", "at": "2026-10-14T09:00:00-05:00", "finding": "quiet",
            "number": "P-2026-0003",
        },
        {
            "kind": "check", "place": "GYM", "at": "2026-10-14T11:20:00-05:00", "finding": "secure",
            "number": "P-2026-0004",
        },
    ]  # fmt: skip
    assert [row.split()[:2] for row in status(house).splitlines()] == [
        ["At", "Place"], ["09:00", "Lot"], ["11:20", "Gym"],
    ]  # fmt: skip


def test_what_was_crossed_out_was_not_looked_at(house: House) -> None:
    check = type_line(house, "patrol gym secure")
    scope = Scope(None, frozenset({"general"}))
    actor = Actor(house.desk.id, scope, permissions=("core.strike", "patrol.*"))
    strike(house.store, actor, check.number or "", "wrong building", house.site)
    assert status(house) == "Nothing was looked at today.\n"


def test_the_demo_day_is_the_same_for_the_same_seed() -> None:
    assert patrol_day(DAY, 1) == patrol_day(DAY, 1)
    assert patrol_day(DAY, 1) != patrol_day(DAY, 2)
    assert patrol_day(DAY, 1) != patrol_day(date(2026, 10, 15), 1)


def test_the_demo_day_is_five_rounds_of_five_places_and_four_doors() -> None:
    words = [entry.text.split()[0] for entry in patrol_day(DAY, 1)]
    assert (words.count("patrol"), words.count("door")) == (25, 4)
