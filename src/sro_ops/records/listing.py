"""Lists of records of any type: a page at a time by key, and how many there are.

A list runs by when things occurred, newest first; its key is that time and the record's id. Pages
are asked for by key and never by offset, so the thousandth page costs what the first one does. Each
type, and each state that is asked for, is read in the order of an index and merged here: seven
records among a hundred thousand are found without passing the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from sro_ops.records.record import Record
from sro_ops.store.entities import CoreRecord, Party, Person
from sro_ops.store.model import Actor, RecordType
from sro_ops.store.session import ReadSession
from sro_ops.store.store import Store

FOUND = 500
"""Journal lines of a type that words in a filter find at most, the newest ones."""

LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"
"""Stands behind every id, where a key is made from a time alone."""

Key = tuple[datetime, str]
"""Where a record stands in a list: when it occurred, and its id."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list shows.

    Attributes:
        types: record types, at least one.
        site: the site's code.
        states: only these; empty for every one.
        place: only this place's code.
        since, until: only what occurred from then on, and before then; aware.
        by: only what this operator recorded, by id.
        struck: only what is crossed out, or only what is not.
        words: only records whose journal lines hold all of these.
        oldest_first: the other way around.
    """

    types: tuple[str, ...]
    site: str
    states: tuple[str, ...] = ()
    place: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    by: str | None = None
    struck: bool | None = None
    words: str = ""
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """One record in a list; `figure` is the value of the field that `figure_of` names.

    `people` are names, which are never in `summary`; `who` recorded it.
    """

    id: str
    kind: RecordType
    number: str
    state: str
    at: datetime
    place: str
    who: str
    summary: str
    figure: Any
    people: tuple[str, ...]
    record_class: str
    sealed: bool
    struck: bool
    expunged: bool

    @property
    def key(self) -> Key:
        """Where it stands in the list."""
        return self.at, self.id


def figure_of(cls: type[Record]) -> str | None:
    """Return the field that a list shows at the right: the first of money, else of a number."""
    fields = cls.fields()
    for kind in ("money", "number"):
        for name, declared in fields.items():
            if declared.kind == kind:
                return name
    return None


def page(
    store: Store,
    actor: Actor,
    wanted: Wanted,
    key: Key | None = None,
    limit: int = 50,
    backward: bool = False,
) -> list[Listed]:
    """Return up to `limit` records in the order of the list, next to `key`.

    Args:
        store: where.
        actor: who looks; what they may not see is not there.
        wanted: what the list shows.
        key: the records after it, or with `backward` before it; None for the first ones, or with
            `backward` the last ones.
        limit: at most so many; fewer means that the list ends there.
        backward: towards the head of the list.

    Raises:
        Unreachable: the store cannot be read.
    """
    with store.read(actor) as session:
        down = wanted.oldest_first == backward
        rows: list[Any] = []
        for way in ways(session, wanted):
            rows += _keyed(session, way.rules, key, limit, down)
        rows.sort(key=lambda row: (row.occurred_from, row.id), reverse=down)
        found = _complete(session, store, rows[:limit])
    return found[::-1] if backward else found


def _keyed(
    session: ReadSession, rules: Sequence[Any], key: Key | None, limit: int, down: bool
) -> Sequence[Any]:
    """Return the rows of one way next to a key."""
    at, id_ = CoreRecord.occurred_from, CoreRecord.id
    if key is not None:
        moment, last = key
        beyond = or_(at < moment, id_ < last) if down else or_(at > moment, id_ > last)
        rules = [*rules, and_(at <= moment if down else at >= moment, beyond)]
    order = (at.desc(), id_.desc()) if down else (at.asc(), id_.asc())
    columns = select(
        id_, CoreRecord.type, CoreRecord.number, CoreRecord.state, at, CoreRecord.place,
        CoreRecord.recorded_by, CoreRecord.record_class, CoreRecord.sealed, CoreRecord.struck,
        CoreRecord.expunged,
    )  # fmt: skip
    return session.execute(columns.where(*rules).order_by(*order).limit(limit)).all()


@dataclass(frozen=True, slots=True)
class Way:
    """One type of a list, in one state where states are asked for: what an index gives in order.

    Attributes:
        type: the record type.
        rules: its conditions.
        cut: whether the words are in more lines than were looked through.
    """

    type: str
    rules: list[Any]
    cut: bool


def ways(session: ReadSession, wanted: Wanted) -> Iterator[Way]:
    """Yield the ways that make up a list; no record is in two of them."""
    for type_ in wanted.types:
        rules, cut = _rules(wanted, type_), False
        if wanted.words:
            ids, cut = _holding(session, wanted, type_)
            rules.append(CoreRecord.id.in_(ids))
        for state in wanted.states:
            yield Way(type_, [*rules, CoreRecord.state == state, _standing], cut)
        if not wanted.states:
            yield Way(type_, rules, cut)


_standing = CoreRecord.struck.is_(False)


def _rules(wanted: Wanted, type_: str) -> list[Any]:
    rules: list[Any] = [CoreRecord.type == type_, CoreRecord.site == wanted.site]
    if wanted.place is not None:
        rules.append(CoreRecord.place == wanted.place)
    if wanted.since is not None:
        rules.append(CoreRecord.occurred_from >= wanted.since)
    if wanted.until is not None:
        rules.append(CoreRecord.occurred_from < wanted.until)
    if wanted.by is not None:
        rules.append(CoreRecord.recorded_by == wanted.by)
    if wanted.struck is not None:
        rules.append(CoreRecord.struck.is_(wanted.struck))
    return rules


def _holding(session: ReadSession, wanted: Wanted, type_: str) -> tuple[list[str], bool]:
    """Return the ids of a type's records whose lines hold the words; whether there may be more."""
    lines = session.journal.search(wanted.words, FOUND, [("site", wanted.site), ("type", type_)])
    ids = list(dict.fromkeys(line.record for line in lines if line.record))
    return ids, len(lines) >= FOUND


