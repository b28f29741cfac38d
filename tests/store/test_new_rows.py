"""New records are written below the ORM; nobody may notice but by the time that it takes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from duties import Scan, Sweep
from journals import one
from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from sro_ops.errors import Refused
from sro_ops.records.fields import field
from sro_ops.records.note import Note
from sro_ops.records.record import Record
from sro_ops.store.canonical import encode, sha256
from sro_ops.store.changes import Ledger
from sro_ops.store.ids import is_id, new_id, new_ids
from sro_ops.store.journal import ENVELOPE, envelope_hash
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.store.types import Id
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, install


class Shelf(Record, type="depot.shelf", prefix="XS", record_class="general"):
    """A shelf; its author puts what it is called in capitals."""

    name: Mapped[str] = field("Name")

    @validates("name")
    def _capitals(self, key: str, value: str) -> str:
        return value.upper()


class Item(Record, type="depot.item", prefix="XI", record_class="general"):
    """Something on a shelf that it knows by its key."""

    shelf: Mapped[str] = mapped_column(Id, ForeignKey("depot_shelf.id"))


class Box(Record, type="depot.box", prefix="XB", record_class="general"):
    """A box on a shelf that it knows as an object."""

    shelf: Mapped[str] = mapped_column(Id, ForeignKey("depot_shelf.id"))
    stands_on: Mapped[Shelf] = relationship(
        Shelf, primaryjoin="Box.shelf == Shelf.id", foreign_keys="Box.shelf"
    )


def by_session(store: Store, actor: Actor, *records: Record) -> None:
    with store.write(actor) as session:
        session.add_all(records)


def directly(store: Store, actor: Actor, *records: Record) -> None:
    store.add_many(actor, records)


Keep = Callable[..., None]
both_doors = pytest.mark.parametrize("keep", [by_session, directly])


@both_doors
def test_what_a_key_points_to_is_written_first(
    store: Store, actor: ActorFactory, keep: Keep
) -> None:
    install(store, Shelf, Item)
    shelf = Shelf(name="a")
    keep(store, actor(), Item(shelf=shelf.id), shelf)
    assert one(store.path, "SELECT shelf FROM depot_item") == shelf.id
    assert verify(store.path).ok


@both_doors
def test_what_an_author_does_to_a_value_is_done(
    store: Store, actor: ActorFactory, keep: Keep
) -> None:
    install(store, Shelf)
    keep(store, actor(), Shelf(name="top"))
    assert one(store.path, "SELECT name FROM depot_shelf") == "TOP"


def test_a_class_with_relationships_is_kept_as_sqlalchemy_keeps_it(
    store: Store, actor: ActorFactory
) -> None:
    install(store, Shelf, Box)
    by_session(store, actor(), Box(stands_on=Shelf(name="a")))
    assert one(store.path, "SELECT shelf FROM depot_box") == one(
        store.path, "SELECT id FROM depot_shelf"
    )
    assert verify(store.path).ok


def test_a_record_that_was_refused_is_new_again(store: Store, actor: ActorFactory) -> None:
    def veto(ledger: Ledger) -> None:
        raise Refused("not today")

    note = Note(text="x")
    store.checks.append(veto)
    with pytest.raises(Refused, match="not today"):
        by_session(store, actor(), note)
    store.checks.clear()
    by_session(store, actor(), note)
    assert note.number == "N-2026-0001"
    assert one(store.path, "SELECT text FROM core_note") == "x"


def test_a_row_that_the_store_does_not_take_spoils_the_whole_write(
    store: Store, actor: ActorFactory
) -> None:
    by_session(store, actor(), kept := Note(text="kept"))
    with pytest.raises(Refused, match="a part of this was refused"):
        _add_in_spite(store, actor(), Note(id=kept.id, text="the same id"))
    assert one(store.path, "SELECT count(*) FROM core_note") == 1
    assert verify(store.path).ok


def _add_in_spite(store: Store, actor: Actor, note: Note) -> None:
    with store.write(actor) as session:
        session.add(note)
        with pytest.raises(sqlite3.IntegrityError):
            session.flush()
        session.expunge(note)
        session.add(Note(text="another"))


def test_a_record_of_this_write_can_be_read_and_changed_in_it(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add(sweep := Sweep(hall="A"))
        session.flush()
        assert session.load(sweep.id) is sweep
        sweep.escorted = 4
        session.add(Scan(record=sweep, checkpoint="door"))
    assert one(store.path, "SELECT escorted FROM duty_sweep") == 4
    assert one(store.path, "SELECT count(*) FROM journal_line WHERE verb = 'logged'") == 1
    assert verify(store.path).ok


def test_an_envelope_is_spelled_as_canonical_json() -> None:
    odd = {"site": 'O"H\\S', "seq": 7, "operator": None, "place": "100 % naïve\t", "number": "%s"}
    values: list[Any] = [odd.get(name, f"the {name}") for name in ENVELOPE]
    assert envelope_hash(values) == sha256(encode(dict(zip(ENVELOPE, values, strict=True))))


def test_ids_sort_in_the_order_in_which_they_were_made() -> None:
    ids = [new_id(), *new_ids(5000), new_id(), *new_ids(2)]
    assert sorted(set(ids)) == ids
    assert all(is_id(id) and id[14] == "7" and id[19] in "89ab" for id in ids)
