"""From a typed line to a kept record: what the Desk's entry line and ``sro-ops log`` share.

No line is ever refused for its content: what its verb cannot take is kept as a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import Any

from sro_ops.errors import Refused
from sro_ops.records.entry import Entry
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.records.verbs import Verb
from sro_ops.store.canonical import utc_text
from sro_ops.store.changes import Rule
from sro_ops.store.differences import differences
from sro_ops.store.entities import CoreRecord, Party
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.text import dollars

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


def build(entry: Entry, store: Store) -> tuple[Record, list[Party]]:
    """Return the record that a line makes, with the people it names; nothing is saved.

    Raises:
        Refused: when the line holds nothing to keep.
    """
    verb = entry.verb or NOTE
    cls = store.classes.get(verb.type)
    record = None
    if verb.type != NOTE.type and cls is not None and issubclass(cls, Record):
        record = _taken(cls, entry, verb, store.rules)
    record = record or _note(entry, store.classes[NOTE.type])
    kind = record.kind()
    record.record_class = store.record_classes.get(kind.type, kind.record_class)
    return record, _parties(entry, record)


def _taken(cls: type[Record], entry: Entry, verb: Verb, rules: Sequence[Rule]) -> Record | None:
    """Return the record that the verb makes; None where its type does not take the line.

    A fault in the type's own rules counts as a no: it must not cost an officer a line.
    """
    try:
        record = cls(**_values(entry, verb))
        for rule in rules:
            rule(record, differences(record))
        record.check(differences(record), "logged")
    except Exception:
        return None
    return record


def _note(entry: Entry, cls: type[CoreRecord]) -> Record:
    """Return a note of all that the line says, but for names."""
    words = [entry.verb.word] if entry.verb and entry.verb.type != NOTE.type else []
    words += [entry.text] if entry.text else []
    words += [dollars(cents) for cents in entry.cents if dollars(cents) not in entry.text]
    words += _tags(entry)
    text = " ".join(words) or _rest(entry) or ("who was there" if entry.people else "")
    if not text:
        raise Refused("there is nothing to keep yet", todo="Type what happened")
    assert issubclass(cls, Record)
    return cls(text=text, **_where(entry))


def _rest(entry: Entry) -> str:
    """Return what was typed besides the verb and names: a place or a time alone is a line too."""
    kept, at = "", 0
    for mark in entry.marks:
        if mark.kind in ("verb", "person"):
            kept, at = kept + entry.line[at : mark.start], mark.end
    return (kept + entry.line[at:]).strip()


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
    if not actor.may("core.log"):
        raise Refused("you have no right to do that (core.log)")
    record, parties = build(entry, store)
    with store.write(actor, site) as session:
        repeat = _kept(session, id)
        if repeat is None and not again:
            repeat = _repeated(session, record, parties, entry.stated)
        if repeat is None:
            record.id = id or record.id
            session.add_all([record, *parties])
            session.intend(record, "logged", typed=entry.line)
    if repeat is not None:
        return repeat
    return saved(session, record)


def saved(session: WriteSession, record: CoreRecord) -> Saved:
    """Return the answer for a record that the finished session kept.

    Raises:
        Refused: when nothing in it was changed, so that there is no line.
    """
    lines = [line for line in session.written if line.record == record.id]
    if not lines:
        raise Refused("nothing was changed", record.number or "")
    return Saved(
        record.number or "", record.id, lines[0].seq, record.type, lines[0].summary,
        utc_text(record.occurred_from), lines[0].pos,
    )  # fmt: skip


def _kept(session: WriteSession, id: str | None) -> Saved | None:
    """Return the answer that a record of this id had when it was kept first."""
    lines = session.journal.history(id) if id is not None else []
    return _answer(lines[0], "saved") if lines else None


def _repeated(
    session: WriteSession, record: Record, parties: list[Party], stated: bool
) -> Saved | None:
    """Return the answer for the same line of a moment ago; other stated times are never the same.

    What was crossed out meanwhile may be typed again.
    """
    names = tuple(party.name for party in parties)
    wanted = (record.kind().type, record.summary(), record.place or "", names)
    for line in recent(session, REPEAT_SECONDS):
        same = (line.type, line.summary, line.place, line.people) == wanted
        if same and line.verb == "logged" and not line.struck:
            kept = session.load(line.record or "")
            if kept is not None and _same_time(line, kept, record, stated):
                return _answer(line, "already_saved")
    return None


def _same_time(line: Line, kept: CoreRecord, record: Record, stated: bool) -> bool:
    if not stated:
        return line.at == line.recorded_at
    return (kept.occurred_from, kept.occurred_to) == (record.occurred_from, record.occurred_to)


def recent(session: WriteSession, seconds: float) -> list[Line]:
    """Return this operator's lines from this desk in the last so many seconds, oldest first."""
    since = utc_text(session.ledger.now - timedelta(seconds=seconds))
    actor = session.actor
    lines = session.journal.back_to(since)
    return [line for line in lines if (line.desk, line.operator) == (actor.desk, actor.operator)]


def _answer(line: Line, state: str) -> Saved:
    return Saved(
        line.number, line.record or "", line.seq, line.type, line.summary, line.at, line.pos, state
    )


def _values(entry: Entry, verb: Verb) -> dict[str, Any]:
    values: dict[str, Any] = {**verb.defaults, **_where(entry)}
    if verb.money is not None and entry.cents:
        values[verb.money] = entry.cents[0]
    words = " ".join([entry.text, *_tags(entry)]).strip()
    return {**values, verb.text: words} if words else values


def _tags(entry: Entry) -> list[str]:
    return [f"#{tag}" for tag in entry.tags]


def _where(entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {"place": entry.place.code if entry.place else None}
    if entry.stated:
        found["occurred_from"] = entry.occurred_from.astimezone(UTC)
    if entry.occurred_to is not None:
        found["occurred_to"] = entry.occurred_to.astimezone(UTC)
    return found


def _parties(entry: Entry, record: Record) -> list[Party]:
    return [
        Party(
            record=record, person=named.person_id, name=named.name, role="with",
            record_class=record.record_class,
        )
        for named in entry.people
    ]  # fmt: skip
