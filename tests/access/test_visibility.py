"""Who sees what: every way to read, asked by every shipped role, about records of every class.

Each class has an open record and a sealed one, each with a word of its own that stands in its
fields, story, people and links. A way to read returns the words that it let through, and these must
be exactly those that the role may see: one more is a leak, one less is a record withheld.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from duties import TYPES, Directory, Incident, Referral, Scan, Sweep, Visit
from sqlalchemy import func, select

from sro_ops.errors import Refused
from sro_ops.records.page import read_page
from sro_ops.records.record import Record
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.entities import CoreRecord, Link, Narrative, Party
from sro_ops.store.feed import Feed
from sro_ops.store.model import CLASSES, Actor, Line
from sro_ops.store.privacy import seal
from sro_ops.store.reading import open_journal
from sro_ops.store.session import ReadSession
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import Clock, fresh_store, install

from .conftest import OWNER, Door

PLAIN = frozenset({"general", "directory"})
SEES: dict[str, frozenset[str]] = {
    "owner": frozenset(CLASSES),
    "supervisor": PLAIN | {"law_enforcement_unit", "education"},
    "officer": PLAIN | {"law_enforcement_unit"},
    "administrator": PLAIN | {"education"},
    "event_staff": frozenset(),
    "service": frozenset(),
}
SEES_SEALED = {"owner", "supervisor"}
KINDS: tuple[type[Record], ...] = (Sweep, Directory, Referral, Incident, Visit)


@dataclass(frozen=True)
class Kept:
    """One record: its word, and what it may be asked for by."""

    word: str
    cls: type[Record]
    id: str
    number: str


@dataclass(frozen=True)
class School:
    """The store and its records; everybody of `people` works at OHS, those of `far` at WMS."""

    store: Store
    records: tuple[Kept, ...]
    people: dict[str, Actor]
    far: dict[str, Actor]


def word(name: str, sealed: bool) -> str:
    """Return the word of a class's record: ``openlawenforcementunit``."""
    return ("shut" if sealed else "open") + name.replace("_", "")


def may_see(role: str) -> set[str]:
    """Return the words that a role may see."""
    both = (False, True) if role in SEES_SEALED else (False,)
    return {word(name, sealed) for name in SEES[role] for sealed in both}


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Iterator[School]:
    with fresh_store(tmp_path_factory.mktemp("school"), Clock()) as store:
        install(store, *TYPES)
        store.add_site(OWNER, Site("WMS", "West Middle", "America/Chicago"))
        records = tuple(_keep(store, cls, sealed) for cls in KINDS for sealed in (False, True))
        _link(store, records)
        door = Door(store)
        yield School(
            store,
            records,
            {role: _person(door, role, "OHS") for role in SHIPPED},
            {role: _person(door, role, "WMS") for role in SHIPPED},
        )


def _person(door: Door, role: str, site: str) -> Actor:
    name = f"{role} at {site}"
    door.add(name, role, os_user=name, site=site)
    return door.system_user(name)


def _keep(store: Store, cls: type[Record], sealed: bool) -> Kept:
    told = word(cls.kind().record_class, sealed)
    record = cls(site="OHS", **{"hall" if cls is Sweep else "text": told})
    with store.write(OWNER, "OHS") as session:
        session.add_all([
            record,
            Narrative(record=record, at=store.clock(), text=told),
            Party(record=record, name=told, record_class=cls.kind().record_class),
            Scan(record=record, checkpoint=told),
        ])  # fmt: skip
        session.intend(record, "logged", typed=told)
    if sealed:
        with store.write(OWNER, "OHS") as session:
            found = session.load(record.id)
            assert found is not None
            seal(session, found, "order 9")
    return Kept(told, cls, record.id, record.number or "")


def _link(store: Store, records: tuple[Kept, ...]) -> None:
    """Link every record with the open general one, in both directions."""
    first, *others = records
    with store.write(OWNER, "OHS") as session:
        for other in others:
            session.add_all([
                Link(from_record=first.id, to_record=other.id, relation="see"),
                Link(from_record=other.id, to_record=first.id, relation="see"),
            ])  # fmt: skip


Way = Callable[[School, Actor], Any]
WAYS: dict[str, Way] = {}


def way(function: Way) -> Way:
    """Take up a way to read."""
    WAYS[function.__name__.strip("_")] = function
    return function


def reads(function: Callable[[School, ReadSession], Any]) -> Way:
    """Take up a way to read through a guarded session."""

    def asked(school: School, actor: Actor) -> Any:
        with school.store.read(actor) as session:
            return function(school, session)

    WAYS[function.__name__.strip("_")] = asked
    return asked


def journals(function: Callable[[School, Any], Any]) -> Way:
    """Take up a way to read the journal: on its own connection, and within a session."""

    def alone(school: School, actor: Actor) -> Any:
        with school.store.journal(actor.scope) as journal:
            return function(school, journal)

    def within(school: School, actor: Actor) -> Any:
        with school.store.read(actor) as session:
            return function(school, session.journal)

    name = function.__name__.strip("_")
    WAYS[name], WAYS[f"{name}_in_a_session"] = alone, within
    return alone


def told(lines: list[Line]) -> list[tuple[str, ...]]:
    """Return what journal lines say, and the ids that they name."""
    return [(line.summary, *line.people, line.record or "", line.number) for line in lines]


@reads
def _every_record(school: School, session: ReadSession) -> Any:
    return session.scalars(select(CoreRecord.id)).all()


@reads
def _records_of_a_type(school: School, session: ReadSession) -> Any:
    found = [session.scalars(select(cls)).all() for cls in KINDS]
    return [getattr(one, "hall", None) or one.text for many in found for one in many]  # type: ignore[attr-defined]


