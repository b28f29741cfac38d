"""The store's own modules on a PostgreSQL: tables made, sites begun, records kept, as they are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import psycopg
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.orm import Mapped

from sro_ops.records.fields import field
from sro_ops.records.note import Note
from sro_ops.records.record import Record
from sro_ops.store import direct, schema
from sro_ops.store.changes import Ledger
from sro_ops.store.dialect import POSTGRESQL
from sro_ops.store.entities import CoreRecord
from sro_ops.store.journal import Written
from sro_ops.store.model import CLASSES, Actor, RecordType, Scope
from sro_ops.store.sites import Site, begin_site

DESK = "01890000-0000-7000-8000-000000000001"
ACTOR = Actor(DESK, Scope(None, frozenset(CLASSES), sealed=True), permissions=("*",))
SITES = ("OHS", "WMS")
ZONES = dict.fromkeys(SITES, "America/Chicago")


class Sample(Record, type="probe.sample", prefix="PS", record_class="general"):
    """A record with a column of every type."""

    words: Mapped[str] = field("Words")
    count: Mapped[int] = field("Count")
    sure: Mapped[bool] = field("Sure")
    on: Mapped[date] = field("On")
    at: Mapped[datetime] = field("At")
    worth: Mapped[int] = field("Worth", money=True)
    more: Mapped[str | None] = field("More")


KINDS: dict[str, RecordType] = {cls.kind().type: cls.kind() for cls in (Note, Sample)}


def engine(conninfo: str) -> Engine:
    """Return SQLAlchemy's engine on the server that `conninfo` names."""
    return create_engine("postgresql+psycopg://", creator=lambda: connect(conninfo))


def connect(conninfo: str) -> psycopg.Connection[Any]:
    """Return a connection of the driver's own; a transaction begins with the first statement."""
    return psycopg.connect(conninfo)


def make_store(conninfo: str) -> None:
    """Make the host's tables and the sample's, two sites, and remember the types."""
    made = engine(conninfo)
    with made.connect() as connection, connection.begin():
        schema.create(connection)
        for cls in (Note, Sample):
            _create(connection, cls)
    made.dispose()
    with connect(conninfo) as link:
        schema.remember_types(link, POSTGRESQL, KINDS.values())
        for code in SITES:
            site = Site(code, f"School {code}", ZONES[code])
            begin_site(link, POSTGRESQL, ACTOR, site, datetime.now(UTC))


def _create(connection: Connection, cls: type[Record]) -> None:
    cls.metadata.tables[cls.kind().row_table].create(connection, checkfirst=True)


def ledger(site: str = "OHS") -> Ledger:
    """Return a fresh ledger of one write."""
    return Ledger(ACTOR, site, frozenset(SITES), KINDS, lambda: datetime.now(UTC))


def add(link: Any, records: Sequence[CoreRecord], site: str = "OHS") -> list[Written]:
    """Keep new records by the direct door, in one transaction."""
    link.execute(POSTGRESQL.begin_write)
    book = ledger(site)
    written = direct.add_many(link, POSTGRESQL, book, direct.admit(book, records), ZONES)
    link.commit()
    return written


def sample(words: str = "quiet", **values: Any) -> Sample:
    """Return a sample with every column filled."""
    filled: dict[str, Any] = {
        "count": 2**40, "sure": True, "on": date(2026, 10, 14), "worth": 40_000,
        "at": datetime(2026, 10, 14, 19, 32, 0, 123456, tzinfo=UTC),
    }  # fmt: skip
    return Sample(words=words, **{**filled, **values})
