"""A record's page: everything that belongs to it, in values for scripts and in words for people."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from duties import TYPES, Referral, Sweep
from sqlalchemy.orm import Mapped

from sro_ops.records.changing import amend, move, strike
from sro_ops.records.fields import field
from sro_ops.records.page import Page, read_page
from sro_ops.records.record import Record
from sro_ops.store.entities import CoreRecord
from sro_ops.store.store import Store
from sro_ops.testing import SITE, ActorFactory, install


@pytest.fixture
def desk(store: Store) -> Store:
    """A store that knows the duty."""
    install(store, *TYPES)
    return store


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
