"""A typed line is kept: as the record of its verb, else as a note, once, with what it names."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from journals import lines, one, rows
from officers import PLACES, Officer

from sro_ops.errors import Refused
from sro_ops.records.places import PlaceRule
from sro_ops.store.ids import new_id
from sro_ops.store.verify import verify
from sro_ops.testing import SITE, Clock

from .conftest import Hire


def test_a_line_becomes_the_record_of_its_verb(ana: Officer) -> None:
    kept = ana.log("sweep B wing $40 11:42 @gym")
    assert (kept.number, kept.type, kept.summary) == (
        "DS-2026-0001", "duty.sweep", "B wing, $40, Calm",
    )  # fmt: skip
    record = ana.page(kept.number).record
    assert (record.place, record.state, record.recorded_by) == ("GYM", "open", ana.actor.operator)
    assert record.occurred_from.isoformat() == "2026-10-13T16:42:00+00:00"
    assert kept.at == "2026-10-13T16:42:00.000000Z"
    assert verify(ana.store.path).ok


def test_the_answer_says_where_its_line_stands(ana: Officer) -> None:
    kept = ana.log("gate unlocked")
    line = lines(ana.store.path)[-1]
    assert (kept.pos, kept.seq, kept.id, kept.state) == (
        line["pos"], line["seq"], line["record"], "saved",
    )  # fmt: skip
    assert json.loads(line["changes"])["typed"] == [None, "gate unlocked"]


def test_a_verb_sets_what_it_always_means(ana: Officer) -> None:
    assert ana.field(ana.log("cart B wing").number, "manner") == "cart"


@pytest.mark.parametrize(
    ("line", "summary"),
    [
        ("gate unlocked", "gate unlocked"),
        ("sweep", "sweep"),
        ("sweep $40", "sweep $40"),
        ("ghost seen in the attic", "ghost seen in the attic"),
        ("note lot b truck idling", "lot b truck idling"),
        ("@gym", "@gym"),
    ],
)
def test_what_no_verb_takes_is_kept_as_a_note(ana: Officer, line: str, summary: str) -> None:
    kept = ana.log(line)
    assert (kept.type, kept.summary) == ("core.note", summary)


def test_a_place_that_the_verb_s_field_does_not_take_makes_it_a_note(ana: Officer) -> None:
    ana.store.rules.append(PlaceRule(PLACES, SITE))
    assert ana.field(ana.log("sweep hall b").number, "hall") == "HB"
    kept = ana.log("sweep hal b")
    assert (kept.type, kept.summary) == ("core.note", "sweep hal b")


def test_a_line_that_says_nothing_is_not_kept(ana: Officer) -> None:
    with pytest.raises(Refused, match="there is nothing to keep yet"):
        ana.log("  \t ")
    assert one(ana.store.path, "SELECT count(*) FROM core_record") == 0


def test_people_are_named_beside_the_text(ana: Officer) -> None:
    kept = ana.log("incident ran off with Eli R and Mo S")
    assert "Eli" not in kept.summary
    assert [who.name for who in ana.page(kept.number).people] == ["Eli R", "Mo S"]


def test_a_record_takes_the_site_s_own_class_for_its_type(ana: Officer) -> None:
    ana.store.record_classes["core.note"] = "general"
    assert ana.page(ana.log("gate unlocked").number).record.record_class == "general"


def test_who_may_not_log_is_told_so(hire: Hire) -> None:
    with pytest.raises(Refused, match=r"\(core\.log\)"):
        hire("core.note.add").log("gate unlocked")
    with pytest.raises(Refused, match=r"\(core\.note\.add\)"):
        hire("core.log").log("gate unlocked")


@pytest.mark.parametrize(("seconds", "kept"), [(0, 1), (5, 1), (5.1, 2), (60, 2)])
def test_the_same_line_within_five_seconds_is_one_entry(
    ana: Officer, clock: Clock, seconds: float, kept: int
) -> None:
    first = ana.log("gate unlocked")
    clock.forward(seconds=seconds)
    second = ana.log("gate unlocked")
    assert (second.state, second.number == first.number) == (
        ("already_saved", True) if kept == 1 else ("saved", False)
    )
    assert one(ana.store.path, "SELECT count(*) FROM core_record") == kept


def test_a_repeat_is_known_by_all_that_was_kept_defaults_too(ana: Officer) -> None:
    assert ana.log("sweep B wing").number == ana.log("sweep B wing").number


def test_again_keeps_both(ana: Officer) -> None:
    assert ana.log("gate unlocked").number != ana.log("gate unlocked", again=True).number


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("gate unlocked", "gate locked"),
        ("gate unlocked", "gate unlocked @gym"),
        ("gate unlocked", "gate unlocked with Eli R"),
        ("gate unlocked with Eli R", "gate unlocked with Eli S"),
        ("gate unlocked", "incident gate unlocked"),
        ("gate unlocked 7:10", "gate unlocked 7:20"),
        ("gate unlocked 7:10", "gate unlocked"),
        ("gate unlocked 7:10-7:20", "gate unlocked 7:10-7:30"),
    ],
)
def test_a_line_that_says_something_else_is_another_entry(
    ana: Officer, first: str, second: str
) -> None:
    assert ana.log(first).number != ana.log(second).number


def test_the_same_line_of_another_operator_or_desk_is_another_entry(
    ana: Officer, ben: Officer, hire: Hire
) -> None:
    numbers = {officer.log("gate unlocked").number for officer in (ana, ben, hire(desk=new_id()))}
    assert len(numbers) == 3


def test_what_was_crossed_out_meanwhile_may_be_typed_again(ana: Officer) -> None:
    first = ana.log("gate unlocked").number
    ana.strike(first)
    assert ana.log("gate unlocked").number != first


def test_the_same_id_is_one_record_however_late(ana: Officer, clock: Clock) -> None:
    id = new_id()
    first = ana.log("gate unlocked", id=id)
    clock.now += timedelta(days=3)
    second = ana.log("gate unlocked", id=id)
    assert first.id == id
    assert second == first
    assert len(rows(ana.store.path, "SELECT id FROM core_record")) == 1


def test_an_id_goes_before_the_same_words(ana: Officer) -> None:
    assert ana.log("gate unlocked", id=new_id()).number == ana.log("gate unlocked").number
    assert ana.log("gate unlocked", again=True, id=new_id()).state == "saved"


@pytest.mark.parametrize("reader", [{"classes": ()}, {"classes": ("general",)}])
def test_who_may_not_read_and_tries_an_id_again_learns_only_that_it_is_used(
    hire: Hire, reader: dict[str, object]
) -> None:
    blind, id = hire("core.log", "core.note.add", **reader), new_id()
    assert blind.log("gate unlocked", id=id).number == "N-2026-0001"
    with pytest.raises(Refused) as refused:
        blind.log("gate unlocked", id=id)
    assert str(refused.value) == (
        "a record with this id is kept already, and you may not read it."
        " Nothing was added; for another record take another id"
    )
    assert len(rows(blind.store.path, "SELECT id FROM core_record")) == 1


def test_an_id_of_a_sealed_record_gives_nothing_away(ana: Officer, hire: Hire) -> None:
    id, keeper = new_id(), hire(sealed=True)
    number = ana.log("gate unlocked", id=id).number
    with keeper.store.write(keeper.actor) as session:
        record = session.find(number, SITE)
        record.sealed = True
        session.intend(record, "sealed", "by order 12")
    with pytest.raises(Refused, match="you may not read it") as refused:
        ana.log("gate unlocked", id=id)
    assert number not in str(refused.value)
