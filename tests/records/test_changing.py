"""Amend, move, strike, append, link: each by right, with its reason, in one line of the journal."""

from __future__ import annotations

import json

import pytest
from journals import lines, one
from officers import Officer

from sro_ops.errors import Refused
from sro_ops.store.privacy import expunge
from sro_ops.store.verify import verify
from sro_ops.testing import SITE

from .conftest import Hire


def changes(officer: Officer) -> dict[str, object]:
    """Return what the newest line tells."""
    told: dict[str, object] = json.loads(lines(officer.store.path)[-1]["changes"])
    return told


@pytest.fixture
def sweep(ana: Officer) -> str:
    """The number of a sweep that Ana keeps."""
    return ana.log("sweep B wing").number


def test_an_amendment_tells_each_value_before_and_after_and_why(ana: Officer, sweep: str) -> None:
    kept = ana.amend(sweep, "was told later", hall="C wing", cost="$40", place="GYM")
    assert (kept.number, kept.summary) == (sweep, "C wing, $40, Calm")
    assert changes(ana) == {
        "hall": ["B wing", "C wing"], "cost": [None, 4000], "place": [None, "GYM"],
        "why": [None, "was told later"],
    }  # fmt: skip
    assert ana.verbs(sweep) == ["logged", "amended"]
    assert verify(ana.store.path).ok


def test_an_empty_text_empties_a_field(ana: Officer, sweep: str) -> None:
    ana.amend(sweep, cost="$40")
    ana.amend(sweep, cost="")
    assert ana.field(sweep, "cost") is None


def test_an_empty_text_gives_a_field_that_is_never_empty_its_default_back(
    ana: Officer, sweep: str
) -> None:
    ana.amend(sweep, escorted="3", calm="no")
    ana.amend(sweep, escorted="", calm="")
    assert (ana.field(sweep, "escorted"), ana.field(sweep, "calm")) == (0, True)


@pytest.mark.parametrize("why", ["", "  ", "\x00", "\n"])
def test_a_reason_has_words(ana: Officer, sweep: str, why: str) -> None:
    with pytest.raises(Refused, match="a reason is needed"):
        ana.amend(sweep, why, hall="C wing")
    with pytest.raises(Refused, match="a reason is needed"):
        ana.strike(sweep, why)
    assert ana.verbs(sweep) == ["logged"]


