"""The shape of a store: how a new one is made, and whether this program may stand on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused, Unreachable
from sro_ops.store.dialect import SQLITE, Engine, engine_for
from sro_ops.store.model import RecordType

if TYPE_CHECKING:
    from sqlalchemy import Connection

VERSION_TABLE = "core_version"
REVISIONS = ("0001",)
"""Every revision of the host's own tables that this program knows, oldest first."""


def create(connection: Connection) -> None:
    """Make the host's tables, triggers and search indexes in an empty database."""
    from sro_ops.store.entities import Base

    Base.metadata.create_all(connection, tables=host_tables())
    for statement in engine_for(connection.dialect.name).schema:
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"CREATE TABLE {VERSION_TABLE} (version_num VARCHAR(32) NOT NULL)")
    newest = f"INSERT INTO {VERSION_TABLE} VALUES ('{REVISIONS[-1]}')"
    connection.exec_driver_sql(newest)


def host_tables() -> list[Any]:
    """Return the tables that belong to the host."""
    from sro_ops.store.entities import Base

    tables = Base.metadata.sorted_tables
    return [table for table in tables if table.name.startswith(("core_", "journal_"))]


def check_version(link: Any, path: Path, engine: Engine = SQLITE) -> None:
    """Refuse a store that this program does not know.

    Raises:
        Unreachable: no store of ours, made by a newer program, or older and not yet upgraded.
    """
    found = known_revision(link, path, REVISIONS, engine)
    if found != REVISIONS[-1]:
        raise Unreachable(
            f"the store has an older schema ({found})", str(path), "Run `sro-ops db upgrade`"
        )


def known_revision(link: Any, path: Path, known: Sequence[str], engine: Engine = SQLITE) -> str:
    """Return the revision of the host's tables, one of `known`.

    Raises:
        Unreachable: no store of ours, or one that a newer program made.
    """
    found = revision(link, engine)
    if found is None:
        raise Unreachable(
            "this file is no store of sro-ops", str(path), "Check --store; nothing was changed"
        )
    if found not in known:
        raise Unreachable(
            f"the store was made by a newer sro-ops (schema {found})",
            str(path),
            "Install that version; nothing was changed",
        )
    return found


def revision(link: Any, engine: Engine = SQLITE) -> str | None:
    """Return the revision of the host's tables, or None where there are none."""
    if not link.execute(engine.sql(engine.has_table), (VERSION_TABLE,)).fetchone():
        return None
    row = link.execute(_STANDS).fetchone()
    return None if row is None else str(row[0])


def is_newest(link: Any) -> bool:
    """Say whether the host's tables are of the newest revision that this program knows."""
    row = link.execute(_STANDS).fetchone()
    return row is not None and row[0] == REVISIONS[-1]


_STANDS = f"SELECT version_num FROM {VERSION_TABLE}"

_KIND = (
    "INSERT INTO core_type (type, plugin, prefix, word, label, record_class, owner_agency,"
    " row_table, part_tables) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (type) DO UPDATE SET plugin = excluded.plugin, word = excluded.word,"
    " label = excluded.label, record_class = excluded.record_class,"
    " owner_agency = excluded.owner_agency, part_tables = excluded.part_tables"
)


def remember_types(link: Any, engine: Engine, kinds: Iterable[RecordType]) -> None:
    """Write record types into the register.

    Raises:
        Refused: when a prefix belongs to another type, now or in the past of this store, or a
            type comes with another prefix than before.
    """
    for kind in kinds:
        holder = link.execute(
            engine.sql("SELECT type FROM core_type WHERE prefix = ? AND type <> ?"),
            (kind.prefix, kind.type),
        ).fetchone()
        if holder:
            raise Refused(
                f"the prefix {kind.prefix} belongs to {holder[0]} in this store",
                kind.type,
                "Choose another prefix of 1 to 4 letters",
            )
        known = link.execute(
            engine.sql("SELECT prefix FROM core_type WHERE type = ?"), (kind.type,)
        ).fetchone()
        if known and known[0] != kind.prefix:
            raise Refused(f"its numbers begin with {known[0]} in this store", kind.type)
        parts = json.dumps(list(kind.part_tables), separators=(",", ":"))
        link.execute(
            engine.sql(_KIND),
            (kind.type, kind.plugin, kind.prefix, kind.word, kind.label, kind.record_class,
             kind.owner_agency, kind.row_table, parts),
        )  # fmt: skip


def known_types(link: Any) -> list[RecordType]:
    """Return every record type that ever was in this store."""
    rows = link.execute(
        "SELECT type, plugin, prefix, word, label, record_class, owner_agency, row_table,"
        " part_tables FROM core_type ORDER BY type"
    ).fetchall()
    return [replace(RecordType(*row), part_tables=tuple(json.loads(row[8]))) for row in rows]


def given(link: Any, engine: Engine, site: str, prefixes: Sequence[str]) -> int:
    """Return how many numbers with these prefixes a site was ever given."""
    marks = ", ".join("?" * len(prefixes))
    rule = f"site = ? AND prefix IN ({marks})"
    found = link.execute(
        engine.sql(f"SELECT coalesce(sum(last), 0) FROM core_counter WHERE {rule}"),
        (site, *prefixes),
    ).fetchone()
    return int(found[0])
