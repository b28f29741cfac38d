"""Who: names after `with`, which leave the text."""

from __future__ import annotations

import pytest

from sro_ops.records.entry import Named

from .school import read


@pytest.mark.parametrize(
    ("line", "names", "text"),
    [
        ("talk with J Ruiz 15m vaping", ["J Ruiz"], "15m vaping"),
        ("talk with J. Ruiz vaping", ["J. Ruiz"], "vaping"),
        ("talk with Mr. Lind about it", ["Mr. Lind"], "about it"),
        ("talk with AP Lind, parent told", ["AP Lind"], "parent told"),
        ("talk with AP m, calm", ["AP m"], "calm"),
        ("met with O'Brien in hall", ["O'Brien"], "met in hall"),
        ("met with O'Brien, parent told", ["O'Brien"], "met, parent told"),
        ("talk with jayden m vaping", ["jayden m"], "vaping"),
        ("talk with Jayden m vaping", ["Jayden m"], "vaping"),
        ("TALK WITH JAYDEN M ABOUT VAPING", ["JAYDEN M"], "ABOUT VAPING"),
        ("talk with Mary Ann Lee Smith", ["Mary Ann Lee"], "Smith"),
        ("talk with Ana de la Vega again", ["Ana de la Vega"], "again"),
        ("talk with Ann Lee and Bo Park today", ["Ann Lee", "Bo Park"], "today"),
        ("talk with Ann Lee & Bo Park", ["Ann Lee", "Bo Park"], ""),
        (
            "talk with Ann Lee, Bo Park and Cy Dow, all calm",
            ["Ann Lee", "Bo Park", "Cy Dow"],
            "all calm",
        ),
        ("talk with Ann Lee, and Bo Park", ["Ann Lee", "Bo Park"], ""),
        ("fight with jayden m v tyler r in cafe", ["jayden m", "tyler r"], ""),
        ("fight with jayden v tyler at lunch", ["jayden", "tyler"], "at lunch"),
        ("fight with Jayden vs Tyler", ["Jayden", "Tyler"], ""),
        ("fight with jayden v", ["jayden v"], ""),
        ("talk with Ann Lee Mon 15:10 calm", ["Ann Lee"], "calm"),
        ("talk with Ann Lee Gym", ["Ann Lee Gym"], ""),
        ("talk with Ann Lee, Gym flooded", ["Ann Lee"], "flooded"),
        ("talk with Ann Lee. Parent told.", ["Ann Lee"], "Parent told."),
        ("talk with Ann Lee with Bo Park", ["Ann Lee", "Bo Park"], ""),
        ("talk with Ann Lee with Ann Lee", ["Ann Lee"], ""),
    ],
)
def test_names_after_with_leave_the_text(line: str, names: list[str], text: str) -> None:
    entry = read(line)
    assert ([named.name for named in entry.people], entry.text) == (names, text)


@pytest.mark.parametrize(
    "line",
    [
        "door with a broken lock",
        "with such a mess",
        "with ID in hand",
        "jayden m v tyler r",
        "with jayden",
        "with 3 others",
        'with "Ann Lee"',
        "with, Ann",
        "ends with",
        "with @xyzzy",
    ],
)
def test_with_is_a_word_like_any_other_where_no_name_follows(line: str) -> None:
    entry = read(f"note {line}")
    assert (entry.people, entry.text) == ((), line)


@pytest.mark.parametrize(
    ("line", "named", "text"),
    [
        ("talk with jayden miller ok", Named("Jayden Miller", "p1"), "ok"),
        ("talk with MARIA DE LA CRUZ ok", Named("Maria de la Cruz", "p2"), "ok"),
        ("talk with cher ok", Named("Cher", "p5"), "ok"),
        ("talk with Cher Lopez ok", Named("Cher Lopez"), "ok"),
    ],
)
def test_the_longest_known_name_is_that_person(line: str, named: Named, text: str) -> None:
    entry = read(line)
    assert (entry.people, entry.text) == ((named,), text)


def test_a_name_that_two_people_share_is_neither_of_them() -> None:
    assert read("talk with sam smith").people == (Named("Sam Smith", None),)
