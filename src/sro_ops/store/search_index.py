"""The search indexes, one for each record class: what is in them, and how a query is read."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from sro_ops.store.dialect import INDEXES, Engine, Run
from sro_ops.store.journal import search_words
from sro_ops.store.words import words
from sro_ops.text import clean

_LINES = (
    "SELECT l.pos, l.record_class, p.summary, p.changes FROM journal_line l"
    " JOIN journal_payload p ON p.line = l.pos WHERE l.record = ? ORDER BY l.pos"
)


def reindex(link: Any, engine: Engine, record: str, index: str) -> None:
    """Move the words of a record's lines into `index`, out of wherever they are.

    Done when a record is sealed, unsealed or changes class, so that a hidden record cannot match.
    """
    forget(link, engine, record)
    add = engine.sql(engine.index_line.format(index=index))
    for pos, words_in in _lines(link, engine, record):
        link.execute(add, (pos, words_in(index)))


def forget(link: Any, engine: Engine, record: str) -> None:
    """Take the words of a record's lines out of every index."""
    for pos, words_in in _lines(link, engine, record):
        for name in INDEXES:
            held = engine.sql(engine.holds_line.format(index=name))
            if link.execute(held, (pos,)).fetchone():
                remove = engine.sql(engine.unindex_line.format(index=name))
                link.execute(remove, (pos, words_in(name)))


def _lines(link: Any, engine: Engine, record: str) -> Iterator[tuple[int, Callable[[str], str]]]:
    """Return each line of a record that has words, and what they are in an index."""
    for pos, record_class, summary, changes in link.execute(
        engine.sql(_LINES), (record,)
    ).fetchall():
        told = json.loads(changes)

        def words_in(
            index: str, summary: str = summary, told: Any = told, own: str = record_class
        ) -> str:
            return engine.index_words(search_words(summary, told, index, own))

        yield pos, words_in


def query_terms(query: str) -> list[str]:
    """Return the words of whatever was typed, as the indexes know words; never an error."""
    return words(clean(query))[:16]


_MOST_WORDS = 100


def index_query(run: Run, engine: Engine, index: str, terms: list[str]) -> str:
    """Return the query for lines of an index that hold every term, empty where none can.

    The last term may be the beginning of a word. Asked for a beginning, FTS5 gathers every line of
    every such word before it gives the newest one; so the words are looked up and asked for by
    name, unless they are too many.
    """
    if not engine.next_words or not terms[-1].isascii():
        return engine.query(terms, ())
    begun = _begun(run, engine, index, terms[-1].lower())
    if not begun:
        return ""
    return engine.query(terms, begun if len(begun) <= _MOST_WORDS else ())


def _begun(run: Run, engine: Engine, index: str, term: str) -> list[str]:
    """Return the words of an index that begin with `term`, at most one more than are used.

    A look into the index costs as much as many rows of it, so a look takes some; but it never goes
    through a common word's rows to the next word.
    """
    statement, following = engine.next_words.format(index=index), term
    end = f"{term}{_LAST}"
    found: list[str] = []
    while len(found) <= _MOST_WORDS:
        looked = [row[0] for row in run(statement, (following, end, _LOOK))]
        found += dict.fromkeys(looked)
        if len(looked) < _LOOK:
            break
        following = f"{looked[-1]}\0"
    return found[: _MOST_WORDS + 1]


_LOOK = 40
_LAST = "\U0010ffff"
"""Sorts behind whatever a word goes on with."""
