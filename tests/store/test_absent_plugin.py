"""A record whose plugin is gone is still listed, found, shown, sealed, struck and expunged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from duties import Scan, Sweep
from journals import one
from sqlalchemy import select

from sro_ops.records.changing import strike
from sro_ops.records.note import Note
from sro_ops.records.page import read_page
from sro_ops.store.entities import CoreRecord, Link
from sro_ops.store.model import Actor
from sro_ops.store.privacy import expunge, seal
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory

NUMBER = "DS-2026-0001"


@pytest.fixture
def who(actor: ActorFactory) -> Actor:
    return actor(sealed=True)


@pytest.fixture
def bare(store: Store, who: Actor) -> Iterator[Store]:
    """The store opened by a program without the plugin; a sweep with a scan lies in it."""
    with store.write(who) as session:
        session.add(sweep := Sweep(hall="the long corridor", place="HALL-B"))
        session.add(Scan(record=sweep, checkpoint="east door"))
    store.close()
    opened = Store(store.url, store.clock)
    opened.register([Note])
    yield opened
    opened.close()


def test_it_is_listed_and_found_by_search(bare: Store, who: Actor) -> None:
    with bare.journal(who.scope) as journal:
        (line,) = [line for line in journal.newest(9) if line.number == NUMBER]
        assert (line.word, line.plugin, line.place) == ("sweep", "duty", "HALL-B")
        assert [found.number for found in journal.search("corridor", 5)] == [NUMBER]
        assert [found.number for found in journal.search("east door", 5)] == [NUMBER]
    with bare.read(who) as session:
        assert list(session.scalars(select(CoreRecord.number))) == [NUMBER]


def test_it_is_shown_as_a_core_record_that_says_its_plugin_is_not_loaded(
    bare: Store, who: Actor
) -> None:
    page = read_page(bare, who, NUMBER, "OHS")
    assert type(page.record) is CoreRecord
    assert page.loaded is False
    assert (page.kind.plugin, page.kind.label) == ("duty", "Sweep")
    assert "the long corridor" in page.summary
    assert [line.verb for line in page.history] == ["logged"]


def test_it_is_sealed_and_unsealed(bare: Store, who: Actor, actor: ActorFactory) -> None:
    for state in (True, False):
        with bare.write(who) as session:
            seal(session, session.find(NUMBER, "OHS"), "order 9", state)
        with bare.journal(actor().scope) as journal:
            assert bool(journal.search("corridor", 5)) is not state
        assert verify(bare.path).ok


def test_it_is_struck(bare: Store, who: Actor) -> None:
    strike(bare, who, NUMBER, "entered twice", "OHS")
    assert read_page(bare, who, NUMBER, "OHS").record.struck
    assert verify(bare.path).ok


def test_it_is_linked(bare: Store, who: Actor) -> None:
    with bare.write(who) as session:
        session.add(note := Note(text="see the sweep"))
        session.flush()
        sweep = session.find(NUMBER, "OHS")
        session.add(Link(from_record=note.id, to_record=sweep.id, relation="see"))
    assert [link.number for link in read_page(bare, who, NUMBER, "OHS").links] == [note.number]
    assert verify(bare.path).ok


def test_it_is_expunged_with_its_row_and_its_parts(bare: Store, who: Actor) -> None:
    expunge(bare, who, NUMBER, "OHS", "court order 12")
    for table in ("duty_sweep", "duty_scan"):
        assert one(bare.path, f"SELECT count(*) FROM {table}") == 0
    assert verify(bare.path).ok


def test_verify_counts_it_and_finds_a_change_of_its_row_by_hand(bare: Store, who: Actor) -> None:
    assert verify(bare.path).lines == 2
    with bare.raw(write=True) as link:
        link.execute("UPDATE duty_sweep SET hall = 'another'")
    found = verify(bare.path).first_break
    assert found is not None
    assert (found.seq, found.number, found.what) == (2, NUMBER, "its record was changed by hand")


def test_its_plugin_finds_it_whole_when_it_is_back(bare: Store, who: Actor) -> None:
    with bare.write(who) as session:
        seal(session, session.find(NUMBER, "OHS"), "order 9")
    bare.register([Sweep])
    with bare.read(who) as session:
        record = session.find(NUMBER, "OHS")
        assert isinstance(record, Sweep)
        assert (record.hall, record.sealed) == ("the long corridor", True)
