"""What is offered at the cursor: verbs for the first word, then places and people."""

from __future__ import annotations

import pytest

from sro_ops.records.entry import Completion, complete

from .school import school


def names(typed: str) -> list[str]:
    """Return what is offered with the cursor behind `typed`."""
    return [completion.name for completion in complete(typed, len(typed), school())]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pa", ["pass", "patrol"]),
        ("PAT", ["patrol"]),
        ("partol", ["patrol"]),
        ("o", ["off", "on"]),
        ("patrol", []),
        ("p", ["pass", "patrol", "post"]),
        ("", []),
        ("  ", []),
        ("xyzzy", []),
    ],
)
def test_the_first_word_completes_to_verbs(typed: str, expected: list[str]) -> None:
    assert names(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("@gy", ["Gym", "Gym balcony"]),
        ("note lights @gym b", ["Gym balcony"]),
        ("note lights @gym", ["Gym balcony"]),
        ('note @"front o', ["Front office"]),
        ("note lights in g", ["Gym", "Gym balcony"]),
        ("note lights at front of", ["Front office"]),
        ("note bike near ra", ["Bike rack"]),
        ("patrol gy", ["Gym", "Gym balcony"]),
        ("p lot", ["Lot B", "North lot, rear"]),
        ("door 4", ["Door 40"]),
        ("d 4", ["Door 40"]),
        ("door gy", ["Gym", "Gym balcony"]),
        ("note gy", []),
        ("patrol gym sec", []),
        ("patrol ", []),
        ("lights gy", []),
    ],
)
def test_places_complete_after_a_mark_a_verb_or_in_at_and_near(
    typed: str, expected: list[str]
) -> None:
    assert names(typed) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("talk with ja", ["Jayden Miller"]),
        ("talk with mil", ["Jayden Miller"]),
        ("talk with Ann Lee and ch", ["Cher"]),
        ("talk with Ann Lee, ch", ["Cher"]),
        ("fight with jayden m v ch", ["Cher"]),
        ("talk with jayden miller", []),
        ("ch", []),
        ("salt and ch", []),
    ],
)
def test_people_complete_after_with(typed: str, expected: list[str]) -> None:
    assert names(typed) == expected


def test_each_completion_says_its_kind_its_code_and_what_it_replaces() -> None:
    context = school()
    assert complete("pat", 3, context) == [Completion("patrol", "verb", "p", 0, 3, "patrol")]
    assert complete("note @bl x", 8, context) == [
        Completion("Bleachers", "place", "BLCH", 6, 8, "Bleachers")
    ]
    assert complete("door 4", 6, context) == [Completion("Door 40", "place", "D40", 5, 6, "40")]
    assert complete("talk with ja", 12, context) == [
        Completion("Jayden Miller", "person", "student", 10, 12, "Jayden Miller")
    ]


def test_a_name_that_two_places_share_completes_to_their_codes() -> None:
    found = complete("note @off", 9, school())
    assert [(each.name, each.replacement) for each in found[:2]] == [
        ("Office", "OFN"),
        ("Office", "OFS"),
    ]


def test_completion_keeps_to_its_limit_and_to_the_first_line() -> None:
    assert len(complete("note @", 6, school(), limit=2)) == 2
    assert complete("note @", 6, school(), limit=0) == []
    assert complete("note x\n@gy", 10, school()) == []
    assert complete("note " + "word " * 1000 + "@gy", 9999, school()) == []
