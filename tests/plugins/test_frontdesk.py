"""The desk: what is out of order, radio traffic, visitors, the phone book."""

from __future__ import annotations

from dataclasses import replace

import pytest
from patrolling import Watch

from sro_ops.errors import Refused
from sro_ops.records.changing import move
from sro_ops.store.model import Scope
from sro_patrol.frontdesk.commands import phone, visitors
from sro_patrol.frontdesk.models import Contact
from sro_patrol.frontdesk.reading import read_radio, read_visitor

VISIT = "visitor front office with Ana Lee to see J Ruiz, badge 12, picks up early"


@pytest.mark.parametrize(
    ("said", "sender", "receiver", "words"),
    [
        ("12 to base, need a hand", "12", "base", "need a hand"),
        ("12 base need a hand", "12", "base", "need a hand"),
        ("bus 4 to base: late, ten minutes", "bus 4", "base", "late, ten minutes"),
        ("base to all, lunch is over", "base", "all", "lunch is over"),
        ("base", "base", None, None),
        ("", None, None, None),
    ],
)
def test_a_call_says_who_called_whom(
    desk: Watch, said: str, sender: str | None, receiver: str | None, words: str | None
) -> None:
    found = read_radio(said, desk.now())
    assert [found.get(n) for n in ("sender", "receiver", "said")] == [sender, receiver, words]


def test_radio_traffic_reads_like_a_call(desk: Watch) -> None:
    assert desk.types("radio 12 to base, need a hand").summary == "12 to base: need a hand"


@pytest.mark.parametrize(
    ("said", "sees", "badge", "reason"),
    [
        ("to see J Ruiz, badge 12, picks up early", "J Ruiz", "12", "picks up early"),
        ("boiler inspection badge #V12 sees Pat Lind", "Pat Lind", "V12", "boiler inspection"),
        ("volunteer", None, None, "volunteer"),
        ("", None, None, None),
    ],
)
def test_a_visitor_sees_somebody_with_a_badge_for_a_reason(
    desk: Watch, said: str, sees: str | None, badge: str | None, reason: str | None
) -> None:
    found = read_visitor(said, desk.now())
    assert [found.get(n) for n in ("sees", "badge", "reason")] == [sees, badge, reason]


def test_who_is_in_is_told_until_they_leave(desk: Watch) -> None:
    kept = desk.types(VISIT)
    assert kept.summary == "badge 12, picks up early"
    (row,) = desk.rows(visitors, "list")
    assert (row["who"], row["sees"], row["badge"]) == (["Ana Lee"], "J Ruiz", "12")
    assert desk.panel("Visitors", "reyes").figure == "1 in"
    desk.at("2026-10-14 09:15")
    desk.runs(visitors, "out", "12")
    assert desk.rows(visitors, "list") == []
    assert f"{desk.record(kept.number).occurred_to:%H:%M}" == "14:15"


def test_a_visitors_name_is_no_part_of_what_the_room_sees(desk: Watch) -> None:
    desk.types(VISIT)
    (row,) = desk.panel("Visitors", "reyes").rows
    assert "Lee" not in row.text
    assert "Ruiz" not in row.text
    assert "with A.L." in " ".join(desk.prints("daily").split())


def test_a_badge_that_two_wear_names_the_numbers(desk: Watch) -> None:
    desk.types(VISIT)
    desk.types("visitor library with Bo Park, badge 12")
    with pytest.raises(Refused, match="VI-2026-0001, VI-2026-0002"):
        desk.runs(visitors, "out", "12")
    desk.runs(visitors, "out", "VI-2")
    assert [row["number"] for row in desk.rows(visitors, "list")] == ["VI-2026-0001"]


@pytest.mark.parametrize(
    ("words", "why"),
    [(("out", "99"), "no record|nobody here"), (("out", "blue"), "nobody here has badge blue"),
     (("out", "12", "--at", "yest 09:00"), "left before they came")],
)  # fmt: skip
def test_who_is_not_here_does_not_leave(desk: Watch, words: tuple[str, ...], why: str) -> None:
    desk.types(VISIT)
    with pytest.raises(Refused, match=why):
        desk.runs(visitors, *words)


def test_what_is_out_of_order_stands_until_it_is_back_in_service(desk: Watch) -> None:
    number = desk.types("broken gym camera 12, no picture").number
    (row,) = desk.panel("Out of order", "okafor").rows
    assert (row.text, row.place) == ("camera 12, no picture", "GYM")
    move(desk.house.store, desk.house.actor, number, "restore", {}, "OHS")
    assert desk.panel("Out of order", "okafor").rows == []


def test_the_phone_book_is_searched_by_name_and_role(desk: Watch) -> None:
    with desk.house.lend("patrol").write() as session:
        session.add(Contact(name="Pat Lind", role="Assistant principal", phone="555-0111"))
        session.add(Contact(role="Locksmith", phone="555-0140", remark="doors, day and night"))
    assert [row["phone"] for row in desk.rows(phone, "assist", "lind")] == ["555-0111"]
    assert [row["role"] for row in desk.rows(phone, "DOORS")] == ["Locksmith"]
    assert len(desk.rows(phone)) == 2
    assert desk.runs(phone, "plumber") == "Nobody in the phone book is called that.\n"


def test_who_may_not_see_the_directory_sees_no_numbers(desk: Watch) -> None:
    with desk.house.lend("patrol").write() as session:
        session.add(Contact(name="Pat Lind", phone="555-0111"))
    desk.house.actor = replace(desk.house.actor, scope=Scope(None, frozenset({"general"})))
    assert desk.rows(phone) == []


def test_the_bare_command_is_its_list(desk: Watch) -> None:
    desk.types("visitor with Ana Lee, badge 3")
    assert desk.rows(visitors) == desk.rows(visitors, "list")
    assert desk.runs(visitors) == desk.runs(visitors, "list") != ""
