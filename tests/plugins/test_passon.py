"""Pass-on: left by one officer, acknowledged by the next, and not rewritten after that."""

from __future__ import annotations

import pytest
from journals import lines
from patrolling import Watch

from sro_ops.errors import Refused
from sro_ops.records.changing import move
from sro_patrol.passon.commands import passon

LINE = "pass door 4 lock broken, locksmith comes Thursday"


def test_what_is_passed_on_waits_for_the_next_officer(desk: Watch) -> None:
    kept = desk.types(LINE)
    assert (kept.number, kept.summary) == (
        "PO-2026-0001", "lock broken, locksmith comes Thursday",
    )  # fmt: skip
    assert desk.panel("Pass-on", "reyes").figure == "1 waiting"
    new = desk.panel("Pass-on", "okafor")
    assert new.figure == "1 new"
    assert [(row.text, row.state, row.place) for row in new.rows] == [
        ("lock broken, locksmith comes Thursday", "open", "D4"),
    ]  # fmt: skip
    assert desk.due("okafor") == [
        "Acknowledge the pass-on: lock broken, locksmith comes Thursday",
    ]  # fmt: skip
    assert desk.due("reyes") == []


def test_the_next_officer_acknowledges_it_and_the_journal_says_who(desk: Watch) -> None:
    desk.types(LINE)
    desk.types("pass library lights stay on", again=True)
    assert desk.due("okafor") == ["Acknowledge the pass-on: 2 are new"]
    desk.sits("okafor")
    assert [row["number"] for row in desk.rows(passon, "ack")] == ["PO-2026-0001", "PO-2026-0002"]
    assert desk.panel("Pass-on", "okafor").figure == ""
    last = lines(desk.house.store.path)[-1]
    assert (last["verb"], last["operator"]) == ("acknowledged", desk.house.actor.operator)


def test_whoever_wrote_it_does_not_sign_for_it(desk: Watch) -> None:
    desk.types(LINE)
    with pytest.raises(Refused, match="nothing to acknowledge"):
        desk.runs(passon, "ack")
    with pytest.raises(Refused, match="whoever wrote it"):
        desk.runs(passon, "ack", "PO-1")
    with pytest.raises(Refused, match="whoever wrote it"):
        move(desk.house.store, desk.house.actor, "PO-2026-0001", "acknowledge", {}, "OHS")


def test_its_step_on_the_page_acknowledges_it_too(desk: Watch) -> None:
    desk.types(LINE)
    move(desk.house.store, desk.people["okafor"], "PO-2026-0001", "acknowledge", {}, "OHS")
    assert lines(desk.house.store.path)[-1]["verb"] == "acknowledged"


def test_once_acknowledged_its_author_does_not_quietly_correct_it(desk: Watch) -> None:
    number = desk.types(LINE).number
    desk.clock.forward(seconds=30)
    desk.fixes(number, "pass door 7 lock broken")
    desk.sits("okafor")
    desk.runs(passon, "ack", number)
    with pytest.raises(Refused, match="printed or acknowledged"):
        desk.fixes(number, "pass door 2 lock broken", "reyes")


def test_once_it_was_printed_its_author_does_not_quietly_correct_it(desk: Watch) -> None:
    number = desk.types(LINE).number
    desk.clock.forward(seconds=30)
    assert "lock broken" in desk.prints("patrol.passon")
    with pytest.raises(Refused, match="printed or acknowledged"):
        desk.fixes(number, "pass door 2 lock broken")


def test_what_was_acknowledged_is_not_acknowledged_twice(desk: Watch) -> None:
    desk.types(LINE)
    desk.sits("okafor")
    desk.runs(passon, "ack", "PO-1")
    with pytest.raises(Refused, match="not possible while acknowledged"):
        desk.runs(passon, "ack", "PO-1")


def test_the_sheet_says_all_that_stands(desk: Watch) -> None:
    desk.types("on nobody, keys 4, radio 12")
    desk.types(LINE)
    desk.types("bolo white Silverado, custody, until Fri")
    desk.types("broken gym camera 12, no picture")
    desk.types("visitor front office with Ana Lee to see J Ruiz, badge 12")
    said = desk.prints("patrol.passon")
    for words in (
        "Door 4: lock broken, locksmith comes", "white Silverado, custody",
        "Gym: camera 12, no picture", "keys 4, radio 12", "Read by ____",
    ):  # fmt: skip
        assert words in said
    assert "Ana Lee" not in said
    assert all(len(line) <= 72 for line in said.splitlines())


def test_what_a_copy_may_not_hold_is_never_called_nothing(desk: Watch) -> None:
    desk.types(LINE)
    said = desk.prints("patrol.passon", copy="school")
    assert said.count("Not told in this copy.") == 2
    assert "Nothing waits" not in said


def test_the_bare_command_is_its_list(desk: Watch) -> None:
    desk.types("pass door 4 lock broken")
    assert desk.rows(passon) == desk.rows(passon, "list")
    assert desk.runs(passon) == desk.runs(passon, "list") != ""
