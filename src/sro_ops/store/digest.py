"""The digest of a record as it stands: its core row, its type's row, and its parts.

A line's payload keeps the digest of the record right after the change, so a row that was changed
by hand shows. Empty columns are left out, so a plugin may add columns without touching old digests.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sro_ops.store.canonical import encode, sha256
from sro_ops.store.dialect import Engine, neutral
from sro_ops.store.model import RecordType

CORE_PART_TABLES = ("core_narrative", "core_party")
"""The tables of the parts that any record can have."""

Row = dict[str, Any]


def row_digest(core: Row, own: Row | None, parts: Mapping[str, Sequence[Row]]) -> str:
    """Return the digest of a record from its rows in neutral form.

    Args:
        core: the row of core_record, empty columns left out.
        own: the type's row, or None where it was expunged or the table is gone.
        parts: rows for each part table, sorted by id; tables without rows are left out.
    """
    filled = {table: list(rows) for table, rows in parts.items() if rows}
    return sha256(encode({"core": core, "row": own, "parts": filled}))


def stored_digest(link: Any, engine: Engine, kind: RecordType | None, record: str) -> str:
    """Return the digest of the record with this id as the database holds it now."""
    core = _rows(link, engine, "core_record", "id", record)[0]
    own = _rows(link, engine, kind.row_table, "id", record) if kind else []
    tables = (*CORE_PART_TABLES, *(kind.part_tables if kind else ()))
    parts = {table: _rows(link, engine, table, "record_id", record) for table in tables}
    return row_digest(core, own[0] if own else None, parts)


def filled(names: Iterable[str], values: Iterable[Any]) -> Row:
    """Return a row in neutral form without its empty columns."""
    return {n: neutral(v) for n, v in zip(names, values, strict=True) if v is not None}


def _rows(link: Any, engine: Engine, table: str, key: str, record: str) -> list[Row]:
    statement = f"SELECT * FROM {table} WHERE {key} = ?" + (" ORDER BY id" if key != "id" else "")
    cursor = link.execute(engine.sql(statement), (record,))
    names = [column[0] for column in cursor.description]
    return [filled(names, values) for values in cursor.fetchall()]