def test_an_amendment_of_an_older_version_is_refused(
    ana: Officer, ben: Officer, sweep: str
) -> None:
    seen = ana.page(sweep).record.version
    ben.amend_as_seen(seen, sweep, hall="C wing")
    with pytest.raises(Refused) as refused:
        ana.amend_as_seen(seen, sweep, hall="D wing")
    assert str(refused.value) == (
        f"{sweep}: somebody else changed this record meanwhile. Look again, then decide"
    )
    assert ana.field(sweep, "hall") == "C wing"
    ana.amend_as_seen(ana.page(sweep).record.version, sweep, hall="D wing")
    assert ana.field(sweep, "hall") == "D wing"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("hal", "x", 'duty.sweep: no field "hal". Nearest: hall'),
        ("state", "done", 'duty.sweep: no field "state"'),
        ("place_", "x", 'duty.sweep: no field "place_"'),
        ("hall", " ", "Hall is missing. Give it a value"),
        ("escorted", "-1", "Students escorted is -1. It is at least 0"),
        ("manner", "rum", 'Manner is "rum"'),
        ("occurred_to", "2000-01-01T08:00", "Until lies before Occurred"),
        ("hall", "B wing", "DS-2026-0001: nothing was changed"),
    ],
)
def test_a_value_that_does_not_fit_changes_nothing(
    ana: Officer, sweep: str, name: str, text: str, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        ana.amend(sweep, **{name: text})
    assert str(refused.value).startswith(said)
    assert ana.verbs(sweep) == ["logged"]


def test_what_others_entered_is_changed_by_a_right_of_its_own(ana: Officer, hire: Hire) -> None:
    number = ana.log("gate unlocked").number
    helper = hire("core.log", "core.note.*", "core.append")
    with pytest.raises(Refused) as refused:
        helper.amend(number, text="x")
    assert str(refused.value) == f"{number}: somebody else entered it (core.amend)"
    with pytest.raises(Refused) as refused:
        helper.strike(number)
    assert str(refused.value) == f"{number}: somebody else entered it (core.strike)"
    assert helper.append(number, "more").number == number
    own = helper.log("bus late").number
    assert helper.amend(own, text="bus on time").summary == "bus on time"


def test_a_record_moves_by_its_steps_with_fields_on_the_way(ana: Officer, sweep: str) -> None:
    kept = ana.move(sweep, "hold", escorted="3", place="GYM")
    record = ana.page(sweep).record
    assert (record.state, record.place, ana.field(sweep, "escorted")) == ("held", "GYM", 3)
    assert kept.summary == "B wing, Students escorted 3, Calm"
    assert changes(ana) == {
        "state": ["open", "held"], "escorted": [0, 3], "place": [None, "GYM"],
        "why": [None, "hold"],
    }  # fmt: skip
    ana.move(sweep, "finish")
    assert ana.page(sweep).record.state == "done"
    assert ana.verbs(sweep) == ["logged", "moved", "moved"]


@pytest.mark.parametrize(
    ("step", "texts", "said"),
    [
        ("hold", {}, '"hold" is not possible while held. Possible now: finish'),
        ("finsh", {}, 'no step "finsh". Nearest: finish'),
        ("finish", {"escorted": "-1"}, "Students escorted is -1. It is at least 0"),
        ("finish", {"hall": ""}, "Hall is missing"),
        ("finish", {"state": "open"}, 'duty.sweep: no field "state"'),
    ],
)
def test_a_step_that_is_refused_leaves_the_state_and_the_fields(
    ana: Officer, sweep: str, step: str, texts: dict[str, str], said: str
) -> None:
    ana.move(sweep, "hold")
    with pytest.raises(Refused) as refused:
        ana.move(sweep, step, **texts)
    assert str(refused.value).startswith(said)
    assert (ana.page(sweep).record.state, ana.field(sweep, "hall")) == ("held", "B wing")


def test_a_type_without_a_workflow_has_no_steps(ana: Officer) -> None:
    number = ana.log("gate unlocked").number
    with pytest.raises(Refused) as refused:
        ana.move(number, "finish")
    assert str(refused.value) == f"{number}: a note has no steps"


def test_a_step_needs_the_type_s_right_and_one_for_what_others_entered(
    ana: Officer, hire: Hire, sweep: str
) -> None:
    for rights, said in ((("core.move",), "duty.sweep.move"), (("duty.sweep.*",), "core.move")):
        with pytest.raises(Refused, match=rf"\({said}\)".replace(".", r"\.")):
            hire(*rights).move(sweep, "finish")
    assert hire("core.move", "duty.sweep.move").move(sweep, "finish").number == sweep


def test_what_is_crossed_out_stays_in_sight_and_is_not_crossed_out_twice(
    ana: Officer, sweep: str
) -> None:
    kept = ana.strike(sweep, "entered\ntwice")
    assert kept.summary == "crossed out: entered twice"
    page = ana.page(sweep)
    assert (page.record.struck, page.summary) == (True, "B wing, Calm")
    with pytest.raises(Refused) as refused:
        ana.strike(sweep)
    assert str(refused.value) == f"{sweep}: it is crossed out already"
    assert ana.verbs(sweep) == ["logged", "struck"]


def test_a_line_is_added_to_the_story_by_who_may(ana: Officer, hire: Hire, sweep: str) -> None:
    assert ana.append(sweep, " east door  was open \r\n").summary == "east door  was open"
    assert [told.text for told in ana.page(sweep).narrative] == [" east door  was open \n"]
    assert ana.verbs(sweep) == ["logged", "appended"]
    with pytest.raises(Refused, match=r"\(core\.append\)"):
        hire("duty.sweep.*").append(sweep, "more")
    for text in ("", " \n", "\x00"):
        with pytest.raises(Refused, match="there is nothing to add"):
            ana.append(sweep, text)


def test_a_link_is_seen_from_both_ends(ana: Officer, sweep: str) -> None:
    other = ana.log("gate unlocked").number
    ana.link(sweep, other, " continues ")
    here, there = ana.page(sweep).links, ana.page(other).links
    assert [(end.number, end.relation, end.outward) for end in (*here, *there)] == [
        (other, "continues", True), (sweep, "continues", False),
    ]  # fmt: skip
    assert ana.verbs(sweep)[-1] == "linked"
    ana.link(sweep, other, "")
    assert ana.page(sweep).links[-1].relation == "see"


def test_a_link_that_cannot_be_made_says_why(ana: Officer, hire: Hire, sweep: str) -> None:
    other, hidden = ana.log("gate unlocked").number, ana.log("referral late again").number
    ana.link(sweep, other)
    outsider = hire(classes={"general", "law_enforcement_unit"})
    for officer, number, said in (
        (ana, other, f"{sweep}: it is linked so already: see {other}"),
        (ana, sweep, f"{sweep}: a record is not linked to itself"),
        (ana, "N-2026-0099", "OHS: no record N-2026-0099 that you may see"),
        (outsider, hidden, f"OHS: no record {hidden} that you may see"),
        (hire("duty.*"), hidden, f"{sweep}: you have no right to do that (core.link)"),
    ):
        with pytest.raises(Refused) as refused:
            officer.link(sweep, number)
        assert str(refused.value) == said
    assert one(ana.store.path, "SELECT count(*) FROM core_link") == 1


def test_what_cannot_be_seen_cannot_be_changed(ana: Officer, hire: Hire) -> None:
    number = ana.log("referral late again").number
    outsider = hire(classes={"general"})
    unseen = f"no record {number} that you may see"
    with pytest.raises(Refused, match=unseen):
        outsider.amend(number, text="x")
    with pytest.raises(Refused, match=unseen):
        outsider.strike(number)
    with pytest.raises(Refused, match=unseen):
        outsider.append(number, "x")


def test_what_was_expunged_can_be_seen_but_not_changed(ana: Officer) -> None:
    number = ana.log("gate unlocked").number
    expunge(ana.store, ana.actor, number, SITE, "court order 12")
    with pytest.raises(Refused) as refused:
        ana.amend(number, text="x")
    assert str(refused.value) == f"{number}: was expunged. It can be seen, but not changed"