@reads
def _a_record_by_its_number(school: School, session: ReadSession) -> Any:
    found = []
    for kept in school.records:
        try:
            found.append(session.find(kept.number, "OHS").id)
        except Refused:
            continue
    return found


@reads
def _a_record_by_its_id(school: School, session: ReadSession) -> Any:
    found = [session.load(kept.id) for kept in school.records]
    return [one.id for one in found if one is not None]


@reads
def _a_record_by_its_class_and_id(school: School, session: ReadSession) -> Any:
    found = [session.get(kept.cls, kept.id) for kept in school.records]
    return [one.id for one in found if one is not None]


@reads
def _narratives(school: School, session: ReadSession) -> Any:
    return session.scalars(select(Narrative.text)).all()


@reads
def _parts_of_a_type(school: School, session: ReadSession) -> Any:
    return session.scalars(select(Scan.checkpoint)).all()


@reads
def _parts_with_their_record(school: School, session: ReadSession) -> Any:
    return session.scalars(select(CoreRecord.id).join(Scan, Scan.record_id == CoreRecord.id)).all()


@reads
def _the_record_of_a_part(school: School, session: ReadSession) -> Any:
    found = [part.record for part in session.scalars(select(Narrative))]
    return [record.id for record in found if record is not None]


@reads
def _both_ends_of_links(school: School, session: ReadSession) -> Any:
    links = session.scalars(select(Link)).all()
    only = [kept.id for kept in school.records[:1] if session.load(kept.id) is not None]
    return only + [end for link in links for end in (link.from_record, link.to_record)]


@reads
def _counts(school: School, session: ReadSession) -> Any:
    ones = [
        (kept.id, session.scalar(select(func.count(kept.cls.id)).where(kept.cls.id == kept.id)))
        for kept in school.records
    ]
    whole = session.scalar(select(func.count()).select_from(CoreRecord))
    assert whole == sum(count or 0 for _, count in ones)
    return [id for id, count in ones if count]


@journals
def _the_newest_page(school: School, journal: Any) -> Any:
    return told(journal.newest(1000, desk_view=True))


@journals
def _the_page_before(school: School, journal: Any) -> Any:
    return told(journal.newest(1000, before=2**40))


@journals
def _what_came_since(school: School, journal: Any) -> Any:
    return told(journal.since(0, 1000))


@journals
def _lines_back_to_a_moment(school: School, journal: Any) -> Any:
    return told(journal.back_to("2000-01-01"))


@journals
def _lines_by_their_envelope(school: School, journal: Any) -> Any:
    return told(journal.select([("site", "OHS")], 1000))


@journals
def _lines_of_a_number(school: School, journal: Any) -> Any:
    return [told(journal.select([("number", kept.number)], 10)) for kept in school.records]


@journals
def _the_history_of_a_record(school: School, journal: Any) -> Any:
    return [told(journal.history(kept.id)) for kept in school.records]


@journals
def _search(school: School, journal: Any) -> Any:
    return [told(journal.search(kept.word, 50)) for kept in school.records]


@journals
def _search_by_a_beginning(school: School, journal: Any) -> Any:
    return [told(journal.search(start, 1000)) for start in ("open", "shut")]


@way
def _a_line_as_it_was_typed(school: School, actor: Actor) -> Any:
    with school.store.journal(OWNER.scope) as journal:
        newest = journal.position()
    with school.store.journal(actor.scope) as journal:
        return [journal.typed(pos) for pos in range(newest + 1)]


@way
def _the_first_page_before_anything_is_loaded(school: School, actor: Actor) -> Any:
    with open_journal(school.store.path, actor.scope) as journal:
        return told(journal.newest(1000))


@way
def _the_feed(school: School, actor: Actor) -> Any:
    with school.store.journal(actor.scope) as journal:
        return told(Feed(journal, 0, desk_view=False).wait(0, limit=1000))


@way
def _pages(school: School, actor: Actor) -> Any:
    return [_page(school, actor, kept.number) for kept in school.records]


def _page(school: School, actor: Actor, number: str) -> Any:
    try:
        page = read_page(school.store, actor, number, "OHS")
    except Refused:
        return ()
    return page.fields, page.people, page.narrative, page.links, page.history


def words_in(answer: Any, school: School) -> set[str]:
    """Return the words of the records that an answer holds, names, or tells the number of."""
    text = str(answer)
    found = set(re.findall(r"\b(?:open|shut)[a-z]+\b", text))
    return found | {k.word for k in school.records if k.id in text or k.number in text}


@pytest.mark.parametrize("role", SHIPPED)
@pytest.mark.parametrize("asked", WAYS)
def test_a_role_sees_its_classes_and_no_others(school: School, asked: str, role: str) -> None:
    answer = WAYS[asked](school, school.people[role])
    assert words_in(answer, school) == may_see(role)


@pytest.mark.parametrize("asked", WAYS)
def test_who_works_elsewhere_sees_nothing(school: School, asked: str) -> None:
    for role in SHIPPED:
        assert words_in(WAYS[asked](school, school.far[role]), school) == set()


def test_the_matrix_asks_about_every_class_and_every_shipped_role(school: School) -> None:
    assert {kept.cls.kind().record_class for kept in school.records} == set(CLASSES)
    assert set(SEES) == set(SHIPPED) == set(school.people)


def test_a_number_that_is_hidden_and_one_that_is_not_there_have_one_answer(school: School) -> None:
    hidden = next(kept for kept in school.records if kept.word == "openmedical")
    said = set()
    with school.store.read(school.people["officer"]) as session:
        for number in (hidden.number, "DV-2026-0999"):
            with pytest.raises(Refused) as refused:
                session.find(number, "OHS")
            said.add(str(refused.value).replace(number, "N"))
    assert len(said) == 1
