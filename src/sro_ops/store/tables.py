"""The journal, its counters and the register of types: plain tables, written below the ORM.

Records, parts, people and operators are mapped classes in `entities`, in the same metadata. Every
table of the host starts with ``core_`` or ``journal_``; a plugin's with its own prefix.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)

from sro_ops.store.types import CanonicalJson, CleanText, Id, UtcTime

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

_position = BigInteger().with_variant(Integer(), "sqlite")

journal_head = Table(
    "journal_head",
    metadata,
    Column("site", CleanText, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", CleanText, nullable=False),
    comment="The newest line of each site's chain; locked last in every write",
)

journal_line = Table(
    "journal_line",
    metadata,
    Column("pos", _position, primary_key=True, autoincrement=True),
    Column("site", CleanText, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("id", Id, nullable=False),
    Column("desk", Id, nullable=False),
    Column("occurred", UtcTime, nullable=False),
    Column("recorded", UtcTime, nullable=False),
    Column("committed", UtcTime, nullable=False),
    Column("operator", Id),
    Column("plugin", CleanText, nullable=False),
    Column("type", CleanText, nullable=False),
    Column("record", Id),
    Column("number", CleanText, nullable=False),
    Column("record_version", BigInteger, nullable=False),
    Column("verb", CleanText, nullable=False),
    Column("place", CleanText, nullable=False),
    Column("record_class", CleanText, nullable=False),
    Column("digest", CleanText, nullable=False),
    Column("previous", CleanText, nullable=False),
    Column("hash", CleanText, nullable=False),
    UniqueConstraint("site", "seq"),
    Index("ix_journal_line_record", "record", "pos"),
    Index("ix_journal_line_site", "site", "pos"),
    Index("ix_journal_line_occurred", "site", "occurred"),
    comment="Envelopes: who did what to which record, and when; no free text; append-only",
)

journal_payload = Table(
    "journal_payload",
    metadata,
    Column("line", _position, primary_key=True, autoincrement=False),
    Column("salt", CleanText, nullable=False),
    Column("summary", CleanText, nullable=False),
    Column("changes", CleanText, nullable=False),
    Column("row_digest", CleanText, nullable=False),
    comment="The words of a line; only an expunge removes one, and says so",
)

core_counter = Table(
    "core_counter",
    metadata,
    Column("site", CleanText, primary_key=True),
    Column("prefix", CleanText, primary_key=True),
    Column("year", BigInteger, primary_key=True),
    Column("last", BigInteger, nullable=False),
    comment="The last number given per site, prefix and year of the site's calendar",
)

core_type = Table(
    "core_type",
    metadata,
    Column("type", CleanText, primary_key=True),
    Column("plugin", CleanText, nullable=False),
    Column("prefix", CleanText, nullable=False, unique=True),
    Column("word", CleanText, nullable=False),
    Column("label", CleanText, nullable=False),
    Column("record_class", CleanText, nullable=False),
    Column("owner_agency", CleanText, nullable=False),
    Column("row_table", CleanText, nullable=False),
    Column("part_tables", CanonicalJson, nullable=False),
    comment="Every record type that ever was in this store, so that records outlive their plugin",
)

core_desk = Table(
    "core_desk",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", CleanText, nullable=False),
    Column("first_seen", UtcTime, nullable=False),
)

core_site = Table(
    "core_site",
    metadata,
    Column("code", CleanText, primary_key=True),
    Column("name", CleanText, nullable=False),
    Column("timezone", CleanText, nullable=False),
    Column("closed", Boolean, nullable=False),
)
