"""A record's page: everything that belongs to it, in values for scripts and in words for people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from duties import Referral, Sweep
from journals import lines
from officers import Officer
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from sro_ops.errors import Refused
from sro_ops.records.changing import amend, move, strike
from sro_ops.records.fields import field
from sro_ops.records.page import Page, read_page
from sro_ops.records.record import Record
from sro_ops.store.entities import CoreRecord, Narrative, Party
from sro_ops.store.privacy import expunge, seal
from sro_ops.store.store import Store
from sro_ops.testing import SITE, ActorFactory, Clock, install

from .conftest import Hire


def _kept(store: Store, actor: ActorFactory, record: CoreRecord) -> str:
    with store.write(actor()) as session:
        session.add(record)
    return record.number or ""


def _page(store: Store, actor: ActorFactory, number: str, **rights: Any) -> Page:
    return read_page(store, actor(**rights), number, SITE)


def _shown(page: Page) -> dict[str, tuple[Any, str]]:
    return {shown.name: (shown.value, shown.text) for shown in page.fields}


def test_each_field_is_shown_as_a_value_and_in_words(desk: Store, actor: ActorFactory) -> None:
    until = datetime(2026, 10, 14, 18, 5, tzinfo=UTC)
    number = _kept(desk, actor, Sweep(
        hall="B", escorted=3, cost=40_050, manner="cart", calm=False, on=date(2026, 10, 14),
        until=until,
    ))  # fmt: skip
    assert _shown(_page(desk, actor, number)) == {
        "hall": ("B", "B"),
        "escorted": (3, "3"),
        "cost": (40_050, "$400.50"),
        "manner": ("cart", "By cart"),
        "calm": (False, "no"),
        "on": ("2026-10-14", "2026-10-14"),
        "until": ("2026-10-14T18:05:00.000000Z", str(until)),
    }


def test_what_is_empty_is_shown_empty_and_a_no_is_a_no(desk: Store, actor: ActorFactory) -> None:
    class Watch(Record, type="watch.watch", prefix="WT", record_class="general"):
        """A watch."""

        text: Mapped[str] = field("Text")
        dark: Mapped[bool | None] = field("Dark")
        quiet: Mapped[bool] = field("Quiet", default=False)
        loud: Mapped[bool] = field("Loud", default=True)
        speed: Mapped[int | None] = field("Speed", unit="mph")

    install(desk, Watch)
    shown = _shown(_page(desk, actor, _kept(desk, actor, Watch(text="x"))))
    assert [shown[name] for name in ("dark", "quiet", "loud", "speed")] == [
        (None, ""), (False, "no"), (True, "yes"), (None, ""),
    ]  # fmt: skip
    assert [type(shown[name][0]) for name in ("quiet", "loud")] == [bool, bool]
    shown = _shown(_page(desk, actor, _kept(desk, actor, Watch(text="x", dark=True, speed=12))))
    assert (shown["dark"], shown["speed"]) == ((True, "yes"), (12, "12 mph"))


def test_the_history_tells_why_each_line_was_written(desk: Store, actor: ActorFactory) -> None:
    number = _kept(desk, actor, Sweep(hall="B"))
    amend(desk, actor(), number, {"hall": "C"}, "wrong\n hall", SITE)
    move(desk, actor(), number, "finish", {}, SITE)
    strike(desk, actor(), number, "entered twice", SITE)
    page = _page(desk, actor, number)
    assert [line.verb for line in page.history] == ["logged", "amended", "moved", "struck"]
    assert [page.reasons.get(line.pos) for line in page.history] == [
        None, "wrong\n hall", "finish", "entered twice",
    ]  # fmt: skip
    assert [page.why(line) for line in page.history] == ["", "wrong hall", "finish", ""]
    assert page.history[-1].summary == "crossed out: entered twice"


def test_a_reason_is_told_to_nobody_who_may_not_see_its_line(
    desk: Store, actor: ActorFactory
) -> None:
    number = _kept(desk, actor, Referral(text="late again"))
    amend(desk, actor(), number, {"text": "late"}, "the counsel asked", SITE)
    with desk.read(actor()) as session:
        record = session.find(number, SITE).id
    for viewer, seen in (
        (actor(), ["the counsel asked"]),
        (actor(classes={"general"}), []),
        (actor(sites={"WMS"}), []),
    ):
        with desk.journal(viewer.scope) as journal:
            assert list(journal.reasons(record).values()) == seen


def test_a_page_is_headed_by_its_present_words(ana: Officer) -> None:
    number = ana.log("sweep B wing").number
    assert (ana.page(number).summary, ana.page(number).kind.label) == ("B wing, Calm", "Sweep")
    ana.amend(number, hall="C wing")
    page = ana.page(number)
    assert (page.summary, page.record.version, page.loaded) == ("C wing, Calm", 2, True)


def test_the_story_is_told_in_order_with_what_was_crossed_out(ana: Officer, clock: Clock) -> None:
    number = ana.log("gate unlocked").number
    for text in ("custodian called", "custodian came"):
        clock.forward(minutes=1)
        ana.append(number, text)
    with ana.store.write(ana.actor) as session:
        first = session.scalars(select(Narrative).order_by(Narrative.id)).first()
        assert first is not None
        first.struck_why = "it was the principal"
    told = ana.page(number).narrative
    assert [(line.text, line.at, line.who, line.struck_why) for line in told] == [
        ("custodian called", "2026-10-14T13:01:00.000000Z", ana.actor.operator,
         "it was the principal"),
        ("custodian came", "2026-10-14T13:02:00.000000Z", ana.actor.operator, None),
    ]  # fmt: skip


def test_somebody_of_a_class_that_the_viewer_may_not_see_is_not_named(
    ana: Officer, hire: Hire
) -> None:
    number = ana.log("gate unlocked with Eli R").number
    with ana.store.write(ana.actor) as session:
        record = session.find(number, SITE)
        session.add(Party(record=record, name="Mo S", record_class="medical", role="hurt"))
    assert [(who.name, who.role) for who in ana.page(number).people] == [
        ("Eli R", "with"), ("Mo S", "hurt"),
    ]  # fmt: skip
    viewer = hire(classes={"law_enforcement_unit"})
    assert [who.name for who in viewer.page(number).people] == ["Eli R"]


def test_a_link_to_what_the_viewer_may_not_see_is_not_shown(ana: Officer, hire: Hire) -> None:
    number, hidden = ana.log("gate unlocked").number, ana.log("referral late again").number
    ana.link(number, hidden)
    assert [end.number for end in ana.page(number).links] == [hidden]
    assert hire(classes={"law_enforcement_unit"}).page(number).links == ()


def test_a_record_that_the_viewer_may_not_see_is_not_there(ana: Officer, hire: Hire) -> None:
    number = ana.log("referral late again").number
    with pytest.raises(Refused) as refused:
        hire(classes={"general"}).page(number)
    assert str(refused.value) == f"OHS: no record {number} that you may see"


@pytest.mark.parametrize(
    ("line", "left"), [("referral late again", ["logged", "read"]), ("sweep B wing", ["logged"])]
)
def test_opening_a_protected_record_leaves_a_line_and_any_other_leaves_none(
    ana: Officer, line: str, left: list[str]
) -> None:
    number = ana.log(line).number
    page = ana.page(number)
    assert [one.verb for one in page.history] == ["logged"]
    assert ana.verbs(number)[: len(left)] == left
    told = lines(ana.store.path)[-1]
    assert (told["number"], told["operator"]) == (number, ana.actor.operator)


def test_opening_a_sealed_record_leaves_a_line(hire: Hire) -> None:
    keeper = hire(sealed=True)
    number = keeper.log("sweep B wing").number
    with keeper.store.write(keeper.actor) as session:
        seal(session, session.find(number, SITE), "by order 12")
    page = keeper.page(number)
    assert page.record.sealed
    assert page.why(page.history[-1]) == "by order 12"
    assert keeper.verbs(number) == ["logged", "sealed", "read"]


def test_of_what_was_expunged_only_that_and_why_is_left(ana: Officer) -> None:
    number = ana.log("gate unlocked with Eli R").number
    ana.append(number, "custodian told")
    ana.amend(number, "Eli said so", text="gate locked")
    expunge(ana.store, ana.actor, number, SITE, "court order 12")
    page = ana.page(number)
    assert (page.fields, page.people, page.narrative, page.summary) == ((), (), (), "")
    assert list(page.reasons.values()) == ["court order 12"]
    assert not page.loaded
