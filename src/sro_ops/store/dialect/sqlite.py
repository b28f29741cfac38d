"""SQLite's own words."""

from __future__ import annotations

from collections.abc import Sequence

from sro_ops.store.dialect.shape import EXPUNGED, INDEXES, Engine
from sro_ops.store.words import spaced


def _sqlite_triggers() -> list[str]:
    """Refuse every change; INSERT has one because REPLACE deletes without asking DELETE's."""
    refuse = "SELECT RAISE(ABORT, 'the journal is append-only')"
    line = "SELECT 1 FROM journal_line WHERE pos = NEW.pos OR (site = NEW.site AND seq = NEW.seq)"
    payload = "SELECT 1 FROM journal_payload WHERE line = NEW.line"
    return [
        f"""CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}
            {when} BEGIN {refuse}; END"""
        for table, what, when in (
            ("journal_line", "UPDATE", ""),
            ("journal_line", "DELETE", ""),
            ("journal_line", "INSERT", f"WHEN EXISTS ({line})"),
            ("journal_payload", "UPDATE", ""),
            ("journal_payload", "INSERT", f"WHEN EXISTS ({payload})"),
            ("journal_payload", "DELETE", f"WHEN NOT EXISTS ({EXPUNGED})"),
        )
    ]


def _sqlite_search() -> list[str]:
    return [
        f"""CREATE VIRTUAL TABLE search_{name} USING fts5(words, content='',
            tokenize = "unicode61 remove_diacritics 2")"""
        for name in INDEXES
    ] + [
        f"CREATE VIRTUAL TABLE words_{name} USING fts5vocab(search_{name}, instance)"
        for name in INDEXES
    ]


def _sqlite_query(terms: Sequence[str], words: Sequence[str]) -> str:
    *whole, last = [f'"{term}"' for term in terms]
    named = " OR ".join(f'"{word}"' for word in words) or f"{last}*"
    return " AND ".join([*whole, f"({named})"])


SQLITE = Engine(
    name="sqlite",
    dialect="sqlite",
    begin_read="BEGIN",
    begin_write="BEGIN IMMEDIATE",
    schema=(*_sqlite_triggers(), *_sqlite_search()),
    index_words=spaced,
    index_line="INSERT INTO search_{index}(rowid, words) VALUES (?, ?)",
    unindex_line="INSERT INTO search_{index}(search_{index}, rowid, words) VALUES ('delete', ?, ?)",
    entries="search_{index}_docsize",
    entry="id",
    holds_line="SELECT 1 FROM search_{index}_docsize WHERE id = ?",
    query=_sqlite_query,
    holds_any="EXISTS (SELECT 1 FROM search_{index}_docsize)",
    next_words="SELECT term FROM words_{index} WHERE term >= ? AND term < ? ORDER BY term LIMIT ?",
    match="SELECT rowid FROM search_{index} WHERE search_{index} MATCH ? AND rowid < ?"
    " ORDER BY rowid DESC LIMIT ?",
    lock_head="SELECT seq, hash FROM journal_head WHERE site = ?",
    next_position="SELECT coalesce(max(pos), 0) + 1 FROM journal_line WHERE ? > 0",
    has_table="SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
    version_tables="SELECT name FROM sqlite_master WHERE type = 'table' AND name GLOB '*_version'",
    triggers="SELECT name FROM sqlite_master WHERE type = 'trigger'",
    integrity="PRAGMA integrity_check(1)",
    dangling='SELECT "table", parent FROM pragma_foreign_key_check LIMIT 1',
    parameter="?",
    hour="substr(l.occurred, 1, 13)",
    neutral_rows=True,
)
