"""The journal: what happened becomes lines of one append-only, hash-chained list for each site.

An envelope says who, when and which record, without free text, and stays for ever. Its payload
holds the words; the envelope's digest binds them, and an expunge can take them away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from sro_ops.store.canonical import encode, quoted, sha256
from sro_ops.store.dialect import Engine
from sro_ops.store.ids import new_ids
from sro_ops.store.model import Actor
from sro_ops.text import clean

GENESIS = "0" * 64
"""The hash that the first line of every chain follows."""

ENVELOPE = (
    "site", "seq", "id", "desk", "occurred", "recorded", "committed", "operator", "plugin", "type",
    "record", "number", "record_version", "verb", "place", "record_class", "digest", "previous",
)  # fmt: skip
"""The fields of an envelope that its hash covers."""

_LINE = (
    f"INSERT INTO journal_line (pos, {', '.join(ENVELOPE)}, hash)"
    f" VALUES ({', '.join('?' * (len(ENVELOPE) + 2))})"
)
_PAYLOAD = (
    "INSERT INTO journal_payload (line, salt, summary, changes, row_digest) VALUES (?, ?, ?, ?, ?)"
)


@dataclass(slots=True)
class Change:
    """One thing that happened, on its way to its line.

    `changes` maps a field to its value before and after, in neutral form. `occurred` is UTC text.
    `index` names the search index of its words: the record's class, or ``sealed``.
    """

    site: str
    verb: str
    occurred: str
    plugin: str = "core"
    type: str = ""
    record: str | None = None
    number: str = ""
    version: int = 0
    place: str = ""
    record_class: str = "general"
    summary: str = ""
    changes: dict[str, Any] = field(default_factory=dict)
    row_digest: str = ""
    index: str = ""
    prefix: str = ""


class Written(NamedTuple):
    """Where a change went: the line's position, number in its site's chain, and hash."""

    pos: int
    site: str
    seq: int
    hash: str
    record: str | None
    number: str
    verb: str
    type: str
    summary: str
    committed: str


def envelope_hash(values: Sequence[Any]) -> str:
    """Return the hash of an envelope: SHA-256 of its canonical JSON.

    Args:
        values: those of the fields of `ENVELOPE`, in its order.
    """
    spelled = [
        quoted(value) if isinstance(value, str) else "null" if value is None else str(value)
        for value in _SORTED(values)
    ]
    return sha256(_ENVELOPE_BODY % tuple(spelled))


_SORTED = itemgetter(*sorted(range(len(ENVELOPE)), key=ENVELOPE.__getitem__))
_ENVELOPE_BODY = "{" + ",".join(f'"{name}":%s' for name in sorted(ENVELOPE)) + "}"
"""Canonical JSON of an envelope, whose names are known: spelling it costs less than an encoder."""


def payload_digest(salt: str, summary: str, changes: str, row_digest: str) -> str:
    """Return the digest of a payload: SHA-256 of the salt's 16 bytes and the canonical payload.

    `changes` is its canonical JSON text as stored.
    """
    body = (quoted(changes), quoted(row_digest), quoted(summary))
    return sha256(_PAYLOAD_BODY % body, bytes.fromhex(salt))


_PAYLOAD_BODY = '{"changes":%s,"row_digest":%s,"summary":%s}'


def search_words(summary: str, changes: Mapping[str, Any], index: str, record_class: str) -> str:
    """Return what a line is found by in an index: its summary and every text that it brought.

    A person named in it who is of another class is left out, for who searches that index may not
    know of them. The same payload must always give the same words for an index: SQLite needs them
    again to forget them.

    Args:
        summary: the line's.
        changes: the line's.
        index: the index; ``sealed`` stands for the line's own class.
        record_class: the line's own class.
    """
    known = record_class if index == "sealed" else index
    found = [summary]
    for key in sorted(set(changes) - _NOT_WORDS):
        after = changes[key][1]
        if not key.startswith("core_party:") or after.get("record_class") == known:
            found.extend(_texts(after))
    return " ".join(dict.fromkeys(found))


_NOT_WORDS = frozenset({"occurred_from", "occurred_to", "state", "record_class", "place"})


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in sorted(value):
            if key not in ("id", "record_id", "record_class", "person", "operator", "at"):
                yield from _texts(value[key])
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def write_lines(
    link: Any,
    engine: Engine,
    actor: Actor,
    changes: Sequence[Change],
    recorded: str,
    committed: str = "",
) -> list[Written]:
    """Append a line for each change, in order, and return where they went.

    To be called last before the commit: it locks each site's head, in sorted order. `link` is the
    driver's own connection, inside the transaction that wrote the rows. `recorded` and
    `committed` are UTC text; without the second they are the same.
    """
    dice = os.urandom(_SALT * len(changes))
    ready = [
        _payload(change, dice[_SALT * n : _SALT * (n + 1)]) for n, change in enumerate(changes)
    ]
    heads = {site: _lock_head(link, engine, site) for site in sorted({c.site for c in changes})}
    positions = _next_positions(link, engine, len(changes))
    committed = committed or recorded
    written, lines, ids = [], [], new_ids(len(changes))
    for change, payload, pos, id in zip(changes, ready, positions, ids, strict=True):
        seq, previous = heads[change.site]
        digest = payload_digest(*payload)
        values = (  # in the order of ENVELOPE
            change.site, seq + 1, id, actor.desk, change.occurred, recorded, committed,
            actor.operator, change.plugin, change.type, change.record, change.number,
            change.version, change.verb, change.place, change.record_class, digest, previous,
        )  # fmt: skip
        found = envelope_hash(values)
        heads[change.site] = (seq + 1, found)
        lines.append((pos, *values, found))
        written.append(_written(change, payload[1], pos, seq + 1, found, committed))
    _insert(link, engine, changes, positions, lines, ready)
    for site, (seq, found) in heads.items():
        link.execute(engine.sql(_SET_HEAD), (seq, found, site))
    return written


_SET_HEAD = "UPDATE journal_head SET seq = ?, hash = ? WHERE site = ?"


_SALT = 16


def _payload(change: Change, salt: bytes) -> tuple[str, str, str, str]:
    return salt.hex(), clean(change.summary), encode(change.changes), change.row_digest


def _lock_head(link: Any, engine: Engine, site: str) -> tuple[int, str]:
    seq, found = link.execute(engine.sql(engine.lock_head), (site,)).fetchone()
    return seq, found


def _next_positions(link: Any, engine: Engine, count: int) -> list[int]:
    first = link.execute(engine.next_position, (count,)).fetchone()[0]
    return first if isinstance(first, list) else list(range(first, first + count))


def _insert(
    link: Any,
    engine: Engine,
    changes: Sequence[Change],
    positions: Sequence[int],
    lines: list[tuple[Any, ...]],
    payloads: list[tuple[str, str, str, str]],
) -> None:
    cursor = link.cursor()
    cursor.executemany(engine.sql(_LINE), lines)
    rows = [(pos, *payload) for pos, payload in zip(positions, payloads, strict=True)]
    cursor.executemany(engine.sql(_PAYLOAD), rows)
    by_index: dict[str, list[tuple[int, str]]] = {}
    for change, pos, payload in zip(changes, positions, payloads, strict=True):
        index = change.index or change.record_class
        words = search_words(payload[1], change.changes, index, change.record_class)
        by_index.setdefault(index, []).append((pos, engine.index_words(words)))
    for index, entries in by_index.items():
        cursor.executemany(engine.sql(engine.index_line.format(index=index)), entries)


def _written(
    change: Change, summary: str, pos: int, seq: int, found: str, committed: str
) -> Written:
    return Written(
        pos, change.site, seq, found, change.record, change.number, change.verb, change.type,
        summary, committed,
    )  # fmt: skip
