"""The guarded session's writes: what the store alone sets, what rights are needed, what stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from duties import Incident, Referral, Scan, Sweep
from journals import lines, one, rows
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.store.entities import (
    CoreRecord,
    Grant,
    Link,
    Narrative,
    Operator,
    Party,
    Person,
    PersonIdentifier,
)
from sro_ops.store.session import WriteSession
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock

Change = Callable[[WriteSession, Sweep], Any]


@pytest.fixture
def sweep(store: Store, actor: ActorFactory, clock: Clock) -> Sweep:
    with store.write(actor()) as session:
        session.add(kept := Sweep(hall="B", place="HALL-B"))
        session.add(Scan(record=kept, checkpoint="east door"))
        session.add(Narrative(record=kept, at=clock(), text="quiet"))
        session.add(Party(record=kept, name="K. Ames"))
    return kept


def attempt(store: Store, actor: Any, sweep: Sweep, change: Change) -> None:
    with store.write(actor) as session:
        kept = session.get(Sweep, sweep.id)
        assert kept is not None
        change(session, kept)


def _set(name: str, value: Any, verb: str = "") -> Change:
    def change(session: WriteSession, sweep: Sweep) -> None:
        setattr(sweep, name, value)
        if verb:
            session.intend(sweep, verb, "because")

    return change


BY_HAND: dict[str, Change] = {
    "id": _set("id", "0"),
    "type": _set("type", "duty.visit"),
    "site": _set("site", "WMS"),
    "number": _set("number", "DS-2026-0077"),
    "number to nothing": _set("number", None),
    "version": _set("version", 7),
    "recorded_at": _set("recorded_at", datetime(2020, 1, 1).astimezone()),
    "recorded_by": _set("recorded_by", "x"),
    "sealed": _set("sealed", True),
    "struck": _set("struck", True),
    "expunged": _set("expunged", True),
    "expunged under its verb": _set("expunged", True, "expunged"),
    "sealed under another verb": _set("sealed", True, "struck"),
    "struck under another verb": _set("struck", True, "amended"),
    "state": _set("state", "done"),
    "state under another verb": _set("state", "done", "amended"),
    "a state that there is not": _set("state", "gone", "moved"),
    "a class that there is not": _set("record_class", "secret"),
    "a time without its zone": _set("occurred_from", datetime(2026, 10, 14)),
}


@pytest.mark.parametrize("name", BY_HAND)
def test_what_the_store_sets_is_not_set_by_hand(
    store: Store, actor: ActorFactory, sweep: Sweep, name: str
) -> None:
    before = rows(store.path, "SELECT * FROM core_record"), lines(store.path)
    with pytest.raises(Refused):
        attempt(store, actor(), sweep, BY_HAND[name])
    assert (rows(store.path, "SELECT * FROM core_record"), lines(store.path)) == before


@pytest.mark.parametrize("mark", ["sealed", "struck", "expunged"])
def test_a_new_record_is_not_marked(store: Store, actor: ActorFactory, mark: str) -> None:
    with pytest.raises(Refused, match=f"a new record is not {mark}"):
        store.add_many(actor(), [Note(text="x", **{mark: True})])
    with pytest.raises(Refused, match=mark), store.write(actor()) as session:
        session.add(Note(text="x", **{mark: True}))
    with pytest.raises(Refused, match=mark), store.write(actor()) as session:
        _mark_after_the_flush(session, mark)


def _mark_after_the_flush(session: WriteSession, mark: str) -> None:
    session.add(note := Note(text="x"))
    session.flush()
    setattr(note, mark, True)


def _beside_a_line(item: Any) -> Change:
    def change(session: WriteSession, sweep: Sweep) -> None:
        session.line("", "added")
        session.add(item)

    return change


def _change_a_link(session: WriteSession, sweep: Sweep) -> None:
    other = session.scalars(select(Incident)).one()
    session.add(link := Link(from_record=sweep.id, to_record=other.id, relation="a"))
    session.flush()
    link.relation = "b"


def _change_a_plain_record(session: WriteSession, sweep: Sweep) -> None:
    session.expunge(sweep)
    session.scalars(select(CoreRecord)).all()[0].place = "GYM"


NOT_DONE: dict[str, Change] = {
    "a record without a type": lambda s, r: s.add(CoreRecord()),
    "a part without a record": lambda s, r: s.add(Scan(checkpoint="x")),
    "a part of an id": lambda s, r: s.add(Scan(checkpoint="x", record_id=r.id)),
    "a part that moves": lambda s, r: setattr(
        s.scalars(select(Scan)).one(), "record", s.scalars(select(Sweep)).all()[-1]
    ),
    "a part whose id of a record changes": lambda s, r: setattr(
        s.scalars(select(Scan)).one(), "record_id", "x"
    ),
    "a narrative that is edited": lambda s, r: setattr(
        s.scalars(select(Narrative)).one(), "text", "loud"
    ),
    "a narrative whose time changes": lambda s, r: setattr(
        s.scalars(select(Narrative)).one(), "at", r.recorded_at.replace(year=2020)
    ),
    "a link to nowhere": lambda s, r: s.add(
        Link(from_record=r.id, to_record="x", relation="see")
    ),
    "an operator": lambda s, r: s.add(Operator(person="x", badge="1")),
    "an operator beside a line": _beside_a_line(Operator(person="x", badge="1")),
    "a grant beside a line": _beside_a_line(Grant(operator="x", role="owner")),
    "an identifier without a line": lambda s, r: s.add(
        PersonIdentifier(person="x", scheme="student", value="1")
    ),
    "a party of no class": lambda s, r: s.add(Party(record=r, name="x", record_class="secret")),
    "a person of no class": lambda s, r: s.add(Person(kind="x", name="x", record_class="secret")),
    "a line of no class": lambda s, r: s.line("", "read", record_class="secret"),
    "a line of no site": lambda s, r: s.line("XYZ", "read"),
    "a link that is changed": _change_a_link,
    "a change through a plain core record": _change_a_plain_record,
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_DONE)
def test_what_would_leave_the_journal_behind_is_refused(
    store: Store, actor: ActorFactory, sweep: Sweep, name: str
) -> None:
    store.add_many(actor(), [Sweep(hall="C"), Incident(text="x")])
    before = len(lines(store.path))
    with pytest.raises(Refused):
        attempt(store, actor(), sweep, NOT_DONE[name])
    assert len(lines(store.path)) == before
    assert verify(store.path).ok


def test_nothing_is_deleted_not_even_by_taking_it_from_the_session(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    from sqlalchemy.orm import Session

    for cls in (Sweep, Scan, Narrative, Party):
        with pytest.raises(Refused, match="nothing is deleted"), store.write(actor()) as session:
            Session.delete(session, session.scalars(select(cls)).first())
    assert one(store.path, "SELECT count(*) FROM duty_scan") == 1


NEEDED: dict[str, tuple[str, Change]] = {
    "adding": ("duty.sweep.add", lambda s, r: s.add(Sweep(hall="D"))),
    "adding with a part": (
        "duty.sweep.add",
        lambda s, r: s.add_all([n := Sweep(hall="D"), Scan(record=n, checkpoint="x")]),
    ),
    "amending": ("duty.sweep.amend", _set("hall", "D")),
    "correcting": ("duty.sweep.amend", _set("hall", "D", "corrected")),
    "amending a part": (
        "duty.sweep.amend", lambda s, r: setattr(s.scalars(select(Scan)).one(), "checkpoint", "x"),
    ),
    "adding a part": ("duty.sweep.amend", lambda s, r: s.add(Scan(record=r, checkpoint="x"))),
    "adding a party": ("duty.sweep.amend", lambda s, r: s.add(Party(record=r, name="x"))),
    "adding to the story": (
        "core.append", lambda s, r: s.add(Narrative(record=r, at=r.recorded_at, text="x")),
    ),
    "a step": ("duty.sweep.move", _set("state", "held", "moved")),
    "crossing out": ("duty.sweep.strike", _set("struck", True, "struck")),
    "sealing": ("privacy.seal", _set("sealed", True, "sealed")),
    "linking": ("core.link", lambda s, r: s.add(
        Link(from_record=r.id, to_record=s.scalar(select(Incident.id)), relation="see")
    )),
    "adding a person": ("core.people", lambda s, r: s.add(Person(kind="staff", name="x"))),
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDED)
def test_each_change_needs_its_own_right_and_no_other(
    store: Store, actor: ActorFactory, sweep: Sweep, name: str
) -> None:
    store.add_many(actor(), [Incident(text="x")])
    permission, change = NEEDED[name]
    with pytest.raises(Refused, match=permission.replace(".", r"\.")):
        attempt(store, actor("duty.incident.*", "core.note.*", "other"), sweep, change)
    before = len(lines(store.path))
    attempt(store, actor(permission), sweep, change)
    assert len(lines(store.path)) == before + 1
    assert verify(store.path).ok


def test_an_amendment_does_not_hide_under_a_smaller_right(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    def change(session: WriteSession, sweep: Sweep) -> None:
        sweep.struck, sweep.hall = True, "other words"
        session.intend(sweep, "struck", "by mistake")

    with pytest.raises(Refused, match=r"duty\.sweep\.amend"):
        attempt(store, actor("duty.sweep.strike"), sweep, change)


def test_the_direct_door_asks_for_the_same_right(store: Store, actor: ActorFactory) -> None:
    with pytest.raises(Refused, match=r"duty\.referral\.add"):
        store.add_many(actor("duty.sweep.add"), [Sweep(hall="B"), Referral(text="x")])
    assert one(store.path, "SELECT count(*) FROM core_record") == 0


def test_an_actor_of_one_site_writes_at_no_other(store: Store, actor: ActorFactory) -> None:
    store.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))
    here = actor(sites={"OHS"})
    with pytest.raises(Refused, match="WMS: you have no right"):
        store.add_many(here, [Note(text="x", site="WMS")])
    with pytest.raises(Refused, match="WMS"), store.write(here, "WMS") as session:
        session.add(Note(text="x"))
    with pytest.raises(Refused, match="WMS"), store.write(here, "OHS") as session:
        session.line("WMS", "read")


def test_a_site_is_added_by_right(store: Store, actor: ActorFactory) -> None:
    with pytest.raises(Refused, match=r"admin\.sites"):
        store.add_site(actor("core.*"), Site("WMS", "West", "America/Chicago"))


def test_a_refusal_in_the_middle_is_not_forgotten(store: Store, actor: ActorFactory) -> None:
    """Whoever catches a refusal inside the block must not save the rest as if it were whole."""

    def half(session: WriteSession) -> None:
        session.add(Note(text="whole"))
        with pytest.raises(Refused, match="missing"):
            _flush_a_bad_one(session)

    with pytest.raises(Refused), store.write(actor()) as session:
        half(session)
    assert one(store.path, "SELECT count(*) FROM core_record") == 0


def _flush_a_bad_one(session: WriteSession) -> None:
    session.add(bad := Note(text=" "))
    try:
        session.flush()
    finally:
        session.expunge(bad)


def test_a_link_made_with_a_new_record_tells_both_numbers(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="entered anew"))
        session.flush()
        session.add(Link(from_record=note.id, to_record=sweep.id, relation="replaces"))
    line = lines(store.path)[-1]
    assert (line["verb"], line["number"], line["summary"]) == (
        "linked", "N-2026-0001", "replaces DS-2026-0001",
    )  # fmt: skip


def test_a_person_s_name_is_in_no_summary(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(Person(kind="student", name="Jordan Quetzal"))
    line = lines(store.path)[-1]
    assert (line["verb"], line["summary"], line["type"]) == ("added", "student", "core.person")
    assert json.loads(line["changes"])["name"] == [None, "Jordan Quetzal"]


def test_a_new_reading_of_a_record_is_an_object_of_its_own_class(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with store.write(actor()) as session:
        plain = session.scalars(select(CoreRecord)).one()
        assert type(plain) is CoreRecord
        assert type(session.find("DS-2026-0001", "OHS")) is Sweep
        scan = session.scalars(select(Scan)).one()
        assert type(session.load(scan.record_id)) is Sweep


def test_a_foreign_key_that_does_not_hold_is_refused_in_words(
    store: Store, actor: ActorFactory, sweep: Sweep
) -> None:
    with pytest.raises(Refused, match="does not accept this"):
        attempt(
            store, actor(), sweep, lambda s, r: s.add(Party(record=r, name="x", person="nobody"))
        )
