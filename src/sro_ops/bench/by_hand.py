"""The other side of the ratios: what a person would write with `sqlite3` and nothing else.

The writer runs the very statements that keep one journaled note, on the same tables, indexes,
triggers and durability (WAL, synchronous FULL, BEGIN IMMEDIATE). Everything that takes no
statement is made before the clock starts: ids, times, digests, hashes and words are prepared. It
checks nothing and its chain does not hold, so it is the least that such statements can cost.

The hashing writer also makes what cannot be prepared, because it depends on the number and on the
line before: three canonical texts and their SHA-256. What it writes passes `verify`.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sro_ops.bench.ground import SITE, actor, fresh_store, values
from sro_ops.records.note import Note
from sro_ops.store import sqlite_file
from sro_ops.store.ids import new_id

_TABLES = ("core_record", "core_note", "journal_line", "journal_payload")
_COUNT = (
    "INSERT INTO core_counter (site, prefix, year, last) VALUES (?, 'N', ?, ?)"
    " ON CONFLICT (site, prefix, year) DO UPDATE SET last = last + excluded.last RETURNING last"
)
_HEAD = "SELECT seq, hash FROM journal_head WHERE site = ?"
_POSITION = "SELECT coalesce(max(pos), 0) + 1 FROM journal_line"
_WORDS = "INSERT INTO search_law_enforcement_unit (rowid, words) VALUES (?, ?)"
_NEW_HEAD = "UPDATE journal_head SET seq = ?, hash = ? WHERE site = ?"


@dataclass(slots=True)
class Prepared:
    """The rows of one note, complete but for its number and its place in the journal."""

    record: list[Any]
    own: list[Any]
    line: list[Any]
    payload: list[Any]
    words: str


class Writer:
    """Writes notes by hand into a store of its own.

    Args:
        path: the store's file, which is made.
    """

    def __init__(self, path: Path) -> None:
        store = fresh_store(path)
        store.add_many(actor(), [Note(**values(0))])
        store.close()
        self.link = sqlite_file.connect(path)
        self.names = {name: self._columns(name) for name in _TABLES}
        self._model = {name: self._last(name) for name in _TABLES}
        self._inserts = {name: _insert(name, self.names[name]) for name in _TABLES}
        self._number = self.names["core_record"].index("number")
        line = self.names["journal_line"]
        self._line = (line.index("pos"), line.index("seq"), line.index("number"))
        self._year = datetime.now(UTC).year

    def prepare(self, told: Mapping[str, Any]) -> Prepared:
        """Return the rows of a note that says the same as the house's."""
        id = new_id()
        rows = {name: dict(self._model[name]) for name in _TABLES}
        rows["core_record"] |= {"id": id, "place": told["place"]}
        rows["core_note"] |= {"id": id, "text": told["text"]}
        rows["journal_line"] |= {"id": new_id(), "record": id, "place": told["place"]}
        rows["journal_payload"] |= {"summary": told["text"]}
        record, own, line, payload = (list(rows[name].values()) for name in _TABLES)
        return Prepared(record, own, line, payload, told["text"])

    def write(self, rows: Sequence[Prepared]) -> None:
        """Keep prepared notes, durably, in one transaction."""
        link, count = self.link, len(rows)
        run = link.execute if count == 1 else link.executemany
        link.execute("BEGIN IMMEDIATE")
        last = link.execute(_COUNT, (SITE, self._year, count)).fetchone()[0] - count
        seq, head = link.execute(_HEAD, (SITE,)).fetchone()
        pos = link.execute(_POSITION).fetchone()[0]
        self._number_all(rows, last, seq, pos)
        head = self._chain(rows, head)
        for name, part in zip(_TABLES, ("record", "own", "line", "payload"), strict=True):
            values = [getattr(row, part) for row in rows]
            run(self._inserts[name], values[0] if count == 1 else values)
        words = [(row.payload[0], row.words) for row in rows]
        run(_WORDS, words[0] if count == 1 else words)
        link.execute(_NEW_HEAD, (seq + count, head, SITE))
        link.execute("COMMIT")

    def _number_all(self, rows: Sequence[Prepared], last: int, seq: int, pos: int) -> None:
        at, nth, called = self._line
        for ahead, row in enumerate(rows):
            number = f"N-{self._year}-{last + ahead + 1:04d}"
            row.record[self._number] = row.line[called] = number
            row.line[at] = row.payload[0] = pos + ahead
            row.line[nth] = seq + ahead + 1

    def _chain(self, rows: Sequence[Prepared], head: str) -> str:
        """Return the new head of the chain; here nothing is hashed."""
        return head

    def close(self) -> None:
        """Let go of the connection."""
        self.link.close()

    def _columns(self, table: str) -> list[str]:
        return [row[1] for row in self.link.execute(f"PRAGMA table_info({table})")]

    def _last(self, table: str) -> dict[str, Any]:
        newest = f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1"  # noqa: S608
        values = self.link.execute(newest).fetchone()
        return dict(zip(self.names[table], values, strict=True))


class HashingWriter(Writer):
    """Writes notes by hand whose chain holds."""

    def _chain(self, rows: Sequence[Prepared], head: str) -> str:
        """Digest each note, its words and its line, one after the other."""
        line, payload = self.names["journal_line"], self.names["journal_payload"]
        digest, previous, hash_ = map(line.index, ("digest", "previous", "hash"))
        row_digest = payload.index("row_digest")
        for row in rows:
            core = _filled(self.names["core_record"], row.record)
            own = _filled(self.names["core_note"], row.own)
            row.payload[row_digest] = _sha256(_spell({"core": core, "parts": {}, "row": own}))
            told = dict(zip(payload, row.payload, strict=True))
            salt = bytes.fromhex(told.pop("salt"))
            del told["line"]
            row.line[digest] = _sha256(_spell(told), salt)
            row.line[previous] = head
            envelope = dict(zip(line, row.line, strict=True))
            del envelope["pos"], envelope["hash"]
            row.line[hash_] = head = _sha256(_spell(envelope))
        return head


_spell = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode


def _filled(names: Sequence[str], values: Sequence[Any]) -> dict[str, Any]:
    return {name: value for name, value in zip(names, values, strict=True) if value is not None}


def _sha256(text: str, salt: bytes = b"") -> str:
    return hashlib.sha256(salt + text.encode()).hexdigest()


def _insert(table: str, names: Sequence[str]) -> str:
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})"  # noqa: S608


PAGE = """SELECT l.*, p.summary, o.name FROM journal_line l
    JOIN journal_payload p ON p.line = l.pos
    LEFT JOIN core_person o ON o.id = l.operator
    {where} ORDER BY l.pos DESC LIMIT ?"""
"""A page of the journal as a person would read it: lines, their words, and who wrote them."""


def newest(link: sqlite3.Connection, limit: int) -> list[Any]:
    """Read the newest lines by hand."""
    return link.execute(PAGE.format(where=""), (limit,)).fetchall()


def search(link: sqlite3.Connection, word: str, limit: int) -> list[Any]:
    """Find a word by hand, newest first, and read the lines that hold it."""
    found = link.execute(
        "SELECT rowid FROM search_law_enforcement_unit WHERE words MATCH ?"
        " ORDER BY rowid DESC LIMIT ?",
        (word, limit),
    ).fetchall()
    where = f"WHERE l.pos IN ({', '.join('?' * len(found))})"
    return link.execute(PAGE.format(where=where), (*(row[0] for row in found), limit)).fetchall()
