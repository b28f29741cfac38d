"""The version lock, and what the journal tells of a change: before and after, parts included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, Protocol, TypeVar

import pytest
from duties import Scan, Sweep
from journals import lines, one, rows
from sqlalchemy import select

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.note import Note
from sro_ops.store.entities import CoreRecord, Narrative, Party
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock


@pytest.fixture
def note(store: Store, actor: ActorFactory) -> Note:
    with store.write(actor()) as session:
        session.add(kept := Note(text="as it was", place="GYM"))
    return kept


R = TypeVar("R", bound=CoreRecord)


class Change(Protocol):
    """Opens a session in which a record is changed, as it is now."""

    def __call__(self, record: R) -> AbstractContextManager[tuple[WriteSession, R]]: ...


@pytest.fixture
def change(store: Store, actor: ActorFactory) -> Change:
    @contextmanager
    def changing(record: R) -> Iterator[tuple[WriteSession, R]]:
        with store.write(actor()) as session:
            kept = session.get(type(record), record.id)
            assert kept is not None
            yield session, kept

    return changing


def told(store: Store) -> Any:
    """What the newest line says of values before and after."""
    return json.loads(lines(store.path)[-1]["changes"])


def test_of_two_who_amend_the_same_version_the_second_is_refused(
    store: Store, actor: ActorFactory, note: Note
) -> None:
    with store.read(actor()) as session:
        stale = session.get(Note, note.id)
    assert stale is not None
    with store.write(actor()) as session:
        session.scalars(select(Note)).one().text = "the first"
    with pytest.raises(Refused, match="somebody else changed this record meanwhile"):
        _amend_stale(store, actor(), stale)
    assert one(store.path, "SELECT text FROM core_note") == "the first"
    assert [line["verb"] for line in lines(store.path)[1:]] == ["logged", "amended"]


def _amend_stale(store: Store, who: Any, stale: Note) -> None:
    with store.write(who) as session:
        session.add(stale)
        stale.text = "the second"


def test_a_part_that_was_added_meanwhile_counts_as_a_change(
    store: Store, actor: ActorFactory, note: Note, clock: Clock
) -> None:
    with store.read(actor()) as session:
        stale = session.get(Note, note.id)
    assert stale is not None
    with store.write(actor()) as session:
        kept = session.get(Note, note.id)
        session.add(Narrative(record=kept, at=clock(), text="more"))
    with pytest.raises(Refused, match="somebody else"):
        _amend_stale(store, actor(), stale)


def test_a_second_writer_waits_for_the_first_and_sees_its_change(
    store: Store, actor: ActorFactory, note: Note
) -> None:
    store.gate.patience = 0.2
    with ExitStack() as stack:
        first = stack.enter_context(store.write(actor()))
        first.scalars(select(Note)).one().text = "the first"
        first.flush()
        with pytest.raises(Unreachable) as refused, store.write(actor()) as second:
            second.scalars(select(Note)).one().text = "the second"
        assert refused.value.exit_code == 3
    with store.write(actor()) as session:
        kept = session.scalars(select(Note)).one()
        assert (kept.text, kept.version) == ("the first", 2)


def test_each_change_counts_the_version_once(
    store: Store, note: Note, clock: Clock, change: Change
) -> None:
    with change(note) as (session, kept):
        kept.text, kept.place = "changed", "LIB"
        session.add(Narrative(record=kept, at=clock(), text="more"))
        session.add(Party(record=kept, name="K. Ames"))
    assert one(store.path, "SELECT version FROM core_record") == 2
    assert [line["record_version"] for line in lines(store.path)[1:]] == [1, 2]


def test_changes_hold_each_value_before_and_after(store: Store, note: Note, change: Change) -> None:
    with change(note) as (session, kept):
        kept.text, kept.place, kept.record_class = "as it is", None, "general"
        session.intend(kept, "amended", "a slip of the pen")
    line = lines(store.path)[-1]
    assert told(store) == {
        "text": ["as it was", "as it is"], "place": ["GYM", None],
        "record_class": ["law_enforcement_unit", "general"], "why": [None, "a slip of the pen"],
    }  # fmt: skip
    assert (line["verb"], line["summary"]) == ("amended", "as it is")


def test_changes_over_several_flushes_are_one_change(
    store: Store, note: Note, change: Change
) -> None:
    with change(note) as (session, kept):
        for text in ("one", "two", "three"):
            kept.text = text
            session.flush()
    assert told(store) == {"text": ["as it was", "three"]}
    assert len(lines(store.path)) == 3
    assert verify(store.path).ok


def test_a_value_that_was_not_loaded_is_told_all_the_same(
    store: Store, note: Note, change: Change
) -> None:
    with change(note) as (session, kept):
        session.expire(kept)
        kept.place = "LIB"
    assert told(store) == {"place": ["GYM", "LIB"]}


def test_a_part_bumps_its_record_and_is_journaled_through_it(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add_all([sweep := Sweep(hall="B"), scan := Scan(record=sweep, checkpoint="east")])
    made = told(store)[f"duty_scan:{scan.id}"]
    assert made == [None, {"checkpoint": "east", "count": 0, "id": scan.id}]
    with store.write(actor()) as session:
        session.scalars(select(Scan)).one().remark = "twice"
    line = lines(store.path)[-1]
    assert (line["record"], line["verb"], line["record_version"]) == (sweep.id, "amended", 2)
    assert told(store) == {f"duty_scan:{scan.id}": [{}, {"remark": "twice"}]}
    assert line["summary"] == sweep.summary()
    with store.write(actor()) as session:
        session.scalars(select(Scan)).one().remark = "thrice"
    assert told(store) == {f"duty_scan:{scan.id}": [{"remark": "twice"}, {"remark": "thrice"}]}
    assert one(store.path, "SELECT version FROM core_record") == 3
    assert verify(store.path).ok


@pytest.fixture
def sweep(store: Store, actor: ActorFactory) -> Sweep:
    with store.write(actor()) as session:
        session.add_all([sweep := Sweep(hall="B"), Scan(record=sweep, checkpoint="east")])
    return sweep


def test_a_record_an_old_part_and_a_new_one_change_in_one_flush(
    store: Store, sweep: Sweep, change: Change
) -> None:
    with change(sweep) as (session, kept):
        scan = session.scalars(select(Scan)).one()
        assert type(scan.record) is CoreRecord
        kept.hall, scan.remark = "C", "twice"
        session.add(new := Scan(record=scan.record, checkpoint="west"))
        session.flush()
        assert scan.record is new.record is kept
    line = lines(store.path)[-1]
    assert (line["record_version"], line["verb"], line["summary"]) == (2, "amended", kept.summary())
    assert set(told(store)) == {
        "hall", f"duty_scan:{scan.id}", f"duty_scan:{new.id}",
    }  # fmt: skip
    assert verify(store.path).ok


def test_changes_of_a_part_over_several_flushes_are_one_change(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with store.write(actor()) as session:
        kept = session.get(Sweep, sweep.id)
        old = session.scalars(select(Scan)).one()
        session.add(new := Scan(record=kept, checkpoint="west", remark="open"))
        for scan in (old, new):
            scan.remark = "shut"
            session.flush()
            scan.count = 7
            session.flush()
            scan.remark = None
            session.flush()
    changes = told(store)
    assert changes[f"duty_scan:{old.id}"] == [{"count": 0}, {"count": 7}]
    assert changes[f"duty_scan:{new.id}"] == [
        None, {"checkpoint": "west", "count": 7, "id": new.id},
    ]  # fmt: skip
    assert one(store.path, "SELECT count(*) FROM journal_line WHERE record = ?", sweep.id) == 2
    assert verify(store.path).ok


def test_what_is_intended_through_a_part_s_record_is_told_in_the_record_s_line(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with store.write(actor()) as session:
        scan = session.scalars(select(Scan)).one()
        session.intend(scan.record, "corrected", "a slip of the pen")
        kept = session.get(Sweep, sweep.id)
        assert kept is not None
        kept.hall = "C"
    line = lines(store.path)[-1]
    assert (line["verb"], line["summary"], line["record_version"]) == ("corrected", "C, Calm", 2)
    assert told(store) == {
        "hall": ["B", "C"], "why": [None, "a slip of the pen"],
    }  # fmt: skip
    assert verify(store.path).ok


def test_a_part_that_is_given_its_own_record_again_has_not_moved(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with store.write(actor()) as session:
        scan = session.scalars(select(Scan)).one()
        kept = session.get(Sweep, sweep.id)
        assert scan.record is not kept
        scan.record, scan.remark = kept, "twice"
    assert lines(store.path)[-1]["record_version"] == 2


def test_a_part_is_added_to_a_record_that_has_moved_on(
    store: Store, actor: ActorFactory, change: Change
) -> None:
    with store.write(actor()) as session:
        session.add(sweep := Sweep(hall="B"))
    with change(sweep) as (session, kept):
        kept.state = "done"
        session.intend(kept, "moved", "finish")
    with change(sweep) as (session, kept):
        session.add(Scan(record=kept, checkpoint="late"))
    assert "state" not in told(store)
    assert verify(store.path).ok


def test_a_crossed_out_line_of_the_story_stays_and_says_why(
    store: Store, actor: ActorFactory, note: Note, clock: Clock
) -> None:
    with store.write(actor()) as session:
        kept = session.get(Note, note.id)
        session.add(Narrative(record=kept, at=clock(), text="wrong room"))
    assert lines(store.path)[-1]["verb"] == "appended"
    with store.write(actor()) as session:
        session.scalars(select(Narrative)).one().struck_why = "it was 12"
    assert rows(store.path, "SELECT text, struck_why FROM core_narrative") == [
        {"text": "wrong room", "struck_why": "it was 12"}
    ]
    with pytest.raises(Refused, match="crossed out already"), store.write(actor()) as session:
        session.scalars(select(Narrative)).one().struck_why = None
    assert verify(store.path).ok


def test_a_struck_record_stays_readable_and_its_line_says_why(
    store: Store, actor: ActorFactory, note: Note, change: Change
) -> None:
    with change(note) as (session, kept):
        kept.struck = True
        session.intend(kept, "struck", "entered twice")
    with store.read(actor()) as reading:
        crossed = reading.get(Note, note.id)
        assert crossed is not None
        assert (crossed.struck, crossed.text) == (True, "as it was")
    line = lines(store.path)[-1]
    assert line["verb"] == "struck"
    assert told(store) == {"struck": [0, 1], "why": [None, "entered twice"]}


def test_an_addition_to_an_amended_record_is_an_amendment(
    store: Store, note: Note, clock: Clock, change: Change
) -> None:
    with change(note) as (session, kept):
        session.add(Narrative(record=kept, at=clock(), text="more"))
        kept.place = "LIB"
    assert lines(store.path)[-1]["verb"] == "amended"
