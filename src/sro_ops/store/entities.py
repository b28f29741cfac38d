"""What the store keeps of every record, whatever its type: the core row, links, parts, people.

Joined inheritance without a discriminator: a record of a plugin that is gone still loads as a
`CoreRecord`, so it can be numbered, listed, linked, found, sealed and expunged.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache, partial
from typing import Any, ClassVar

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, UniqueConstraint, inspect
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column, relationship

from sro_ops.store.ids import new_id
from sro_ops.store.model import Actor, RecordType
from sro_ops.store.tables import metadata as _metadata
from sro_ops.store.types import CanonicalJson, CleanText, Id, UtcTime


class Base(DeclarativeBase):
    """The declarative base of every mapped class, the host's and the plugins'."""

    metadata = _metadata
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: CleanText(),
        int: BigInteger(),
        datetime: UtcTime(),
        dict[str, Any]: CanonicalJson(),
    }


_told = partial(mapped_column, active_history=True)
"""A column whose value before a change is always known, for the journal tells of it."""


class CoreRecord(Base):
    """One row for every record.

    `number` is given at commit. `version` is the optimistic lock: two people who amend the same
    version do not overwrite each other. Times are aware; `occurred_to` is None for a moment.
    """

    __tablename__ = "core_record"

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    type: Mapped[str] = _told()
    site: Mapped[str] = _told()
    number: Mapped[str | None] = _told()
    record_class: Mapped[str] = _told()
    owner_agency: Mapped[str] = _told()
    state: Mapped[str] = _told(default="")
    version: Mapped[int] = mapped_column()
    place: Mapped[str | None] = _told()
    occurred_from: Mapped[datetime] = _told()
    occurred_to: Mapped[datetime | None] = _told()
    recorded_at: Mapped[datetime] = _told()
    recorded_by: Mapped[str | None] = _told(Id)
    sealed: Mapped[bool] = _told(Boolean, default=False)
    struck: Mapped[bool] = _told(Boolean, default=False)
    expunged: Mapped[bool] = _told(Boolean, default=False)

    __table_args__ = (
        UniqueConstraint("site", "number"),
        Index("ix_core_record_type", "type", "site", "occurred_from"),
        Index("ix_core_record_state", "type", "site", "state", "occurred_from"),
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - as SQLAlchemy declares it
    __record__: ClassVar[RecordType | None] = None

    def __init__(self, **values: Any) -> None:
        if "id" not in values:
            values["id"] = new_id()
        if values.keys() <= _plain_columns(type(self)):
            self.__dict__.update(values)  # nobody listens to them, and a new object has no before
        else:
            super().__init__(**values)

    def summary(self) -> str:
        """Return the words of this record's journal lines, without names of people."""
        return ""

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse what the type's rules forbid; `changes` maps fields to [before, after].

        Raises:
            Refused: names the field, what is wrong and how to write it.
        """

    def allow(self, actor: Actor, verb: str) -> None:
        """Refuse who may not do this to this record, whatever rights they hold.

        Raises:
            Refused: says why not, and who may.
        """


@lru_cache(maxsize=512)
def _plain_columns(cls: type[CoreRecord]) -> frozenset[str]:
    """Return the columns that are set by no more than putting a value there."""
    mapper = inspect(cls)
    return frozenset(mapper.column_attrs.keys()) - set(mapper.validators)


class Part(Base):
    """A row that belongs to a record and is filtered and journaled through it.

    A subclass is declared with ``table=``; its rows are kept, and may be struck, never removed.
    """

    __abstract__ = True

    id: Mapped[str] = mapped_column(Id, primary_key=True)

    @declared_attr
    def record_id(cls) -> Mapped[str]:
        """The record that this row is a part of."""
        return mapped_column(Id, ForeignKey("core_record.id"), index=True)

    @declared_attr
    def record(cls) -> Mapped[CoreRecord]:
        """The record itself; give it when you make a part.

        Read again it is a plain `CoreRecord`: ``session.load(part.record_id)`` is of its own class.
        """
        return relationship(CoreRecord, enable_typechecks=False)

    def __init_subclass__(cls, table: str | None = None, **options: Any) -> None:
        if table is not None:
            cls.__tablename__ = table
        super().__init_subclass__(**options)

    def __init__(self, **values: Any) -> None:
        if "id" not in values:
            values["id"] = new_id()
        super().__init__(**values)

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse what the part's rules forbid; `changes` maps its fields to [before, after].

        `verb` is that of the record's line.

        Raises:
            Refused: names the field, what is wrong and how to write it.
        """


class Narrative(Part, table="core_narrative"):
    """A line of a record's story: added or crossed out with a reason, never edited."""

    at: Mapped[datetime] = _told()
    operator: Mapped[str | None] = _told(Id)
    text: Mapped[str] = _told()
    struck_why: Mapped[str | None] = _told()


class Party(Part, table="core_party"):
    """Somebody named in a record, known (`person`) or by a name alone."""

    person: Mapped[str | None] = _told(Id, ForeignKey("core_person.id"))
    name: Mapped[str] = _told()
    role: Mapped[str] = _told(default="with")
    record_class: Mapped[str] = _told()
    struck_why: Mapped[str | None] = _told()


CORE_PARTS: tuple[type[Part], ...] = (Narrative, Party)
"""The parts that a record of any type can have."""


class Link(Base):
    """Two records that belong together, and how: ``see``, ``replaces``, ``continues``."""

    __tablename__ = "core_link"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    from_record: Mapped[str] = mapped_column(Id, ForeignKey("core_record.id"), index=True)
    to_record: Mapped[str] = mapped_column(Id, ForeignKey("core_record.id"), index=True)
    relation: Mapped[str]

    __table_args__ = (UniqueConstraint("from_record", "to_record", "relation"),)


class Person(Base):
    """Somebody that records can name: student, staff, visitor, officer, service."""

    __tablename__ = "core_person"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    kind: Mapped[str]
    name: Mapped[str]
    record_class: Mapped[str] = mapped_column(default="directory")
    merged_into: Mapped[str | None] = mapped_column(Id, ForeignKey("core_person.id"))


class PersonIdentifier(Base):
    """A badge, student number or payroll number of somebody."""

    __tablename__ = "core_person_identifier"

    person: Mapped[str] = mapped_column(Id, ForeignKey("core_person.id"), primary_key=True)
    scheme: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)

    __table_args__ = (UniqueConstraint("scheme", "value"),)


class Operator(Base):
    """A person with a sign-on. `pin` and `token` are argon2id hashes, never the secret."""

    __tablename__ = "core_operator"

    person: Mapped[str] = mapped_column(Id, ForeignKey("core_person.id"), primary_key=True)
    badge: Mapped[str] = mapped_column(unique=True)
    pin: Mapped[str | None]
    token: Mapped[str | None]
    os_user: Mapped[str | None] = mapped_column(unique=True)
    service: Mapped[bool] = mapped_column(Boolean, default=False)
    disabled: Mapped[bool] = mapped_column(Boolean, default=False)
    failures: Mapped[int] = mapped_column(default=0)
    failed_at: Mapped[datetime | None]


class Grant(Base):
    """A role that an operator holds, at one site or at all, for a time or for good."""

    __tablename__ = "core_grant"

    id: Mapped[str] = mapped_column(Id, primary_key=True, default=new_id)
    operator: Mapped[str] = mapped_column(Id, ForeignKey("core_operator.person"), index=True)
    role: Mapped[str]
    site: Mapped[str | None]
    starts: Mapped[datetime | None]
    ends: Mapped[datetime | None]
