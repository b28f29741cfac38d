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
from sro_ops.store.entities import CoreRecord
from sro_ops.store.journal import Change, Written, write_lines
from sro_ops.store.new_rows import NewRows
from sro_ops.store.pending import about


def admit(ledger: Ledger, records: Iterable[CoreRecord]) -> list[CoreRecord]:
    """Hold new records against the rules before the store is kept from others, and list them.

    Raises:
        Refused: for a rule, a right, or a record that is not new.
    """
    admitted = []
    for record in records:
        if not instance_state(record).transient:
            raise Refused("add_many takes new records only", record.number or record.id)
        ledger.admit(record)
        admitted.append(record)
    return admitted


def add_many(
    link: Any,
    engine: Engine,
    ledger: Ledger,
    records: Sequence[CoreRecord],
    zones: Mapping[str, str],
    checks: Iterable[Callable[[Ledger], None]] = (),
) -> list[Written]:
    """Write admitted records, number them and journal them, in the order given.

    Raises:
        Refused: when one of `checks` does; then none is kept.
    """
    if not records:
        return []
    for check in checks:
        check(ledger)
    wanted, now = [(r.site, ledger.kinds[r.type].prefix) for r in records], ledger.clock()
    for record, number in zip(records, take_numbers(link, engine, wanted, zones, now), strict=True):
        record.__dict__["number"] = number
    rows = NewRows(engine, records)
    rows.write(link)
    changes = [
        _change(ledger, record, row_digest)
        for record, row_digest in zip(records, rows.digests(), strict=True)
    ]
    recorded = utc_text(ledger.now)
    return write_lines(link, engine, ledger.actor, changes, recorded, utc_text(now))


def _change(ledger: Ledger, record: CoreRecord, row_digest: str) -> Change:
    change = about(record, "logged", ledger.kinds[record.type])
    change.summary = record.summary()
    change.changes = ledger.pending[record.id].changes
    change.row_digest = row_digest
    return change
