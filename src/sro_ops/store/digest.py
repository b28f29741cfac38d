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
    return spelled_digest(encode(core), encode(own), encode(filled))


def spelled_digest(core: str, own: str, parts: str = "{}") -> str:
    """Return what `row_digest` does, of rows that are canonical JSON already."""
    return sha256(f'{{"core":{core},"parts":{parts},"row":{own}}}')


def stored_digest(link: Any, engine: Engine, kind: RecordType | None, record: str) -> str:
    """Return the digest of the record with this id as the database holds it now."""
    core = read_rows(link, engine, "SELECT * FROM core_record WHERE id = ?", (record,))[0]
    one = f"SELECT * FROM {kind.row_table} WHERE id = ?" if kind else ""
    own = read_rows(link, engine, one, (record,)) if one else []
    tables = (*CORE_PART_TABLES, *(kind.part_tables if kind else ()))
    every = "SELECT * FROM {} WHERE record_id = ? ORDER BY id"
    parts = {table: read_rows(link, engine, every.format(table), (record,)) for table in tables}
    return row_digest(core, own[0] if own else None, parts)


def filled(names: Iterable[str], values: Iterable[Any]) -> Row:
    """Return a row in neutral form without its empty columns."""
    return {
        n: v if type(v) is str else neutral(v)
        for n, v in zip(names, values, strict=True)
        if v is not None
    }


def read_rows(link: Any, engine: Engine, statement: str, values: Sequence[Any] = ()) -> list[Row]:
    """Return the rows of a statement of the house in neutral form, without their empty columns."""
    cursor = link.execute(engine.sql(statement), values)
    names = [column[0] for column in cursor.description]
    if engine.neutral_rows:
        return [
            {n: v for n, v in zip(names, row, strict=True) if v is not None}
            for row in cursor.fetchall()
        ]
    return [filled(names, row) for row in cursor.fetchall()]