def _complete(session: ReadSession, store: Store, rows: Sequence[Any]) -> list[Listed]:
    ids = [row.id for row in rows]
    records = _records(session, store, rows)
    names = _names(session, {row.recorded_by for row in rows if row.recorded_by})
    people = _people(session, ids)
    return [_listed(row, store.kinds[row.type], records.get(row.id), names, people) for row in rows]


def _listed(
    row: Any,
    kind: RecordType,
    record: Record | None,
    names: dict[str, str],
    people: dict[str, tuple[str, ...]],
) -> Listed:
    figure = figure_of(type(record)) if record is not None else None
    return Listed(
        id=row.id,
        kind=kind,
        number=row.number or "",
        state=row.state,
        at=row.occurred_from,
        place=row.place or "",
        who=names.get(row.recorded_by, ""),
        summary=_summary(record, kind),
        figure=getattr(record, figure) if figure is not None else None,
        people=people.get(row.id, ()),
        record_class=row.record_class,
        sealed=row.sealed,
        struck=row.struck,
        expunged=row.expunged,
    )


def _summary(record: Record | None, kind: RecordType) -> str:
    """Return a record's words; where its type's own rule fails, or is gone, what kind it is."""
    try:
        told = record.summary() if record is not None else ""
    except Exception:
        told = ""
    return told or kind.label


def _records(session: ReadSession, store: Store, rows: Sequence[Any]) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for type_ in {row.type for row in rows}:
        cls = store.classes.get(type_)
        if cls is None or not issubclass(cls, Record):
            continue
        ids = [row.id for row in rows if row.type == type_ and not row.expunged]
        records = session.scalars(select(cls).where(cls.id.in_(ids)))
        found.update((record.id, record) for record in records)
    return found


def _names(session: ReadSession, ids: Iterable[str]) -> dict[str, str]:
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(list(ids))))
    return {row.id: row.name for row in rows}


def _people(session: ReadSession, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    named = select(Party.record_id, Party.name).where(
        Party.record_id.in_(ids), Party.struck_why.is_(None)
    )
    found: dict[str, tuple[str, ...]] = {}
    for row in session.execute(named.order_by(Party.id)):
        found[row.record_id] = (*found.get(row.record_id, ()), row.name)
    return found
