"""Something alike that is open already, and adding a line to it."""

from __future__ import annotations

import pytest
from officers import Officer

from sro_ops.errors import Refused
from sro_ops.records.alike import Alike, add_entry, alike, find_alike, telling, without_names
from sro_ops.store.verify import verify
from sro_ops.testing import SITE, Clock

from .conftest import Hire


def found(officer: Officer, line: str) -> Alike | None:
    return find_alike(officer.store, officer.actor, officer.entry(line), SITE)


@pytest.mark.parametrize(
    ("first", "other", "same"),
    [
        ("bike gone, black Trek, lock cut", "black Trek bike @rack", True),
        ("bike gone", "bike, lock cut, cable left behind", True),
        ("bike gone, black Trek, lock cut", "phone in the locker, screen cracked, black", False),
        ("gone", "gone", False),
        ("the two of them", "the two of them", False),
        ("BIKE", "bike", True),
        ("badge 1142", "truck 1142", False),
    ],
)
def test_texts_are_alike_by_the_words_that_tell_what_they_are_about(
    first: str, other: str, same: bool
) -> None:
    assert alike(telling(first), telling(other)) is same


def test_an_open_record_of_the_same_type_place_and_words_is_found(ana: Officer) -> None:
    kept = ana.log("sweep lockers open @gym")
    seen = found(ana, "sweep two lockers broken @gym")
    assert seen is not None
    assert (seen.number, seen.protected) == (kept.number, False)


@pytest.mark.parametrize(
    "line",
    ["sweep lockers @rack", "sweep lockers", "sweep stage lights @gym", "incident lockers @gym"],
)
def test_another_place_other_words_or_another_type_is_something_else(
    ana: Officer, line: str
) -> None:
    ana.log("sweep lockers open @gym")
    assert found(ana, line) is None


def test_a_type_without_a_workflow_is_never_open(ana: Officer) -> None:
    ana.log("incident lockers open @gym")
    assert found(ana, "incident lockers open @gym") is None


def test_what_is_done_crossed_out_or_of_the_day_before_is_not_offered(
    ana: Officer, clock: Clock
) -> None:
    ana.move(ana.log("sweep lockers open @gym").number, "finish")
    ana.strike(ana.log("sweep lockers open @gym", again=True).number)
    assert found(ana, "sweep lockers @gym") is None
    kept = ana.log("sweep lockers open @gym", again=True)
    clock.forward(hours=23)
    assert found(ana, "sweep lockers @gym") is not None
    clock.forward(hours=2)
    assert found(ana, "sweep lockers @gym") is None
    told = found(ana, "-3h sweep lockers @gym") or found(ana, "sweep -3h lockers @gym")
    assert told is not None
    assert told.number == kept.number


def test_what_the_officer_may_not_see_is_not_offered(ana: Officer, hire: Hire) -> None:
    ana.log("sweep lockers open @gym")
    assert found(hire(classes=("medical",)), "sweep lockers @gym") is None


def test_a_line_is_added_to_the_story_with_initials_and_its_people(ana: Officer) -> None:
    kept = ana.log("sweep lockers open @gym")
    line = "sweep lockers again @gym with Jayden Moore"
    add_entry(ana.store, ana.actor, kept.number, ana.entry(line), SITE)
    page = ana.page(kept.number)
    assert [told.text for told in page.narrative] == ["sweep lockers again @gym with J.M."]
    assert [who.name for who in page.people] == ["Jayden Moore"]
    assert page.history[-1].verb == "appended"
    assert page.history[-1].summary == "sweep lockers again @gym"
    assert page.history[-1].people == ("Jayden Moore",)
    assert verify(ana.store.path).ok


def test_a_line_without_names_is_added_as_it_was_typed(ana: Officer) -> None:
    assert without_names(ana.entry("sweep  lockers @gym $40")) == "sweep lockers @gym $40"


def test_nothing_is_added_to_a_record_that_is_not_there(ana: Officer) -> None:
    with pytest.raises(Refused, match="no record DS-2026-0007"):
        add_entry(ana.store, ana.actor, "DS-2026-0007", ana.entry("sweep lockers"), SITE)
