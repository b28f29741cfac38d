"""Every line that the users' moments promise, as it must be kept."""

from __future__ import annotations

import pytest

from .school import read, when

NOW, FOUGHT = "2026-10-14 14:32", "2026-10-14 11:42"


@pytest.mark.parametrize(
    ("line", "verb", "place", "at", "cents", "people", "text"),
    [
        ("patrol gym secure", "patrol", "Gym", NOW, (), [], "secure"),
        ("door 4 propped, closed it", "door", "Door 4", NOW, (), [], "propped, closed it"),
        (
            "call 911 @cafe 11:42 seizure, squad 3 coming",
            *("call", "Cafe", FOUGHT, (), [], "911 seizure, squad 3 coming"),
        ),
        (
            "med @gym ankle, ice, parent told",
            *("med", "Gym", NOW, (), [], "ankle, ice, parent told"),
        ),
        (
            "fight @cafe 11:42 two students, none hurt, to AP Lind",
            *("fight", "Cafe", FOUGHT, (), [], "two students, none hurt, to AP Lind"),
        ),
        (
            "theft bike @rack $400 black Trek",
            *("theft", "Bike rack", NOW, (40000,), [], "bike black Trek"),
        ),
        (
            "theft bike @rack $400 11:42 black Trek",
            *("theft", "Bike rack", FOUGHT, (40000,), [], "bike black Trek"),
        ),
        (
            "damage @boys2 mirror $150 kicked",
            *("damage", "Boys' room 2", NOW, (15000,), [], "mirror kicked"),
        ),
        ("found phone @bleachers cracked", "found", "Bleachers", NOW, (), [], "phone cracked"),
        ("talk with J Ruiz 15m vaping", "talk", None, NOW, (), ["J Ruiz"], "15m vaping"),
        (
            "bolo white Silverado, custody, until Fri",
            *("bolo", None, NOW, (), [], "white Silverado, custody, until Fri"),
        ),
        (
            "p lot b truck idling, moved on",
            *("patrol", "Lot B", NOW, (), [], "truck idling, moved on"),
        ),
        ("note gate unlocked", "note", None, NOW, (), [], "gate unlocked"),
        ("on", "on", None, NOW, (), [], ""),
        ("off", "off", None, NOW, (), [], ""),
        ("pass keys to Reyes", "pass", None, NOW, (), [], "keys to Reyes"),
        ("radio base squad 3 all clear", "radio", None, NOW, (), [], "base squad 3 all clear"),
        ("post gate 2 two staff", "post", None, NOW, (), [], "gate 2 two staff"),
        ("fight in cafe -20m", "fight", "Cafe", "2026-10-14 14:12", (), [], ""),
        ("fight yest 14:40 @cafe", "fight", "Cafe", "2026-10-13 14:40", (), [], ""),
        (
            "fight in cafe 4th hour",
            *("fight", "Cafe", "2026-10-14 11:00..2026-10-14 11:50", (), [], ""),
        ),
        ("theft bike 400 dollars", "theft", None, NOW, (40000,), [], "bike"),
        ("theft bike 400usd", "theft", None, NOW, (40000,), [], "bike"),
        ("fight jayden m v tyler r", "fight", None, NOW, (), [], "jayden m v tyler r"),
        (
            "fight with jayden m v tyler r",
            *("fight", None, NOW, (), ["jayden m", "tyler r"], ""),
        ),
    ],
)
def test_a_line_from_the_users_moments(
    line: str,
    verb: str,
    place: str | None,
    at: str,
    cents: tuple[int, ...],
    people: list[str],
    text: str,
) -> None:
    entry = read(line)
    assert entry.verb is not None
    assert entry.verb.word == verb
    assert (entry.place.name if entry.place else None) == place
    assert when(entry) == at
    assert (entry.cents, [named.name for named in entry.people]) == (cents, people)
    assert (entry.text, entry.problems) == (text, ())


def test_dorr_4_is_a_note_that_offers_door() -> None:
    entry = read("dorr 4")
    assert (entry.verb, entry.near, entry.text) == (None, ("door",), "dorr 4")
