"""What differs between the engines, and nothing else: the one place to look.

The statements of the house are written once, with ``?`` for parameters; what only one engine says
(triggers, search, the beginning of a transaction) stands here for both.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sro_ops.store.canonical import utc_text
from sro_ops.store.model import CLASSES
from sro_ops.store.words import spaced

Run = Callable[[str, Sequence[Any]], list[Any]]
"""Runs a statement of the house with its parameters and returns the rows."""

INDEXES = (*CLASSES, "sealed")
"""The search indexes: one for each record class, and one for all that is sealed."""

_EXPUNGED = """SELECT 1 FROM journal_line mine JOIN journal_line gone
    ON gone.record = mine.record AND gone.verb = 'expunged' AND gone.pos > mine.pos
    WHERE mine.pos = OLD.line"""


@dataclass(frozen=True)
class Engine:
    """An engine's own words.

    Attributes:
        name: SQLAlchemy's name of it.
        dialect: the same with its driver, as SQLAlchemy's registry knows it.
        begin_read: the first statement of a transaction that sees one moment and writes nothing.
        begin_write: the first statement of a transaction that will write.
        schema: statements that follow the tables: triggers and search indexes.
        index_words: a line's text as `index_line` takes it.
        index_line: adds a line's words to a search index: (pos, words).
        unindex_line: removes them again; SQLite must be given the same words: (pos, words).
        entries: where the lines stand that are in a search index.
        entry: the column of their positions.
        holds_line: whether a line's words are in an index: (pos,).
        query: what was asked for, as `match` takes it: (terms, words). The last term is one of the
            words, or where none are given, the beginning of any word.
        holds_any: a condition: whether there is anything in an index.
        next_words: words in an index at or after a text, each as often as it was written: (text,
            count); empty where beginnings of words are found without it.
        match: the lines that a query matches, newest first: (query, limit) or with a bound.
        lock_head: a site's newest seq and hash, kept from every other writer: (site,).
        next_position: the first of so many new positions, or all of them as an array: (count,).
            Positions become visible in their order, over all sites: on PostgreSQL a lock on their
            giving is held to the commit.
        has_table: whether there is a table: (name,).
        version_tables: the version tables of the host and of every plugin.
        triggers: the names of every trigger.
        integrity: answers "ok", or what is wrong with the pages; empty where it is for the
            server's owner to ask.
        dangling: each table with a row that names one that is gone, and that one's table; empty
            where the server lets no such row in.
        parameter: the driver's placeholder.
        neutral_rows: whether the driver's rows are in neutral form as they come.
    """

    name: str
    dialect: str
    begin_read: str
    begin_write: str
    schema: tuple[str, ...]
    index_words: Callable[[str], str]
    index_line: str
    unindex_line: str
    entries: str
    entry: str
    holds_line: str
    query: Callable[[Sequence[str], Sequence[str]], str]
    holds_any: str
    next_words: str
    match: str
    lock_head: str
    next_position: str
    has_table: str
    version_tables: str
    triggers: str
    integrity: str
    dangling: str
    parameter: str
    neutral_rows: bool

    def sql(self, statement: str) -> str:
        """Return a statement of the house in the driver's own spelling."""
        if self.parameter == "?":
            return statement
        return statement.replace("%", "%%").replace("?", self.parameter)


def neutral(value: Any) -> Any:
    """Return a value as read by a driver in the form that is hashed and shown: int, str or None."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        return utc_text(value)
    return str(value)


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
            ("journal_payload", "DELETE", f"WHEN NOT EXISTS ({_EXPUNGED})"),
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
    next_words="SELECT term FROM words_{index} WHERE term >= ? ORDER BY term LIMIT ?",
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
    neutral_rows=True,
)


def _postgresql_triggers() -> list[str]:
    return [
        """CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
        f"""CREATE FUNCTION journal_payload_refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN IF NOT EXISTS ({_EXPUNGED}) THEN RAISE EXCEPTION 'the journal is append-only';
        END IF; RETURN OLD; END $$""",
        """CREATE TRIGGER journal_line_kept BEFORE UPDATE OR DELETE ON journal_line
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        """CREATE TRIGGER journal_payload_kept BEFORE UPDATE ON journal_payload
        FOR EACH ROW EXECUTE FUNCTION journal_refuse()""",
        """CREATE TRIGGER journal_payload_gone BEFORE DELETE ON journal_payload
        FOR EACH ROW EXECUTE FUNCTION journal_payload_refuse()""",
        *(
            f"""CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse()"""
            for table in ("journal_line", "journal_payload")
        ),
    ]


def _postgresql_search() -> list[str]:
    return [
        statement
        for name in INDEXES
        for statement in (
            f"CREATE TABLE search_{name} (line bigint PRIMARY KEY, words tsvector NOT NULL)",
            f"CREATE INDEX ix_search_{name} ON search_{name} USING gin (words)",
        )
    ]


_LONGEST_WORD = 500
_LONGEST_TEXT = 250_000
"""In characters of at most 4 bytes: a lexeme may have 2,046 bytes, a tsvector a million."""


def _folded(text: str) -> list[str]:
    """Return the words of `text` without case and accents, much as the other engine takes them.

    The server's own parsers know web addresses, host names, hyphens and signed numbers, and its
    lower case follows the database's locale; here a word is letters and digits, everywhere.
    """
    folded = unicodedata.normalize("NFD", text).casefold()
    kept = (c if c.isalnum() else _between(c) for c in folded)
    return [word[:_LONGEST_WORD] for word in "".join(kept).split()]


def _between(character: str) -> str:
    return "" if unicodedata.category(character)[0] == "M" else " "


def _postgresql_words(text: str) -> str:
    return " ".join(dict.fromkeys(_folded(text)))[:_LONGEST_TEXT]


def _postgresql_query(terms: Sequence[str], words: Sequence[str]) -> str:
    """Return a tsquery; words of letters and digits alone need no more than quotes."""
    quoted = [f"'{word}'" for word in _folded(" ".join(terms))]
    return " & ".join([*quoted[:-1], *(f"{word}:*" for word in quoted[-1:])])


POSTGRESQL = Engine(
    name="postgresql",
    dialect="postgresql.psycopg",
    begin_read="SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    begin_write="SET LOCAL lock_timeout = '10s'",
    schema=(*_postgresql_triggers(), *_postgresql_search()),
    index_words=_postgresql_words,
    index_line="INSERT INTO search_{index}(line, words)"
    " VALUES (?, array_to_tsvector(string_to_array(?, ' ')))",
    unindex_line="DELETE FROM search_{index} WHERE line = ? AND ?::text IS NOT NULL",
    entries="search_{index}",
    entry="line",
    holds_line="SELECT 1 FROM search_{index} WHERE line = ?",
    query=_postgresql_query,
    holds_any="EXISTS (SELECT 1 FROM search_{index})",
    next_words="",
    match="SELECT line FROM search_{index} WHERE words @@ ?::tsquery AND line < ?"
    " ORDER BY line DESC LIMIT ?",
    lock_head="SELECT seq, hash FROM journal_head WHERE site = ? FOR UPDATE",
    next_position="SELECT array_agg(nextval('journal_line_pos_seq'))"
    " FROM pg_advisory_xact_lock(7305117), generate_series(1, %s)",
    has_table="SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?",
    version_tables="SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    " AND tablename LIKE '%\\_version'",
    triggers="SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    integrity="",
    dangling="",
    parameter="%s",
    neutral_rows=False,
)


def engine_for(name: str) -> Engine:
    """Return the words of the engine that SQLAlchemy calls `name`."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[name]
