"""Sealing and expunging: what is kept but hidden, and what is taken away for good.

An expunged record keeps its core row without its place, and its envelopes; the plugin's row, the
parts, the payloads and the index entries go, and a line says so. It is unreadable at once; its
bytes leave the file in `scrub`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from sro_ops.errors import Refused, Unreachable
from sro_ops.store import sqlite_file
from sro_ops.store.canonical import plain, utc_text
from sro_ops.store.dialect import INDEXES
from sro_ops.store.digest import CORE_PART_TABLES, stored_digest
from sro_ops.store.entities import CoreRecord
from sro_ops.store.journal import Written, write_lines
from sro_ops.store.model import Actor
from sro_ops.store.pending import about
from sro_ops.store.search_index import forget
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.text import clean


def seal(session: WriteSession, record: CoreRecord, why: str, sealed: bool = True) -> None:
    """Seal a record, or with ``sealed=False`` unseal it; the reason is journaled.

    Raises:
        Refused: without a reason, when it is so already, or was expunged.
    """
    _reason(why, record.number or "")
    if record.expunged:
        raise Refused("it was expunged", record.number or "")
    if record.sealed == sealed:
        raise Refused("it is sealed already" if sealed else "it is not sealed", record.number or "")
    session.intend(record, "sealed" if sealed else "unsealed", why)
    record.sealed = sealed


def expunge(store: Store, actor: Actor, number: str, site: str, why: str) -> Written:
    """Take a record's words away for good, and journal that it was done, by whom and why.

    The reason is kept: name the order or the rule, not the person. Run `scrub` afterwards.

    Raises:
        Refused: without the right ``privacy.expunge``, a reason, or such a record in sight.
    """
    if not actor.may("privacy.expunge"):
        raise Refused("you have no right to do that (privacy.expunge)", number)
    _reason(why, number)
    with store.read(actor) as session:
        record = session.find(number, site)
    if record.expunged:
        raise Refused("it was expunged already", number)
    with store.raw(write=True) as link:
        return _expunge(store, link, actor, record, why)


def _reason(why: str, number: str) -> None:
    if not clean(why).strip():
        raise Refused("a reason is needed", number, "Name the order or the rule (--why)")


def _expunge(store: Store, link: Any, actor: Actor, record: CoreRecord, why: str) -> Written:
    words, kind = store.words, store.kinds[record.type]
    forget(link, words, record.id)
    for table in (*CORE_PART_TABLES, *kind.part_tables):
        link.execute(words.sql(f"DELETE FROM {table} WHERE record_id = ?"), (record.id,))
    link.execute(words.sql(f"DELETE FROM {kind.row_table} WHERE id = ?"), (record.id,))
    blank = link.execute(words.sql(_BLANK), (True, record.id, False)).fetchone()
    if blank is None:
        raise Refused("it was expunged already", record.number or "")
    change = about(record, "expunged", kind)
    change.version, change.place = blank[0], ""
    change.changes = {"why": [None, plain(why)]}
    change.row_digest = stored_digest(link, words, kind, record.id)
    written = write_lines(link, words, actor, [change], utc_text(store.clock()))
    link.execute(words.sql(_PAYLOADS), (record.id, written[0].pos))
    return written[0]


_BLANK = (
    "UPDATE core_record SET expunged = ?, place = NULL, state = '', version = version + 1"
    " WHERE id = ? AND expunged = ? RETURNING version"
)
_PAYLOADS = (
    "DELETE FROM journal_payload WHERE line IN"
    " (SELECT pos FROM journal_line WHERE record = ? AND pos < ?)"
)


def scrub(store: Store, progress: Callable[[str], None] = lambda step: None) -> None:
    """Rewrite the file so that no byte of what was expunged is left in it or in its log.

    Takes about as long as copying the file, and as much free disk; writers wait meanwhile.

    Raises:
        Unreachable: when another program keeps the store busy.
    """
    handle = store.gate.acquire()
    try:
        with closing(sqlite_file.connect(store.path)) as link, sqlite_file.spoken(str(store.path)):
            _rewrite(link, str(store.path), progress)
    finally:
        store.gate.release(handle)


def _rewrite(link: sqlite3.Connection, where: str, progress: Callable[[str], None]) -> None:
    for index in INDEXES:
        progress(f"search index: {index}")
        link.execute(f"INSERT INTO search_{index}(search_{index}) VALUES ('optimize')")
    progress("rewriting the file")
    link.execute("VACUUM")
    progress("emptying the log")
    if link.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
        raise Unreachable(
            "another program is still reading, so the log may hold the old words",
            where,
            "No reader is shown them; try again when it is closed",
        )
