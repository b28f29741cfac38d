"""Names are found by whole words, completed by their beginnings, offered when nearly right."""

from __future__ import annotations

import pytest

from sro_ops.records.entry import Place, Places
from sro_ops.records.entry.slips import slips

from .school import PEOPLE, PLACES


@pytest.mark.parametrize(
    ("words", "codes", "count"),
    [
        ("gym", ["GYM"], 1),
        ("GYM secure", ["GYM"], 1),
        ("gym balcony open", ["GYMB"], 2),
        ("bike rack", ["RACK"], 2),
        ("d4 propped", ["D4"], 1),
        ("boys' room 2", ["BOYS2"], 3),
        ("office", ["OFN", "OFS"], 1),
    ],
)
def test_the_longest_name_or_code_is_found(words: str, codes: list[str], count: int) -> None:
    found = PLACES.find(words.split())
    assert found is not None
    assert ([place.code for place in found[0]], found[1]) == (codes, count)


@pytest.mark.parametrize("words", ["", "bike", "gymnast", "room 2", "secure gym"])
def test_part_of_a_name_is_not_found(words: str) -> None:
    assert PLACES.find(words.split()) is None


@pytest.mark.parametrize(
    ("prefix", "codes"),
    [
        ("gy", ["GYM", "GYMB"]),
        ("ra", ["RACK"]),
        ("bike r", ["RACK"]),
        ("office", ["OFN", "OFS", "FO"]),
        ("d4", ["D4", "D40"]),
        ("x", []),
    ],
)
def test_names_that_begin_so_come_before_later_words(prefix: str, codes: list[str]) -> None:
    assert [place.code for place in PLACES.complete(prefix, 5)] == codes


def test_completion_stops_at_its_limit() -> None:
    assert len(PLACES.complete("", 3)) == 3
    assert PLACES.complete("", 0) == []


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("bike rakc", "Bike rack"),
        ("rakc", "Bike rack"),
        ("gmy", "Gym"),
        ("fron", "Front office"),
        ("balcny", "Gym balcony"),
        ("bleechres", "Bleachers"),
        ("xyzzy", None),
        ("", None),
        ("c" * 500, None),
    ],
)
def test_the_nearest_place(typed: str, name: str | None) -> None:
    nearest = PLACES.nearest(typed)
    assert (nearest.name if nearest else None) == name


def test_a_place_without_a_code_or_with_odd_spaces_is_found_by_name() -> None:
    places = Places([Place("", "  North   lot (rear) ")])
    assert places.find(["north", "LOT", "rear"]) is not None
    assert places.find([""]) is None


def test_people_are_found_by_their_whole_name() -> None:
    found = PEOPLE.find(["jayden", "miller", "ran"])
    assert found is not None
    assert ([person.id for person in found[0]], found[1]) == (["p1"], 2)
    assert PEOPLE.find(["jayden"]) is None
    assert [person.name for person in PEOPLE.complete("mil", 5)] == ["Jayden Miller"]


@pytest.mark.parametrize(
    ("typed", "known", "slip"),
    [
        ("dorr", "door", True),
        ("partol", "patrol", True),
        ("patro", "patrol", True),
        ("patroll", "patrol", True),
        ("gmy", "gym", True),
        ("gum", "gym", False),
        ("gy", "gym", False),
        ("door", "door", False),
        ("patorl", "patrol", True),
        ("ptarlo", "patrol", False),
        ("patr", "patrol", False),
        ("9111", "911", False),
    ],
)
def test_one_slip_of_the_finger(typed: str, known: str, slip: bool) -> None:
    assert (known in slips(typed, set(known))) is slip
