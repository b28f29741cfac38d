"""The end of every write: numbers, digests, lines, in the one order that keeps chains whole.

Checks and rows first; then the number counters, sorted; then each site's head, locked last; then
hash, lines and commit. A reader who remembers the newest number of a chain never misses a line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sro_ops.store.canonical import plain, utc_text
from sro_ops.store.changes import Ledger
from sro_ops.store.dialect import Engine
from sro_ops.store.digest import stored_digest
from sro_ops.store.entities import CoreRecord
from sro_ops.store.journal import Change, Written, write_lines
from sro_ops.store.model import RecordType
from sro_ops.store.pending import Pending, about, index_of
from sro_ops.store.rows import fresh_digest
from sro_ops.store.search_index import reindex

_COUNT = (
    "INSERT INTO core_counter (site, prefix, year, last) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (site, prefix, year) DO UPDATE SET last = core_counter.last + excluded.last"
    " RETURNING last"
)
_NUMBER = "UPDATE core_record SET number = ? WHERE id = ?"


def take_numbers(
    link: Any,
    engine: Engine,
    wanted: Sequence[tuple[str, str]],
    zones: Mapping[str, str],
    now: datetime,
) -> list[str]:
    """Return a number for each (site, prefix): ``HS-2026-0142``, gapless, in the given order.

    The year is that of the site's calendar `now`. Counters are taken in sorted order.
    """
    counts: dict[tuple[str, str, int], int] = {}
    years = {site: now.astimezone(ZoneInfo(zones[site])).year for site, _ in wanted}
    keys = [(site, prefix, years[site]) for site, prefix in wanted]
    for key in keys:
        counts[key] = counts.get(key, 0) + 1
    following: dict[tuple[str, str, int], int] = {}
    for key in sorted(counts):
        last = link.execute(engine.sql(_COUNT), (*key, counts[key])).fetchone()[0]
        following[key] = last - counts[key]
    numbers = []
    for key in keys:
        following[key] += 1
        numbers.append(f"{key[1]}-{key[2]}-{following[key]:04d}")
    return numbers


def finish(
    link: Any,
    engine: Engine,
    ledger: Ledger,
    kinds: Mapping[str, RecordType],
    zones: Mapping[str, str],
) -> list[Written]:
    """Number, digest and journal all that the ledger holds; the rows are flushed already.

    Args:
        link: the driver's own connection, in the transaction.
        engine: its words.
        ledger: what happened.
        kinds: every record type that this store knows.
        zones: the time zone of each site.
    """
    entries, now = ledger.entries(), ledger.clock()
    _number(link, engine, [entry.record for entry in entries if entry.new], kinds, zones, now)
    changes = [_change(link, engine, entry, kinds[entry.record.type]) for entry in entries]
    changes += [_linked(*link, kinds) for link in ledger.links]
    changes += [_placed(link, engine, change) for change in ledger.lines]
    recorded = utc_text(ledger.now)
    written = write_lines(link, engine, ledger.actor, changes, recorded, utc_text(now))
    for entry in entries:
        if not entry.new and ("sealed" in entry.changes or "record_class" in entry.changes):
            reindex(link, engine, entry.record.id, index_of(entry.record))
    return written


def _number(
    link: Any,
    engine: Engine,
    fresh: list[CoreRecord],
    kinds: Mapping[str, RecordType],
    zones: Mapping[str, str],
    now: datetime,
) -> None:
    if not fresh:
        return
    wanted = [(record.site, kinds[record.type].prefix) for record in fresh]
    numbers = take_numbers(link, engine, wanted, zones, now)
    rows = [(number, record.id) for number, record in zip(numbers, fresh, strict=True)]
    link.cursor().executemany(engine.sql(_NUMBER), rows)
    for number, record in zip(numbers, fresh, strict=True):
        record.__dict__["number"] = number


def _change(link: Any, engine: Engine, entry: Pending, kind: RecordType) -> Change:
    record = entry.record
    change = about(record, entry.told, kind)
    change.summary = entry.summary or record.summary()
    change.occurred, change.place = entry.at or change.occurred, entry.place or change.place
    change.changes = entry.changes
    for key, text in (("why", entry.why), ("typed", entry.typed)):
        if text:
            change.changes[key] = [None, plain(text)]
    change.row_digest = (
        fresh_digest(engine, record, entry.parts.values())
        if entry.new
        else stored_digest(link, engine, kind, record.id)
    )
    return change


def _placed(link: Any, engine: Engine, change: Change) -> Change:
    """Put the words of a line about a record into the index where the record's own are."""
    statement = engine.sql("SELECT sealed, record_class FROM core_record WHERE id = ?")
    row = link.execute(statement, (change.record,)).fetchone() if change.record else None
    if row:
        change.index = "sealed" if row[0] else row[1]
    return change


def _linked(
    record: CoreRecord, other: CoreRecord, relation: str, kinds: Mapping[str, RecordType]
) -> Change:
    change = about(record, "linked", kinds[record.type])
    change.summary = f"{relation} {other.number}"
    change.changes = {"link": [None, {"relation": plain(relation), "to": other.id}]}
    return change
