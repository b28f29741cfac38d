"""A new record's digest is made from memory; verify makes it from the file: they must agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from duties import Incident, Scan, Sweep

from sro_ops.errors import Refused
from sro_ops.store.entities import CoreRecord, Narrative, Party
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory

EAST = timezone(timedelta(hours=5, minutes=30))
WHOLE: dict[str, Any] = {
    "hall": "B\r\nte\u0301 \x00 \u202eright",
    "escorted": 3,
    "cost": 2**62,
    "manner": "On foot",
    "calm": False,
    "on": date(2026, 2, 28),
    "until": datetime(2026, 3, 1, 1, 2, 3, 4, tzinfo=EAST),
    "place": "HALL-B",
    "occurred_from": datetime(2026, 2, 28, 23, tzinfo=UTC),
    "occurred_to": datetime(2026, 3, 1, tzinfo=EAST),
}
BARE: dict[str, Any] = {"hall": "A"}

Keep = Callable[[Store, Actor, CoreRecord], object]


def by_session(store: Store, actor: Actor, record: CoreRecord) -> None:
    with store.write(actor) as session:
        session.add(record)


def directly(store: Store, actor: Actor, record: CoreRecord) -> None:
    store.add_many(actor, [record])


@pytest.mark.parametrize("keep", [by_session, directly])
@pytest.mark.parametrize("told", [WHOLE, BARE])
def test_a_record_is_digested_as_the_file_holds_it(
    store: Store, actor: ActorFactory, keep: Keep, told: dict[str, Any]
) -> None:
    keep(store, actor(), Sweep(**told))
    report = verify(store.path)
    assert report.ok, report.first_break


def test_a_record_with_parts_is_digested_as_the_file_holds_it(
    store: Store, actor: ActorFactory
) -> None:
    sweep, now = Sweep(**BARE), datetime.now(UTC)
    with store.write(actor()) as session:
        session.add(sweep)
        session.add(Scan(record=sweep, checkpoint="b"))
        session.flush()
        session.add(Scan(record=sweep, checkpoint="a", count=2, remark="wet"))
        session.add(Narrative(record=sweep, at=now, text="no more\x07"))
        session.add(Party(record=sweep, name="A. Student", role="with"))
        sweep.escorted = 4
    report = verify(store.path)
    assert report.ok, report.first_break


def test_what_was_not_told_is_empty_without_another_look_at_the_file(
    store: Store, actor: ActorFactory
) -> None:
    incident = Incident(text="quiet")
    with store.write(actor()) as session:
        session.add(incident)
        session.flush()
        assert incident.__dict__["place"] is None


@pytest.mark.parametrize("keep", [by_session, directly])
def test_text_is_no_whole_number(store: Store, actor: ActorFactory, keep: Keep) -> None:
    with pytest.raises(Refused, match="whole number"):
        keep(store, actor(), Sweep(hall="A", escorted="5"))
