"""Fix: one's own last entry, corrected without a reason, while nobody can have built on it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from journals import lines, one, rows
from officers import Officer

from sro_ops.errors import Refused
from sro_ops.store.entities import Party
from sro_ops.store.verify import verify
from sro_ops.testing import SITE, Clock

from .conftest import Hire


def refusal(officer: Officer, number: str, line: str = "other words") -> str:
    """Return what is said to who tries to correct an entry; nothing was kept of it."""
    before = len(lines(officer.store.path))
    with pytest.raises(Refused) as refused:
        officer.fix(number, line)
    assert len(lines(officer.store.path)) == before
    return str(refused.value)


def test_the_corrected_values_take_the_place_of_the_old(ana: Officer, clock: Clock) -> None:
    number = ana.log("sweep B wing $40 @gym").number
    clock.forward(seconds=40)
    kept = ana.fix(number, "sweep C wing $50")
    assert (kept.number, kept.summary) == (number, "C wing, $50, Calm")
    record = ana.page(number).record
    assert (record.version, record.place) == (2, None)
    line = lines(ana.store.path)[-1]
    changes = json.loads(line["changes"])
    assert (line["verb"], changes["hall"], changes["cost"]) == (
        "corrected", ["B wing", "C wing"], [4000, 5000],
    )  # fmt: skip
    assert changes["why"] == [None, "corrected 40 s later"]
    assert changes["typed"] == [None, "sweep C wing $50"]
    assert verify(ana.store.path).ok


def test_a_time_that_is_not_typed_again_stays(ana: Officer, clock: Clock) -> None:
    number = ana.log("gate unlocked 7:10-7:20").number
    before = ana.page(number).record
    clock.forward(minutes=1)
    ana.fix(number, "gate locked")
    after = ana.page(number).record
    assert (after.occurred_from, after.occurred_to) == (before.occurred_from, before.occurred_to)
    ana.fix(number, "gate locked 7:30")
    assert ana.page(number).record.occurred_from.isoformat() == "2026-10-14T12:30:00+00:00"


def test_people_are_taken_back_kept_and_added(ana: Officer) -> None:
    number = ana.log("gate unlocked with Eli R and Mo S").number
    ana.fix(number, "gate locked with Mo S and Lu T")
    people = [(who.name, who.struck) for who in ana.page(number).people]
    assert people == [("Eli R", True), ("Mo S", False), ("Lu T", False)]
    assert ana.page(number).record.version == 2
    ana.fix(number, "gate locked with Eli R and Mo S")
    assert [who.name for who in ana.page(number).people if not who.struck] == ["Mo S", "Eli R"]
    assert verify(ana.store.path).ok


def test_it_is_corrected_again_and_again(ana: Officer) -> None:
    number = ana.log("gate unlokced").number
    for words in ("gate unlocked", "gate locked"):
        ana.fix(number, words)
    assert ana.verbs(number) == ["logged", "corrected", "corrected"]


def test_the_same_words_change_nothing(ana: Officer) -> None:
    number = ana.log("gate unlocked with Eli R").number
    assert refusal(ana, number, "gate unlocked with Eli R") == f"{number}: nothing was changed"


@pytest.mark.parametrize(("seconds", "fine"), [(0, True), (600, True), (601, False)])
def test_ten_minutes_count_from_when_it_was_kept(
    ana: Officer, clock: Clock, seconds: int, fine: bool
) -> None:
    number = ana.log("gate unlocked yest 7:10").number
    clock.forward(seconds=seconds)
    if fine:
        assert ana.fix(number, "gate locked").number == number
    else:
        assert refusal(ana, number) == (
            f"{number}: that was more than ten minutes ago. Use edit with a reason"
        )


def test_a_correction_does_not_give_another_ten_minutes(ana: Officer, clock: Clock) -> None:
    number = ana.log("gate unlocked").number
    clock.forward(minutes=9)
    ana.fix(number, "gate locked")
    clock.forward(minutes=2)
    assert "more than ten minutes ago" in refusal(ana, number)


def test_another_s_entry_is_not_corrected(ana: Officer, ben: Officer) -> None:
    number = ana.log("gate unlocked").number
    assert refusal(ben, number) == (
        f"{number}: only who entered it corrects it. Use edit with a reason"
    )


def test_a_later_line_of_one_s_own_ends_it(ana: Officer, ben: Officer) -> None:
    number = ana.log("gate unlocked").number
    ben.log("bus late")
    ana.fix(number, "gate locked")
    ana.log("bus gone")
    assert refusal(ana, number) == (
        f"{number}: you have entered something later. Use edit with a reason"
    )


def test_a_later_line_of_one_s_own_at_another_desk_ends_it_too(ana: Officer) -> None:
    number = ana.log("gate unlocked").number
    elsewhere = replace(ana, actor=replace(ana.actor, desk="01890000-0000-7000-8000-000000000000"))
    elsewhere.log("bus gone")
    assert "you have entered something later" in refusal(ana, number)


def test_reading_and_adding_to_it_do_not_end_it(ana: Officer) -> None:
    number = ana.log("referral late again").number
    ana.page(number)
    ana.append(number, "the third time")
    assert ana.fix(number, "referral late once more").number == number


@pytest.mark.parametrize("verb", ["printed", "acknowledged", "disclosed"])
def test_what_others_have_been_given_is_not_corrected(ana: Officer, verb: str) -> None:
    kept = ana.log("gate unlocked")
    with ana.store.write(ana.actor) as session:
        record = session.find(kept.number, SITE)
        session.line(SITE, verb, record=record.id, number=kept.number, type=record.type)
    assert refusal(ana, kept.number) == (
        f"{kept.number}: it was printed or acknowledged already. Use edit with a reason"
    )


def test_what_was_changed_since_is_not_put_back(ana: Officer, ben: Officer) -> None:
    amended = ana.log("sweep B wing").number
    ben.amend(amended, escorted="3")
    moved = ben.log("sweep D wing").number
    ana.move(moved, "hold", escorted="3")
    for officer, number in ((ana, amended), (ben, moved)):
        assert refusal(officer, number, "sweep C wing") == (
            f"{number}: it was changed since. Use edit with a reason"
        )
        assert ana.field(number, "escorted") == 3


def test_what_is_crossed_out_is_not_corrected(ana: Officer) -> None:
    number = ana.log("gate unlocked").number
    ana.strike(number)
    assert refusal(ana, number) == f"{number}: it is crossed out. Type the entry again"


def test_what_was_logged_by_no_line_s_author_is_not_corrected(ana: Officer, hire: Hire) -> None:
    number = ana.log("referral late again").number
    assert "no record" in refusal(hire(classes={"general"}), number)


def test_another_verb_crosses_the_old_out_and_keeps_a_new_one_in_one_transaction(
    ana: Officer,
) -> None:
    old = ana.log("gate unlocked 7:10-7:20 with Eli R").number
    before = len(lines(ana.store.path))
    kept = ana.fix(old, "incident gate unlocked with Eli R")
    assert (kept.number, kept.type) == ("DI-2026-0001", "duty.incident")
    written = lines(ana.store.path)[before:]
    assert [(line["verb"], line["number"]) for line in written] == [
        ("struck", old), ("logged", kept.number), ("linked", kept.number),
    ]  # fmt: skip
    assert len({line["committed"] for line in written}) == 1
    assert [line["summary"] for line in written] == [
        "crossed out: entered as incident", "gate unlocked", f"replaces {old}",
    ]  # fmt: skip
    assert json.loads(written[0]["changes"])["why"] == [None, "entered as incident"]
    assert json.loads(written[1]["changes"])["typed"] == [None, "incident gate unlocked with Eli R"]
    assert verify(ana.store.path).ok


def test_the_new_record_has_the_old_one_s_time_people_and_link(ana: Officer) -> None:
    old = ana.log("gate unlocked 7:10-7:20 with Eli R").number
    new = ana.fix(old, "incident gate unlocked with Eli S").number
    before, after = ana.page(old), ana.page(new)
    assert before.record.struck
    assert not after.record.struck
    assert (after.record.occurred_from, after.record.occurred_to) == (
        before.record.occurred_from, before.record.occurred_to,
    )  # fmt: skip
    assert [who.name for who in after.people] == ["Eli S"]
    assert [(one.number, one.relation, one.outward) for one in after.links] == [
        (old, "replaces", True)
    ]
    assert [(one.number, one.relation, one.outward) for one in before.links] == [
        (new, "replaces", False)
    ]
    later = ana.fix(new, "gate unlocked 7:30").number
    assert ana.page(later).record.occurred_from.isoformat() == "2026-10-14T12:30:00+00:00"


def test_without_the_right_to_the_new_type_the_old_one_stands(ana: Officer, hire: Hire) -> None:
    noter = hire("core.*")
    number = noter.log("gate unlocked").number
    assert "(duty.incident.add)" in refusal(noter, number, "incident gate unlocked")
    assert not noter.page(number).record.struck


def test_a_word_that_takes_no_such_line_makes_the_correction_a_note(ana: Officer) -> None:
    number = ana.log("sweep B wing").number
    kept = ana.fix(number, "sweep")
    assert (kept.type, kept.summary) == ("core.note", "sweep")


def test_the_last_typed_line_comes_back_to_be_corrected(
    ana: Officer, ben: Officer, clock: Clock
) -> None:
    with pytest.raises(Refused, match="you have entered nothing in the last ten minutes"):
        ana.last_typed()
    number = ana.log("gate unlocked 7:10 with Eli R").number
    ben.log("bus late")
    assert ana.last_typed() == (number, "gate unlocked 7:10 with Eli R")
    ana.fix(number, "gate locked 7:10 with Eli R")
    assert ana.last_typed() == (number, "gate locked 7:10 with Eli R")
    clock.forward(minutes=11)
    with pytest.raises(Refused, match="Use edit with a reason"):
        ana.last_typed()


def test_a_part_that_somebody_added_is_untouched(ana: Officer) -> None:
    number = ana.log("gate unlocked").number
    ana.append(number, "custodian told")
    ana.fix(number, "gate locked")
    assert one(ana.store.path, "SELECT text FROM core_narrative") == "custodian told"
    assert rows(ana.store.path, f"SELECT name FROM {Party.__tablename__}") == []
