"""What leaves a trace: a page of a protected record that was opened, and no list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from duties import TYPES, Directory, Incident, Referral, Sweep, Visit
from journals import rows
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.page import read_page
from sro_ops.records.record import Record
from sro_ops.store.entities import CoreRecord
from sro_ops.store.feed import Feed
from sro_ops.store.model import Actor
from sro_ops.store.privacy import seal
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, install

from .conftest import OWNER, Door


@pytest.fixture(autouse=True)
def duty(store: Store) -> None:
    install(store, *TYPES)


def keep(store: Store, cls: type[Record], sealed: bool = False) -> str:
    """Keep a record and return its number."""
    record = cls(**{"hall" if cls is Sweep else "text": "quetzal"})
    with store.write(OWNER) as session:
        session.add(record)
    if sealed:
        with store.write(OWNER) as session:
            found = session.load(record.id)
            assert found is not None
            seal(session, found, "order 9")
    return record.number or ""


def read_lines(store: Store) -> list[tuple[str, str, str | None]]:
    """Return (number, class, operator) of every line that tells of a reading."""
    found = rows(store.path, "SELECT * FROM journal_line WHERE verb = 'read' ORDER BY pos")
    return [(row["number"], row["record_class"], row["operator"]) for row in found]


@pytest.mark.parametrize(
    ("cls", "sealed", "traced"),
    [
        (Sweep, False, False),
        (Directory, False, False),
        (Incident, False, False),
        (Referral, False, True),
        (Visit, False, True),
        (Sweep, True, True),
        (Directory, True, True),
        (Incident, True, True),
        (Referral, True, True),
        (Visit, True, True),
    ],
)
def test_the_page_of_a_protected_record_leaves_one_line(
    store: Store, cls: type[Record], sealed: bool, traced: bool
) -> None:
    number = keep(store, cls, sealed)
    read_page(store, OWNER, number, "OHS")
    expected = [(number, cls.kind().record_class, None)] if traced else []
    assert read_lines(store) == expected


def test_each_opening_leaves_a_line_that_names_who_opened_it(door: Door, store: Store) -> None:
    number = keep(store, Referral)
    door.add("9", role="administrator", os_user="pia")
    pia = door.system_user("pia")
    read_page(store, pia, number, "OHS")
    read_page(store, pia, number, "OHS")
    assert read_lines(store) == [(number, "education", pia.operator)] * 2


def test_a_page_that_is_refused_leaves_none(store: Store, actor: ActorFactory) -> None:
    number = keep(store, Visit)
    with pytest.raises(Refused, match="that you may see"):
        read_page(store, actor(role="officer"), number, "OHS")
    assert read_lines(store) == []


def _list(store: Store, actor: Actor) -> object:
    with store.read(actor) as session:
        return [session.scalars(select(cls)).all() for cls in (CoreRecord, Referral, Visit)]


def _newest(store: Store, actor: Actor) -> object:
    with store.journal(actor.scope) as journal:
        return journal.newest(100)


def _search(store: Store, actor: Actor) -> object:
    with store.journal(actor.scope) as journal:
        return journal.search("quetzal", 100)


def _feed(store: Store, actor: Actor) -> object:
    with store.journal(actor.scope) as journal:
        return Feed(journal, 0).wait(0)


@pytest.mark.parametrize("look", [_list, _newest, _search, _feed])
def test_lists_searches_and_the_feed_leave_none(
    store: Store, look: Callable[[Store, Actor], object]
) -> None:
    for cls in (Referral, Visit):
        keep(store, cls, sealed=cls is Visit)
    assert look(store, OWNER)
    assert read_lines(store) == []


def test_who_may_not_see_the_record_does_not_see_who_read_it(
    store: Store, actor: ActorFactory
) -> None:
    read_page(store, OWNER, keep(store, Visit), "OHS")
    with store.journal(actor(role="supervisor").scope) as journal:
        assert [line.verb for line in journal.since(0, 100, desk_view=False)] == ["site added"]
    with store.journal(OWNER.scope) as journal:
        assert journal.since(0, 100, desk_view=False)[-1].verb == "read"
