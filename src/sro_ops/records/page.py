"""One record, whole: its fields, people, narrative, links and history, as its viewer may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from sro_ops.records.field_rules import Field
from sro_ops.records.part import Part, part_name, part_title
from sro_ops.records.record import Record
from sro_ops.store.canonical import plain, utc_text
from sro_ops.store.entities import CoreRecord, Link, Narrative, Party
from sro_ops.store.model import PROTECTED, Actor, Line, RecordType
from sro_ops.store.session import ReadSession
from sro_ops.store.store import Store
from sro_ops.text import one_line


@dataclass(frozen=True, slots=True)
class Shown:
    """A field of a record: its name, label, value, and the value in words.

    `value` is a truth, a whole number, text or None; a date is ISO text, a time is UTC text.
    `place` says that the value is the code of a place, `person` that it names somebody. Faces put
    places and times into words.
    """

    name: str
    label: str
    kind: str
    value: Any
    text: str
    place: bool = False
    person: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody in a record; `struck` where the name was taken back."""

    name: str
    role: str
    struck: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the narrative; `at` is UTC text, `who` the operator's id."""

    at: str
    who: str | None
    text: str
    struck_why: str | None


@dataclass(frozen=True, slots=True)
class Linked:
    """A record that belongs to this one; `outward` when the link was made from this one."""

    number: str
    site: str
    relation: str
    outward: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one kind that belong to a record, as they were added.

    `name` is what they are called on the shell, `title` what stands above them.
    """

    name: str
    title: str
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A record with all that belongs to it; `reasons` tell why lines of its history were written.

    The record's version goes with an amendment.
    """

    record: CoreRecord
    kind: RecordType
    fields: tuple[Shown, ...]
    people: tuple[Named, ...]
    narrative: tuple[Told, ...]
    links: tuple[Linked, ...]
    history: tuple[Line, ...]
    reasons: Mapping[int, str]
    loaded: bool
    parts: tuple[Parts, ...] = ()

    @property
    def summary(self) -> str:
        """The record in a line: the present words of its first journal line."""
        return self.history[0].summary if self.history else ""

    def why(self, line: Line) -> str:
        """Return why a line of the history was written, or "" where its own words tell that."""
        reason = one_line(self.reasons.get(line.pos, ""))
        return "" if line.summary.endswith(f": {reason}") else reason


def read_page(store: Store, actor: Actor, number: str, site: str) -> Page:
    """Return a record whole; opening a protected one leaves a ``read`` line.

    Raises:
        Refused: when there is no such record that the actor may see.
    """
    with store.read(actor) as session:
        record = session.find(number, site)
        page = _page(store, session, record)
    if _protected(record):
        _note_reading(store, actor, page)
    return page


def glimpse_page(store: Store, actor: Actor, number: str, site: str) -> Page | None:
    """Return a record whole, or None where opening it would leave a line: nothing is read then.

    Raises:
        Refused: when there is no such record that the actor may see.
    """
    with store.read(actor) as session:
        record = session.find(number, site)
        return None if _protected(record) else _page(store, session, record)


def _protected(record: CoreRecord) -> bool:
    return record.sealed or record.record_class in PROTECTED


def _page(store: Store, session: ReadSession, record: CoreRecord) -> Page:
    return Page(
        record=record,
        kind=store.kinds[record.type],
        fields=_fields(record),
        people=_people(session, record),
        narrative=_narrative(session, record),
        links=_links(session, record),
        history=tuple(session.journal.history(record.id)),
        reasons=session.journal.reasons(record.id),
        loaded=isinstance(record, Record),
        parts=_parts(session, record),
    )


def _parts(session: ReadSession, record: CoreRecord) -> tuple[Parts, ...]:
    if not isinstance(record, Record):
        return ()
    found = []
    for cls in record.parts:
        rows = session.scalars(select(cls).where(cls.record_id == record.id).order_by(cls.id))
        shown = tuple(_fields(row) for row in rows)
        if shown:
            found.append(Parts(part_name(cls), part_title(cls), shown))
    return tuple(found)


def _fields(record: CoreRecord | Part) -> tuple[Shown, ...]:
    if not isinstance(record, Record | Part):
        return ()
    found = []
    for name, declared in record.fields().items():
        value = getattr(record, name)
        neutral = value if isinstance(value, bool) else plain(value)
        text, place = _words(declared, value), bool(declared.places)
        found.append(
            Shown(name, declared.label, declared.kind, neutral, text, place, declared.person)
        )
    return tuple(found)


def _words(declared: Field, value: Any) -> str:
    """Return a value in words that stand beside its label."""
    if value is None:
        return ""
    if declared.choices is None and declared.kind == "number":
        return f"{value} {declared.unit}".strip()
    if declared.kind == "yes/no":
        return "yes" if value else "no"
    return declared.say(value)


def _people(session: ReadSession, record: CoreRecord) -> tuple[Named, ...]:
    rows = session.scalars(select(Party).where(Party.record_id == record.id).order_by(Party.id))
    return tuple(Named(row.name, row.role, row.struck_why is not None) for row in rows)


def _narrative(session: ReadSession, record: CoreRecord) -> tuple[Told, ...]:
    rows = session.scalars(
        select(Narrative).where(Narrative.record_id == record.id).order_by(Narrative.id)
    )
    return tuple(Told(utc_text(row.at), row.operator, row.text, row.struck_why) for row in rows)


def _links(session: ReadSession, record: CoreRecord) -> tuple[Linked, ...]:
    ends = or_(Link.from_record == record.id, Link.to_record == record.id)
    found = []
    for link in session.scalars(select(Link).where(ends).order_by(Link.id)):
        outward = link.from_record == record.id
        other_id = link.to_record if outward else link.from_record
        other = session.execute(
            select(CoreRecord.number, CoreRecord.site).where(CoreRecord.id == other_id)
        ).one()
        found.append(Linked(other.number or "", other.site, link.relation, outward))
    return tuple(found)


def _note_reading(store: Store, actor: Actor, page: Page) -> None:
    record = page.record
    with store.write(actor, record.site) as session:
        session.line(
            record.site, "read", type=record.type, plugin=page.kind.plugin, record=record.id,
            number=record.number or "", version=record.version, record_class=record.record_class,
            occurred=utc_text(store.clock()), index="sealed" if record.sealed else "",
        )  # fmt: skip
