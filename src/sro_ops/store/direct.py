"""The direct door for many new records: the same rules and the same journal, without a flush each.

Rows are written with the tables' own statements in batches; what a record means, what it may hold
and what its line says is decided by the same code as in a session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm.attributes import instance_state

from sro_ops.errors import Refused
from sro_ops.store.canonical import utc_text
from sro_ops.store.changes import Ledger
from sro_ops.store.commit import take_numbers
from sro_ops.store.dialect import Engine
from sro_ops.store.digest import filled, row_digest
from sro_ops.store.entities import CoreRecord
from sro_ops.store.journal import Change, Written, write_lines
from sro_ops.store.pending import about
from sro_ops.store.rows import Writer, writer


def add_many(
    link: Any,
    engine: Engine,
    ledger: Ledger,
    records: Sequence[CoreRecord],
    zones: Mapping[str, str],
    checks: Iterable[Callable[[Ledger], None]] = (),
) -> list[Written]:
    """Write new records, number them and journal them, in the order given.

    Raises:
        Refused: for a rule, a right, or a record that is not new; then none is kept.
    """
    if not records:
        return []
    for record in records:
        if not instance_state(record).transient:
            raise Refused("add_many takes new records only", record.number or record.id)
        ledger.admit(record)
    for check in checks:
        check(ledger)
    wanted, now = [(r.site, ledger.kinds[r.type].prefix) for r in records], ledger.clock()
    for record, number in zip(records, take_numbers(link, engine, wanted, zones, now), strict=True):
        record.number = number
    changes = _write_rows(link, engine, ledger, records)
    recorded = utc_text(ledger.now)
    return write_lines(link, engine, ledger.actor, changes, recorded, utc_text(now))


def _write_rows(
    link: Any, engine: Engine, ledger: Ledger, records: Sequence[CoreRecord]
) -> list[Change]:
    core = writer(CoreRecord.__table__, type(records[0]), engine.dialect)
    changes, core_rows = [], []
    own_rows: dict[Writer, list[tuple[Any, ...]]] = {}
    for record in records:
        own = writer(type(record).__table__, type(record), engine.dialect)
        core_row, own_row = core.row(record), own.row(record)
        core_rows.append(core_row)
        own_rows.setdefault(own, []).append(own_row)
        change = about(record, "logged", ledger.kinds[record.type])
        change.summary = record.summary()
        change.changes = ledger.pending[record.id].changes
        change.row_digest = row_digest(filled(core.names, core_row), filled(own.names, own_row), {})
        changes.append(change)
    cursor = link.cursor()
    cursor.executemany(engine.sql(core.insert), core_rows)
    for own, rows in own_rows.items():
        cursor.executemany(engine.sql(own.insert), rows)
    return changes
