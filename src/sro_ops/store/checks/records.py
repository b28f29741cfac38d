"""The records: each one's rows and parts against the digest in its newest line.

They are read a few hundred at a time, each table once for all of them: one record after another
would ask the engine for every table anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sro_ops.store import schema
from sro_ops.store.checks.found import Found
from sro_ops.store.dialect import Engine, neutral
from sro_ops.store.digest import CORE_PART_TABLES, Row, read_rows, row_digest
from sro_ops.store.model import RecordType

_PAGE = 500

_TOLD = """SELECT l.record, p.row_digest, l.site, l.seq, l.number FROM journal_line l
    JOIN journal_payload p ON p.line = l.pos
    WHERE l.record BETWEEN ? AND ? AND p.row_digest <> '' ORDER BY l.record, l.pos"""

_LOST = """SELECT l.site, l.seq, l.record, l.number FROM journal_line l
    LEFT JOIN core_record r ON r.id = l.record WHERE l.record IS NOT NULL AND r.id IS NULL
    AND EXISTS (SELECT 1 FROM journal_payload p WHERE p.line = l.pos AND p.row_digest <> '')
    ORDER BY l.pos LIMIT 1"""


def check_records(link: Any, engine: Engine) -> None:
    """Hold that each record is as its newest line tells, and that each line's record is there.

    Raises:
        Found: at the first that was changed by hand, is gone, or was put in without a line.
    """
    for line in read_rows(link, engine, _LOST):
        raise Found("its record is gone", line["site"], line["seq"], line["record"], line["number"])
    kinds = {kind.type: kind for kind in schema.known_types(link)}
    for page in _pages(link, engine):
        bounds = (page[0]["id"], page[-1]["id"])
        here = [kinds[type_] for type_ in {row["type"] for row in page} if type_ in kinds]
        rows = link.execute(engine.sql(_TOLD), bounds).fetchall()
        told = {neutral(record): line for record, *line in rows}
        own = _own_rows(link, engine, here, bounds)
        parts = _part_rows(link, engine, here, bounds)
        for core in page:
            _check(core, kinds.get(core["type"]), told.get(core["id"]), own, parts)


def _pages(link: Any, engine: Engine) -> Iterator[list[Row]]:
    page = read_rows(link, engine, "SELECT * FROM core_record ORDER BY id LIMIT ?", (_PAGE,))
    while page:
        yield page
        further = "SELECT * FROM core_record WHERE id > ? ORDER BY id LIMIT ?"
        page = read_rows(link, engine, further, (page[-1]["id"], _PAGE))


def _own_rows(
    link: Any, engine: Engine, kinds: Iterable[RecordType], bounds: tuple[Any, Any]
) -> dict[tuple[str, Any], Row]:
    """Return (table, record) → the row of its own type."""
    return {
        (kind.row_table, row["id"]): row
        for kind in kinds
        for row in read_rows(
            link, engine, f"SELECT * FROM {kind.row_table} WHERE id BETWEEN ? AND ?", bounds
        )
    }


def _part_rows(
    link: Any, engine: Engine, kinds: Iterable[RecordType], bounds: tuple[Any, Any]
) -> dict[tuple[str, Any], list[Row]]:
    """Return (table, record) → its parts there, sorted by id."""
    found: dict[tuple[str, Any], list[Row]] = {}
    tables = {table for kind in (None, *kinds) for table in _part_tables(kind)}
    for table in sorted(tables):
        every = f"SELECT * FROM {table} WHERE record_id BETWEEN ? AND ? ORDER BY id"
        for row in read_rows(link, engine, every, bounds):
            found.setdefault((table, row["record_id"]), []).append(row)
    return found


def _check(
    core: Row,
    kind: RecordType | None,
    told: Sequence[Any] | None,
    own: Mapping[tuple[str, Any], Row],
    parts: Mapping[tuple[str, Any], list[Row]],
) -> None:
    record, number = core["id"], core.get("number", "")
    if told is None:
        raise Found("a record that no line tells of", core["site"], 0, record, number)
    digest, site, seq, told_number = told
    row = own.get((kind.row_table, record)) if kind else None
    mine = {table: parts[table, record] for table in _part_tables(kind) if (table, record) in parts}
    try:
        now = row_digest(core, row, mine)
    except (TypeError, ValueError):
        now = ""
    if now != digest:
        raise Found("its record was changed by hand", site, seq, record, told_number)


def _part_tables(kind: RecordType | None) -> tuple[str, ...]:
    return (*CORE_PART_TABLES, *(kind.part_tables if kind else ()))
