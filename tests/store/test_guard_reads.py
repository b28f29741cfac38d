"""The guarded session's reads: whatever form a query has, it is filtered beneath or refused.

One record is hidden from each of three viewers for another reason (its class, its site, its seal);
each filtered query is held against a viewer who may see it, so that the query is known to reach it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from duties import TYPES, Scan, Sweep
from sqlalchemy import (
    String,
    case,
    cast,
    column,
    delete,
    exists,
    func,
    insert,
    inspect,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    union,
    union_all,
    update,
)
from sqlalchemy.orm import (
    Bundle,
    Session,
    aliased,
    join,
    joinedload,
    load_only,
    selectinload,
    subqueryload,
    with_polymorphic,
)

from sro_ops.errors import Refused
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
from sro_ops.store.model import CLASSES, Actor
from sro_ops.store.session import GuardedSession
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock, actors, fresh_store, install

SECRET = "QUETZAL"


@dataclass
class Kept:
    """The store with one record that everybody sees and one that is hidden, linked."""

    store: Store
    full: Actor
    seen: str
    hidden: str
    person: str


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    with fresh_store(tmp_path_factory.mktemp("kept"), Clock()) as store:
        install(store, *TYPES)
        yield _fill(store, store.clock)


def _fill(store: Store, clock: Callable[[], datetime]) -> Kept:
    full = actors()(sealed=True)
    store.add_site(full, Site("WMS", "West Middle School", "America/Chicago"))
    with store.write(full, "OHS") as session:
        seen = Sweep(hall="B", place="HALL-B")
        hidden = Sweep(hall=SECRET, place=SECRET, site="WMS", record_class="medical")
        person = Person(kind="student", name=SECRET, record_class="medical")
        session.add_all([seen, hidden, person])
        session.flush()
        session.line("WMS", "added")
        session.add_all([
            Scan(record=seen, checkpoint="east door"), Scan(record=hidden, checkpoint=SECRET),
            Narrative(record=seen, at=clock(), text="quiet"),
            Narrative(record=hidden, at=clock(), text=SECRET),
            Party(record=seen, name="K. Ames", record_class="general"),
            Party(record=seen, name=SECRET, record_class="medical"),
            Party(record=hidden, name=SECRET, record_class="general", person=person.id),
            PersonIdentifier(person=person.id, scheme="student", value=SECRET),
            Link(from_record=seen.id, to_record=hidden.id, relation=SECRET),
            Link(from_record=hidden.id, to_record=seen.id, relation=SECRET),
        ])  # fmt: skip
    with store.write(full, "WMS") as session:
        record = session.load(hidden.id)
        assert record is not None
        session.intend(record, "sealed", "order 9")
        record.sealed = True
    return Kept(store, full, seen.id, hidden.id, person.id)


@pytest.fixture(params=["class", "site", "seal"])
def blind(request: pytest.FixtureRequest, actor: ActorFactory) -> Actor:
    """Somebody from whom the record is hidden, for one reason."""
    rest = set(CLASSES) - {"medical"}
    return {
        "class": lambda: actor(classes=rest, sealed=True),
        "site": lambda: actor(sites={"OHS"}, classes=rest, sealed=True),
        "seal": lambda: actor(classes=rest),
    }[request.param]()


def told(session: GuardedSession, statement: Any) -> str:
    """Return everything that a query answered, objects with all of their columns, as text."""
    found = []
    for row in session.execute(statement).unique().all():
        for value in row:
            state = inspect(value, raiseerr=False)
            mapped = state is not None and hasattr(state, "mapper")
            names = [a.key for a in state.mapper.column_attrs] if mapped else []
            found.append(str([getattr(value, name) for name in names] if mapped else value))
    return " | ".join(found)


A = aliased(Sweep)
R = aliased(CoreRecord)
P = aliased(Party)
S = aliased(Scan)
L = aliased(Link)

FILTERED: dict[str, Any] = {
    "the class": select(Sweep),
    "a column": select(Sweep.hall),
    "a column of the core row": select(CoreRecord.place),
    "the core class": select(CoreRecord),
    "an alias": select(A),
    "a column of an alias": select(A.hall),
    "an alias of the core class": select(R.place),
    "two aliases joined": select(A.hall, R.place).join(R, R.id == A.id),
    "a self join": select(Sweep.hall, A.hall).join(A, A.id == Sweep.id),
    "a subquery": select(select(Sweep.hall).subquery().c.hall),
    "an aliased subquery": select(aliased(Sweep, select(Sweep).subquery())),
    "a CTE": select(select(Sweep.hall).cte().c.hall),
    "a scalar subquery": select(select(func.max(Sweep.hall)).scalar_subquery()),
    "a scalar subquery beside a class": select(
        CoreRecord.number, select(A.hall).where(A.id == CoreRecord.id).scalar_subquery()
    ),
    "a bundle": select(Bundle("b", Sweep.hall, Sweep.place)),
    "a function": select(func.max(Sweep.hall)),
    "a concatenation": select(Sweep.hall + "!"),
    "group_concat": select(func.group_concat(Sweep.hall)),
    "a case": select(case((Sweep.hall != "", Sweep.hall), else_="")),
    "a label": select(Sweep.hall.label("x")),
    "distinct": select(Sweep.hall).distinct(),
    "order and limit": select(Sweep.hall).order_by(Sweep.hall.desc()).limit(1),
    "group and having": select(Sweep.hall).group_by(Sweep.hall).having(func.count() > 0),
    "a window": select(func.first_value(Sweep.hall).over(order_by=Sweep.hall.desc())).select_from(
        Sweep
    ),
    "a filtered sum": select(func.max(Sweep.hall).filter(Sweep.hall != "")).select_from(Sweep),
    "a cast": select(cast(Sweep.hall, String)),
    "a loose column": select(column("hall")).select_from(Sweep),
    "an expression over two classes": select(CoreRecord.place + Sweep.hall)
    .where(Sweep.id == CoreRecord.id)
    .select_from(CoreRecord, Sweep),
    "two aliases side by side": select(R.place)
    .where(R.id == CoreRecord.id)
    .select_from(CoreRecord),
    "an alias joined to its class": select(CoreRecord.number, R.place).join(
        R, R.id == CoreRecord.id
    ),
    "an alias by an outer join": select(CoreRecord.number, R.place).outerjoin(
        R, R.site != CoreRecord.site
    ),
    "a part's alias joined": select(CoreRecord.number, S.checkpoint).join(
        S, S.record_id != CoreRecord.id
    ),
    "a link's alias joined": select(CoreRecord.number, L.relation).join(
        L, L.from_record == CoreRecord.id
    ),
    "an alias through a relationship": select(R.place)
    .select_from(Scan)
    .join(Scan.record.of_type(R)),
    "an or that is always true": select(Sweep.hall).where(or_(Sweep.hall == "B", literal(True))),
    "only some columns": select(Sweep).options(load_only(Sweep.hall)),
    "populate existing": select(Sweep).execution_options(populate_existing=True),
    "a part": select(Scan),
    "a column of a part": select(Scan.checkpoint),
    "a part with its record": select(Scan).options(joinedload(Scan.record)),
    "a part, its record by a second query": select(Scan).options(selectinload(Scan.record)),
    "a part, its record by a subquery": select(Scan).options(subqueryload(Scan.record)),
    "a join made beforehand": select(Scan.checkpoint).select_from(
        join(Scan, CoreRecord, Scan.record_id == CoreRecord.id)
    ),
    "a part joined to its record": select(Scan.checkpoint, CoreRecord.place).join(Scan.record),
    "the record of a part": select(CoreRecord.place).join(Scan, Scan.record_id == CoreRecord.id),
    "parts by an outer join": select(CoreRecord.number, Scan.checkpoint).outerjoin(
        Scan, Scan.record_id == CoreRecord.id
    ),
    "the narrative": select(Narrative.text),
    "a party": select(Party.name),
    "an alias of a party": select(P.name),
    "a party joined to its record": select(Party.name).join(
        CoreRecord, CoreRecord.id == Party.record_id
    ),
    "a party's class, stricter than its record's": select(Party.name).where(
        Party.record_class == "medical"
    ),
    "links": select(Link),
    "a column of a link": select(Link.relation),
    "a person": select(Person.name),
    "a person through a party": select(Person.name).join(Party, Party.person == Person.id),
    "an identifier": select(PersonIdentifier.value),
}

COUNTS: dict[str, tuple[Any, int, int]] = {
    "records": (select(func.count()).select_from(Sweep), 2, 1),
    "of a column": (select(func.count(Sweep.id)), 2, 1),
    "of core records": (select(func.count()).select_from(CoreRecord), 2, 1),
    "of an alias": (select(func.count(A.id)), 2, 1),
    "of a subquery": (select(func.count()).select_from(select(Sweep.id).subquery()), 2, 1),
    "of parts": (select(func.count(Scan.id)), 2, 1),
    "of parties": (select(func.count(Party.id)), 3, 1),
    "of links": (select(func.count(Link.id)), 2, 0),
    "of people": (select(func.count(Person.id)), 1, 0),
    "whether there is one": (select(exists(select(Sweep.id).where(Sweep.hall == SECRET))), 1, 0),
    "whether a part is there": (
        select(func.count(CoreRecord.id)).where(
            exists(
                select(Scan.id).where(Scan.record_id == CoreRecord.id, Scan.checkpoint == SECRET)
            )
        ), 1, 0,
    ),
    "in a subquery": (
        select(func.count(Scan.id)).where(
            Scan.record_id.in_(select(Sweep.id).where(Sweep.hall == SECRET))
        ), 1, 0,
    ),
    "of a link's other end": (
        select(func.count(CoreRecord.id)).join(Link, Link.to_record == CoreRecord.id), 2, 0,
    ),
}  # fmt: skip

T: Any = Sweep.__table__
C: Any = CoreRecord.__table__

REFUSED: dict[str, Any] = {
    "text": text("SELECT hall FROM duty_sweep"),
    "text as columns": text("SELECT hall FROM duty_sweep").columns(column("hall")),
    "from_statement of text": select(Sweep).from_statement(text("SELECT * FROM duty_sweep")),
    "from_statement of a select": select(Sweep).from_statement(select(T)),
    "a text column": select(Sweep.id, text("hall")),
    "a text condition": select(Sweep.id).where(text("1 = 1")),
    "a text order": select(Sweep.id).order_by(text("hall")),
    "a text from": select(literal_column("hall")).select_from(text("duty_sweep")),
    "a literal column": select(literal_column("(SELECT hall FROM duty_sweep)")),
    "a prefix": select(Sweep.id).prefix_with(text("hall,")),
    "a suffix": select(Sweep.id).suffix_with(text("UNION SELECT hall FROM duty_sweep")),
    "a custom operator": select(Sweep.id).where(
        Sweep.hall.op("IN (SELECT hall FROM duty_sweep) OR 1 =")("x")
    ),
    "a table": select(T),
    "a column of a table": select(T.c.hall),
    "a count of a table": select(func.count()).select_from(T),
    "an alias of a table": select(T.alias().c.hall),
    "a table in a subquery": select(select(T.c.hall).subquery().c.hall),
    "a table in a CTE": select(select(T.c.hall).cte().c.hall),
    "a table in a condition": select(Sweep.id).where(Sweep.id.in_(select(C.c.id))),
    "a table beside an alias": select(A.id, T.c.hall),
    "a table that is joined": select(Scan.id).join(C, C.c.id == Scan.record_id),
    "a table made of words": select(table("duty_sweep", column("hall")).c.hall),
    "a window without its class": select(func.first_value(Sweep.hall).over(order_by=Sweep.hall)),
    "a filter without its class": select(func.max(Sweep.hall).filter(Sweep.hall != "")),
    "an expression over two classes": select(CoreRecord.place + Sweep.hall),
    "a function over two classes": select(func.coalesce(A.hall, Sweep.hall)),
    "an order by another class": select(CoreRecord.id).order_by(Sweep.hall),
    "an expression that only the outer select filters": select(
        CoreRecord.id,
        select(func.count()).select_from(
            select(Scan.id, Scan.checkpoint + CoreRecord.place).subquery()
        ).scalar_subquery(),
    ),
    "correlate(None)": select(Sweep.id).where(
        exists(select(Scan.id).where(Scan.record_id == Sweep.id).correlate(None))
    ),
    "a polymorphic alias": select(with_polymorphic(CoreRecord, [Sweep])),
    "a join of tables": select(Sweep.id).select_from(T.join(C)),
    "a class from a table": select(aliased(Sweep, select(T).subquery())),
    "a class from text": select(aliased(Sweep, text("SELECT 1").columns(T.c.id).subquery())),
    "a union": union(select(Sweep.hall), select(Sweep.hall)),
    "a union in a subquery": select(union_all(select(Sweep.hall), select(T.c.hall)).subquery()),
    "a class from a union": select(aliased(Sweep, union(select(Sweep), select(Sweep)).subquery())),
    "a class in a condition alone": select(literal(1)).where(Sweep.hall != ""),
    "a bare exists": select(exists().where(Sweep.hall != "")),
    "insert": insert(Sweep).values(hall="x"),
    "insert from select": insert(Scan).from_select(["checkpoint"], select(Sweep.hall)),
    "insert, returning": insert(Person).values(kind="x", name="y").returning(Person.name),
    "update": update(Sweep).values(hall="x"),
    "update of the core row": update(CoreRecord).values(sealed=False),
    "delete": delete(Sweep),
    "delete of a part": delete(Scan),
    "delete of a table": delete(T),
    "operators": select(Operator),
    "a column of operators": select(Operator.pin),
    "operators joined": select(Person.name).join(Operator, Operator.person == Person.id),
    "operators in a condition": select(Person.name).where(
        Person.id.in_(select(Operator.person))
    ),
    "an alias of operators": select(aliased(Operator).badge),
    "grants": select(Grant.role),
}  # fmt: skip


@pytest.mark.parametrize("name", FILTERED)
def test_a_query_does_not_reach_what_is_hidden(kept: Kept, blind: Actor, name: str) -> None:
    with kept.store.read(kept.full) as session:
        assert SECRET in told(session, FILTERED[name])
    with kept.store.read(blind) as session:
        answer = told(session, FILTERED[name])
        assert SECRET not in answer
        assert kept.hidden not in answer


@pytest.mark.parametrize("name", COUNTS)
def test_a_count_leaves_out_what_is_hidden(kept: Kept, blind: Actor, name: str) -> None:
    statement, full, left = COUNTS[name]
    with kept.store.read(kept.full) as session:
        assert session.scalar(statement) == full
    with kept.store.read(blind) as session:
        assert session.scalar(statement) == left


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_filtered_is_refused(kept: Kept, name: str) -> None:
    for door in (kept.store.read, kept.store.write):
        with pytest.raises(Refused), door(kept.full) as session:
            session.execute(REFUSED[name])
    with kept.store.read(kept.full) as session:
        assert session.scalar(select(func.count(Sweep.id))) == 2


def test_get_does_not_find_what_is_hidden(kept: Kept, blind: Actor) -> None:
    def found(session: GuardedSession) -> list[bool]:
        return [
            session.get(Sweep, kept.hidden) is not None,
            session.get(CoreRecord, kept.hidden) is not None,
            session.get(Sweep, kept.hidden, populate_existing=True) is not None,
            session.get(Person, kept.person) is not None,
            session.get(PersonIdentifier, (kept.person, "student", SECRET)) is not None,
            session.load(kept.hidden) is not None,
        ]

    with kept.store.read(kept.full) as session:
        assert all(found(session))
    with kept.store.read(blind) as session:
        assert not any(found(session))
        assert session.get(Sweep, kept.seen) is not None


def test_find_says_that_there_is_none_that_you_may_see(kept: Kept, blind: Actor) -> None:
    with kept.store.read(kept.full) as session:
        assert isinstance(session.find("DS-2026-0001", "WMS"), Sweep)
    with (
        kept.store.read(blind) as session,
        pytest.raises(Refused, match="no record DS-2026-0001 that you may see"),
    ):
        session.find("DS-2026-0001", "WMS")


@pytest.mark.parametrize(
    "load", [lambda s: s.get(Operator, "x"), lambda s: s.get(Grant, "x")], ids=["Operator", "Grant"]
)
def test_operators_are_not_gotten_either(kept: Kept, load: Callable[[Session], Any]) -> None:
    with kept.store.read(kept.full) as session, pytest.raises(Refused):
        load(session)


def test_a_reference_to_a_hidden_record_loads_nothing(kept: Kept, blind: Actor) -> None:
    """A part made now carries no options of a query; its record is looked up all the same."""
    with pytest.raises(Refused), kept.store.write(blind, "OHS") as session:
        session.add(Scan(record_id=kept.hidden, checkpoint="x"))
    with kept.store.write(kept.full, "OHS") as session:
        scan = session.scalars(select(Scan).where(Scan.record_id == kept.hidden)).one()
        assert scan.record.place == SECRET


def test_a_loaded_object_does_not_lead_to_a_hidden_one(kept: Kept, blind: Actor) -> None:
    with kept.store.read(blind) as session:
        parts = session.scalars(select(Scan)).all()
        assert [part.record.place for part in parts] == ["HALL-B"]
        (part,) = parts
        session.refresh(part)
        session.expire(part)
        assert part.record.place == "HALL-B"
        assert SECRET not in str([vars(item) for item in session.identity_map.values()])


DOORS = {
    "connection": lambda s: s.connection(),
    "query": lambda s: s.query(Sweep),
    "merge": lambda s: s.merge(Sweep(hall="x")),
    "merge_all": lambda s: s.merge_all([Sweep(hall="x")]),
    "bulk_save_objects": lambda s: s.bulk_save_objects([Sweep(hall="x")]),
    "bulk_insert_mappings": lambda s: s.bulk_insert_mappings(Sweep, [{"hall": "x"}]),
    "bulk_update_mappings": lambda s: s.bulk_update_mappings(Sweep, [{"hall": "x"}]),
    "delete": lambda s: s.delete(Sweep(hall="x")),
    "delete_all": lambda s: s.delete_all([Sweep(hall="x")]),
    "begin": lambda s: s.begin(),
    "begin_nested": lambda s: s.begin_nested(),
    "commit": lambda s: s.commit(),
    "rollback": lambda s: s.rollback(),
    "prepare": lambda s: s.prepare(),
    "bind_mapper": lambda s: s.bind_mapper(Sweep, None),
    "bind_table": lambda s: s.bind_table(T, None),
    "enable_relationship_loading": lambda s: s.enable_relationship_loading(Scan()),
    "another engine": lambda s: s.execute(select(Sweep), bind_arguments={"bind": s.bind}),
}  # fmt: skip


@pytest.mark.parametrize("name", DOORS)
def test_a_guarded_session_has_no_other_door(kept: Kept, name: str) -> None:
    for door in (kept.store.read, kept.store.write):
        with pytest.raises(Refused), door(kept.full) as session:
            DOORS[name](session)


def test_a_read_session_keeps_nothing_and_says_so(kept: Kept) -> None:
    with pytest.raises(Refused, match="keeps nothing"), kept.store.read(kept.full) as session:
        session.add(Sweep(hall="B"))
    with pytest.raises(Refused, match="keeps nothing"), kept.store.read(kept.full) as session:
        session.scalars(select(Sweep)).first().hall = "C"  # type: ignore[union-attr]
    with kept.store.read(kept.full) as session:
        assert set(session.scalars(select(Sweep.hall))) == {"B", SECRET}


def test_a_read_session_sees_one_moment(kept: Kept) -> None:
    with kept.store.read(kept.full) as session:
        before = session.scalar(select(func.count(Sweep.id)))
        kept.store.add_many(kept.full, [Sweep(hall="D")], "OHS")
        assert session.scalar(select(func.count(Sweep.id))) == before
    with kept.store.read(kept.full) as session:
        assert session.scalar(select(func.count(Sweep.id))) == (before or 0) + 1
