"""What a migration did to records becomes lines: each one's new digest, so that verify still holds.

A step that only adds empty columns changes no digest and writes no line. One that fills, renames
or drops a column changes what a record's row says; its line ``migrated`` tells of the step and
keeps the new digest. A row that had been changed by hand before stays a break that verify shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from sro_ops.errors import Refused
from sro_ops.store import schema
from sro_ops.store.canonical import now_text
from sro_ops.store.dialect import Engine, neutral
from sro_ops.store.digest import stored_digest
from sro_ops.store.journal import Change, write_lines
from sro_ops.store.model import Actor, RecordType

_TOLD = """SELECT r.id, r.type, (SELECT p.row_digest FROM journal_line l
    JOIN journal_payload p ON p.line = l.pos
    WHERE l.record = r.id AND p.row_digest <> '' ORDER BY l.pos DESC LIMIT 1)
    FROM core_record r WHERE r.type = ?"""

_ABOUT = """SELECT site, number, version, place, record_class, sealed, occurred_from
    FROM core_record WHERE id = ?"""


def digests(link: Any, engine: Engine, kinds: Iterable[RecordType]) -> dict[str, tuple[str, str]]:
    """Return id → (type, digest) of each record of these types that is as its last line says."""
    found: dict[str, tuple[str, str]] = {}
    for kind in kinds:
        for record, type_, told in link.execute(engine.sql(_TOLD), (kind.type,)).fetchall():
            record = neutral(record)
            if stored_digest(link, engine, kind, record) == told:
                found[record] = (type_, told)
    return found


def standing(link: Any, engine: Engine, kinds: Iterable[RecordType]) -> list[RecordType]:
    """Return those types that have their table, with the parts that there are; register them."""
    found = []
    for kind in kinds:
        if _has(link, engine, kind.row_table):
            parts = tuple(table for table in kind.part_tables if _has(link, engine, table))
            found.append(replace(kind, part_tables=parts))
    schema.remember_types(link, engine, found)
    return found


def renew(
    link: Any,
    engine: Engine,
    actor: Actor,
    kinds: Iterable[RecordType],
    before: Mapping[str, tuple[str, str]],
    step: tuple[str, str | None, str],
) -> int:
    """Write a line for each record whose digest is no longer the one in `before`; return how many.

    Args:
        actor: the desk that runs the migration.
        kinds: the types as they stand now.
        before: what `digests` returned ahead of the step.
        step: the version table's name, and the revisions before and after.

    Raises:
        Refused: when a type's own table is gone and records of it are there.
    """
    known = {kind.type: kind for kind in kinds}
    table, old, new = step
    changes = []
    for record, (type_, told) in before.items():
        if type_ not in known:
            raise Refused(f"the table of {type_} would be gone")
        digest = stored_digest(link, engine, known[type_], record)
        if digest != told:
            change = _change(link, engine, record, known[type_])
            change.changes, change.row_digest = {table: [old, new]}, digest
            changes.append(change)
    if changes:
        write_lines(link, engine, actor, changes, now_text())
    return len(changes)


def _change(link: Any, engine: Engine, record: str, kind: RecordType) -> Change:
    row = link.execute(engine.sql(_ABOUT), (record,)).fetchone()
    site, number, version, place, record_class, sealed, occurred = map(neutral, row)
    return Change(
        site=site, verb="migrated", occurred=occurred, plugin=kind.plugin, type=kind.type,
        record=record, number=number or "", version=version, place=place or "",
        record_class=record_class, index="sealed" if sealed else record_class,
    )  # fmt: skip


def _has(link: Any, engine: Engine, table: str) -> bool:
    return bool(link.execute(engine.sql(engine.has_table), (table,)).fetchone())
