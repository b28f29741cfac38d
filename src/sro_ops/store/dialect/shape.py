"""What an engine must have words for, and the one form of the values that it answers with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sro_ops.store.canonical import utc_text
from sro_ops.store.model import CLASSES

Run = Callable[[str, Sequence[Any]], list[Any]]
"""Runs a statement of the house with its parameters and returns the rows."""

INDEXES = (*CLASSES, "sealed")
"""The search indexes: one for each record class, and one for all that is sealed."""

EXPUNGED = """SELECT 1 FROM journal_line mine JOIN journal_line gone
    ON gone.record = mine.record AND gone.verb = 'expunged' AND gone.pos > mine.pos
    WHERE mine.pos = OLD.line"""
"""Whether a later line tells that the record of the payload ``OLD`` was expunged."""


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
        next_words: words in an index from one text to before another, each as often as it was
            written: (text, text, count); empty where beginnings of words are found without it.
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
        hour: the hour in which a line occurred: the first 13 characters of UTC text.
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
    hour: str
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
