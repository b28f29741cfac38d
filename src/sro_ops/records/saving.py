"""From a typed line to a kept record: what the Desk's entry line and ``sro-ops log`` share.

No line is ever refused for its content: what its verb cannot take is kept as a note.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from sro_ops.errors import Refused
from sro_ops.records.entry import Entry
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.store.canonical import utc_text
from sro_ops.store.entities import CoreRecord, Party
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store

REPEAT_SECONDS = 5
"""The same text by the same operator at the same desk within this time is one entry."""


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a kept line; `state` is ``saved`` or ``already_saved``; `at` is UTC text.

    `pos` is the journal line's position, for whoever shows it at once.
    """

    number: str
    id: str
    seq: int
    type: str
    summary: str
    at: str
    pos: int
    state: str = "saved"


def build(entry: Entry, classes: Mapping[str, type[CoreRecord]]) -> tuple[Record, list[Party]]:
    """Return the record that a line makes, with the people it names; nothing is saved.

    Raises:
        Refused: when the line holds nothing to keep.
    """
    verb = entry.verb or NOTE
    cls = classes.get(verb.type)
    if cls is not None and issubclass(cls, Record):
        record = cls(**_values(entry, cls))
        try:
            record.check({}, "logged")
            return record, _parties(entry, record)
        except Refused:
            if verb.type == NOTE.type:
                raise Refused("there is nothing to keep yet", todo="Type what happened") from None
    note = classes[NOTE.type]
    assert issubclass(note, Record)
    words = [entry.verb.word if entry.verb else "", entry.text, *(f"#{tag}" for tag in entry.tags)]
    record = note(text=" ".join(word for word in words if word), **_where(entry))
    return record, _parties(entry, record)


def save_entry(
    store: Store,
    actor: Actor,
    entry: Entry,
    site: str = "",
    again: bool = False,
    id: str | None = None,
) -> Saved:
    """Keep a line, durably, and answer with its number.

    Args:
        store: where.
        actor: who typed it.
        entry: the line as understood.
        site: the site; the only one where there is just one.
        again: keep it even if the same was kept a moment ago.
        id: the record's id, so that a retry is one record.

    Raises:
        Refused: without the right to keep such a record.
        Unreachable: when the store cannot be written; nothing was kept.
    """
    with store.write(actor, site) as session:
        repeat = _already(session, entry, store, id, again)
        if repeat is None:
            record, parties = build(entry, store.classes)
            if id is not None:
                record.id = id
            session.add_all([record, *parties])
            session.intend(record, "logged", typed=entry.line)
    if repeat is not None:
        return repeat
    return saved(session, record)


def saved(session: WriteSession, record: CoreRecord) -> Saved:
    """Return the answer for a record that the finished session kept."""
    line = next(line for line in reversed(session.written) if line.record == record.id)
    return Saved(
        record.number or "", record.id, line.seq, record.type, line.summary,
        utc_text(record.occurred_from), line.pos,
    )  # fmt: skip


def _already(
    session: WriteSession, entry: Entry, store: Store, id: str | None, again: bool
) -> Saved | None:
    if id is not None:
        for line in session.journal.history(id)[:1]:
            return _answer(line, "saved")
    if again:
        return None
    record, parties = build(entry, store.classes)
    wanted = (record.kind().type, record.summary(), record.place or "", _names(parties))
    for line in recent(session, REPEAT_SECONDS):
        kept = (line.type, line.summary, line.place, line.people)
        stated = line.at != line.recorded_at
        same_time = line.at == utc_text(record.occurred_from) if entry.stated else not stated
        if line.verb == "logged" and kept == wanted and same_time:
            return _answer(line, "already_saved")
    return None


def recent(session: WriteSession, seconds: float) -> list[Line]:
    """Return this operator's lines from this desk in the last so many seconds, oldest first."""
    since = utc_text(session.ledger.now - timedelta(seconds=seconds))
    actor = session.actor
    filters = [("committed", since), ("desk", actor.desk)]
    lines = session.journal.select(filters, limit=200)
    return [line for line in lines if line.operator == actor.operator]


def _answer(line: Line, state: str) -> Saved:
    return Saved(
        line.number, line.record or "", line.seq, line.type, line.summary, line.at, line.pos, state
    )


def _names(parties: list[Party]) -> tuple[str, ...]:
    return tuple(party.name for party in parties)


def _values(entry: Entry, cls: type[Record]) -> dict[str, Any]:
    verb = entry.verb or NOTE
    values: dict[str, Any] = {**verb.defaults, **_where(entry)}
    if verb.money is not None and entry.cents:
        values[verb.money] = entry.cents[0]
    values[verb.text] = " ".join([entry.text, *(f"#{tag}" for tag in entry.tags)]).strip()
    return values


def _where(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"place": entry.place.code if entry.place else None}
    if entry.stated:
        found["occurred_from"] = entry.occurred_from.astimezone(UTC)
    if entry.occurred_to is not None:
        found["occurred_to"] = entry.occurred_to.astimezone(UTC)
    return found


def _parties(entry: Entry, record: Record) -> list[Party]:
    kind = record.kind()
    return [
        Party(
            record=record, person=named.person_id, name=named.name, role="with",
            record_class=kind.record_class,
        )
        for named in entry.people
    ]  # fmt: skip
