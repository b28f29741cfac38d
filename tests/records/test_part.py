"""Parts of a record: their fields take what a record's fields take, and no more."""

from __future__ import annotations

import json
from typing import Any

import pytest
from duties import Scan, Sweep
from journals import lines, one
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from sro_ops.errors import Refused
from sro_ops.records.fields import field
from sro_ops.records.part import Part
from sro_ops.records.record import Record
from sro_ops.store.entities import Part as StoredPart
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, install


@pytest.fixture
def sweep(store: Store, actor: ActorFactory) -> Sweep:
    install(store, Sweep)
    with store.write(actor()) as session:
        session.add_all([sweep := Sweep(hall="B"), Scan(record=sweep, checkpoint="east")])
    return sweep


def _add_scan(store: Store, who: Actor, sweep: Sweep, values: dict[str, Any]) -> Scan:
    with store.write(who) as session:
        session.add(scan := Scan(record=session.get(Sweep, sweep.id), **values))
    return scan


def _change_scan(store: Store, who: Actor, values: dict[str, Any]) -> None:
    with store.write(who) as session:
        scan = session.scalars(select(Scan)).one()
        for name, value in values.items():
            setattr(scan, name, value)


BAD = [
    ({"checkpoint": None}, "Checkpoint is missing. Give it a value"),
    ({"checkpoint": " \t"}, "Checkpoint is missing. Give it a value"),
    ({"count": 100}, "Count is 100. It is at most 99"),
    ({"count": "many"}, 'Count is "many". Write a whole number'),
    ({"door": "ajar"}, 'Door is "ajar"'),
]


@pytest.mark.parametrize(("values", "said"), BAD)
def test_a_new_part_s_bad_value_is_refused(
    store: Store, actor: ActorFactory, sweep: Sweep, values: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused) as refused:
        _add_scan(store, actor(), sweep, {"checkpoint": "west", **values})
    assert str(refused.value).startswith(said)
    assert one(store.path, "SELECT count(*) FROM duty_scan") == 1


@pytest.mark.parametrize(("values", "said"), BAD)
def test_a_kept_part_s_bad_value_is_refused(
    store: Store, actor: ActorFactory, sweep: Sweep, values: dict[str, Any], said: str
) -> None:
    with pytest.raises(Refused) as refused:
        _change_scan(store, actor(), values)
    assert str(refused.value).startswith(said)
    assert one(store.path, "SELECT version FROM core_record") == 1


def test_a_part_s_values_are_kept_and_told_in_one_form(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    values = {"checkpoint": "  west\r\n", "door": "PROPPED OPEN"}
    scan = _add_scan(store, actor(), sweep, values)
    assert (scan.checkpoint, scan.door) == ("west", "open")
    assert json.loads(lines(store.path)[-1]["changes"])[f"duty_scan:{scan.id}"] == [
        None, {"checkpoint": "west", "count": 0, "door": "open", "id": scan.id},
    ]  # fmt: skip
    assert verify(store.path).ok


def test_a_part_says_what_its_fields_are() -> None:
    assert list(Scan.fields()) == ["checkpoint", "count", "remark", "door", "hall"]
    assert Scan.fields()["count"].maximum == 99


def test_a_part_has_rules_of_its_own(store: Store, actor: ActorFactory) -> None:
    class Leg(Part, table="trip_leg"):
        """A leg of a trip."""

        start: Mapped[int] = field("Start")
        end: Mapped[int] = field("End")

        def check(self, changes: Any, verb: str) -> None:
            super().check(changes, verb)
            if self.end < self.start:
                raise Refused(f"{verb}: End lies before Start ({changes['end'][1]})")

    class Trip(Record, type="trip.trip", prefix="TR", record_class="general", parts=(Leg,)):
        """A trip."""

        text: Mapped[str] = field("Text")

    install(store, Trip)
    with store.write(actor()) as session:
        session.add_all([trip := Trip(text="x"), Leg(record=trip, start=1, end=2)])
    said = r"amended: End lies before Start \(0\)"
    with pytest.raises(Refused, match=said), store.write(actor()) as session:
        session.scalars(select(Leg)).one().end = 0


@pytest.mark.parametrize("name", ["id", "record", "record_id", "check", "fields"])
def test_a_field_with_a_name_that_every_part_has_is_refused_in_words(name: str) -> None:
    body = {"__annotations__": {name: Mapped[str]}, name: field("X"), "__module__": __name__}
    with pytest.raises(TypeError, match=f'a field cannot be called "{name}"; every part has it'):
        type("Odd", (Part,), body, table="odd_part")


def test_a_part_that_knows_no_fields_is_no_part_of_a_record() -> None:
    class Bare(StoredPart, table="bare_row"):
        """A row without rules."""

    with pytest.raises(TypeError, match=r"Bare is not a class of sro_ops\.Part"):

        class Holder(Record, type="bare.one", prefix="BR", record_class="general", parts=(Bare,)):
            """A record with a bare part."""
