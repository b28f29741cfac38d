"""BOLOs: in force until they expire, and no timer touches the journal."""

from __future__ import annotations

import pytest
from journals import lines
from patrolling import Watch

from sro_ops.errors import Refused
from sro_patrol.bolos.commands import bolo
from sro_patrol.bolos.reading import read_bolo

LINE = "bolo white Silverado, custody, until Fri"


@pytest.mark.parametrize(
    ("said", "fields"),
    [
        ("white Silverado, custody, until Fri",
         {"subject": "white Silverado", "reason": "custody"}),
        ("white Silverado, custody, from dispatch, caution armed, call 911, until 15:00",
         {"subject": "white Silverado", "reason": "custody", "source": "dispatch",
          "caution": "armed", "todo": "call 911"}),
        ("gray van until Fri, circled twice, north lot", {"subject": "gray van",
         "reason": "circled twice, north lot"}),
        ("gray van", {"subject": "gray van"}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_is_typed_is_read_into_its_fields(
    desk: Watch, said: str, fields: dict[str, str]
) -> None:
    found = dict(read_bolo(said, desk.now(), 7))
    assert found.pop("expires") is not None
    assert found == fields


def test_a_bolo_is_in_force_until_it_expires_by_itself(desk: Watch) -> None:
    number = desk.types(LINE).number
    assert [(row.text, row.figure) for row in desk.panel("BOLOs", "okafor").rows] == [
        ("white Silverado", "to Fri"),
    ]  # fmt: skip
    desk.at("2026-10-16 23:58")
    assert desk.rows(bolo, "list")[0]["state"] == "in force"
    before = lines(desk.house.store.path)
    desk.at("2026-10-17 00:00")
    assert desk.rows(bolo, "list") == []
    assert desk.panel("BOLOs", "okafor").empty.startswith("None in force")
    assert desk.rows(bolo, "list", "--all")[0]["state"] == "expired"
    assert lines(desk.house.store.path) == before
    assert desk.record(number).state == "issued"


def test_without_an_end_it_is_in_force_for_the_days_of_the_settings(desk: Watch) -> None:
    number = desk.types("bolo gray van").number
    assert f"{desk.record(number).expires:%d %b}" == "21 Oct"


def test_what_to_beware_of_stands_with_the_subject(desk: Watch) -> None:
    desk.types("bolo tall man in red, caution armed, call 911")
    (row,) = desk.panel("BOLOs", "reyes").rows
    assert (row.text, row.state) == ("tall man in red, armed", "alarm")


def test_a_bolo_is_cancelled_and_by_whom_is_kept(desk: Watch) -> None:
    number = desk.types(LINE).number
    desk.runs(bolo, "cancel", "B-1", "--by", "Sgt. Ames")
    assert desk.record(number).cancelled_by == "Sgt. Ames"
    assert desk.rows(bolo, "list") == []
    assert desk.rows(bolo, "list", "--all")[0]["state"] == "cancelled"
    assert lines(desk.house.store.path)[-1]["verb"] == "cancelled"


def test_one_is_issued_on_the_shell(desk: Watch) -> None:
    said = desk.runs(bolo, "issue", "white", "Silverado,", "custody,", "until", "Fri")
    assert said == "B-2026-0001  issued  white Silverado, custody\n"


def test_nothing_is_no_bolo(desk: Watch) -> None:
    assert desk.types("bolo").type == "core.note"
    with pytest.raises(Refused, match="Subject is missing"):
        desk.runs(bolo, "issue", "until", "Fri")


def test_a_bolo_is_the_units_own(desk: Watch) -> None:
    desk.types(LINE)
    assert desk.record("B-2026-0001").record_class == "law_enforcement_unit"
    assert "Silverado" not in desk.prints("patrol.passon", copy="school")
    assert "Silverado" in desk.prints("patrol.passon", copy="police")


def test_the_bare_command_is_its_list(desk: Watch) -> None:
    desk.types("bolo gray van")
    assert desk.rows(bolo) == desk.rows(bolo, "list")
    assert desk.runs(bolo) == desk.runs(bolo, "list") != ""
