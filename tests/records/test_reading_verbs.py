"""A verb that reads more out of its text than one field, and does what follows from the line."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from duties import Sweep
from journals import lines
from officers import VERBS, Officer
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.saving import save_entry
from sro_ops.records.verbs import Verb
from sro_ops.store.verify import verify
from sro_ops.testing import SITE, Clock


def read(text: str, when: datetime) -> Mapping[str, object]:
    """Read ``HALL, COUNT``; the manner follows from the hour."""
    hall, _, count = text.partition(", ")
    return {"hall": hall, "escorted": int(count or 0), "manner": "cart" if when.hour > 14 else None}


def keep(session: Any, sweep: Any) -> None:
    """Refuse a second sweep of a hall that is still being swept, and count the ones before."""
    if sweep.hall == "broken":
        raise ZeroDivisionError
    others = select(Sweep).where(Sweep.hall == sweep.hall, Sweep.id != sweep.id)
    found = session.scalars(others).all()
    if any(one.state == "open" for one in found):
        raise Refused("that hall is being swept", todo="Finish it first")
    sweep.cost = len(found)
    sweep.on = session.now.date()


@pytest.fixture(autouse=True)
def verb(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let officers know the verb."""
    careful = Verb("careful", "duty.sweep", "A sweep", text="hall", reads=read, keeps=keep,
                   place_first=False)  # fmt: skip
    monkeypatch.setitem(VERBS, "careful", careful)


def test_the_text_fills_several_fields(ana: Officer) -> None:
    number = ana.log("careful north, 3 11:42").number
    assert [ana.field(number, name) for name in ("hall", "escorted", "manner")] == [
        "north", 3, None,
    ]  # fmt: skip
    assert ana.field(ana.log("careful south 15:10 yest").number, "manner") == "cart"


def test_what_follows_is_kept_with_the_line(ana: Officer, clock: Clock) -> None:
    first = ana.log("careful north").number
    ana.move(first, "finish")
    second = ana.log("careful north")
    assert ana.field(second.number, "cost") == 1
    assert ana.field(second.number, "on") == clock().date()
    assert second.remark == ""


def test_a_line_that_its_verb_declines_is_a_note_that_says_why(ana: Officer) -> None:
    ana.log("careful north")
    kept = ana.log("careful north, 5")
    assert (kept.type, kept.summary) == ("core.note", "careful north, 5")
    assert kept.remark == "that hall is being swept"
    assert verify(ana.store.path).ok


def test_a_fault_in_a_verb_costs_nobody_a_line(ana: Officer) -> None:
    kept = ana.log("careful broken")
    assert (kept.type, kept.remark) == (
        "core.note", '"careful" could not be kept: ZeroDivisionError',
    )  # fmt: skip
    assert ana.log("careful north, many").type == "core.note"


@pytest.mark.parametrize("line", ["careful north", "careful north, many"])
def test_strictly_what_is_declined_is_refused_and_nothing_is_kept(ana: Officer, line: str) -> None:
    ana.log("careful north")
    before = lines(ana.store.path)
    with pytest.raises((Refused, ValueError)):
        save_entry(ana.store, ana.actor, ana.entry(line), SITE, again=True, strict=True)
    assert lines(ana.store.path) == before


def test_a_corrected_line_is_read_anew_and_followed_again(ana: Officer, clock: Clock) -> None:
    number = ana.log("careful north, 3").number
    clock.forward(seconds=40)
    ana.fix(number, "careful south, 4")
    assert [ana.field(number, name) for name in ("hall", "escorted", "cost")] == ["south", 4, 0]


def test_a_correction_that_the_verb_declines_is_refused(ana: Officer, ben: Officer) -> None:
    ben.log("careful north")
    number = ana.log("careful south").number
    with pytest.raises(Refused, match="being swept"):
        ana.fix(number, "careful north")
    assert ana.field(number, "hall") == "south"


def test_the_same_id_twice_is_one_record_even_where_it_became_a_note(ana: Officer) -> None:
    from sro_ops.store.ids import new_id

    ana.log("careful north")
    id = new_id()
    first, second = ana.log("careful north", id=id), ana.log("careful north", id=id)
    assert first.number == second.number
