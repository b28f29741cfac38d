"""Keeping a typed line: what the Desk's entry line and ``sro-ops log`` share."""

from __future__ import annotations

from dataclasses import dataclass

from sro_ops.errors import Refused
from sro_ops.records.building import build
from sro_ops.records.entry import Entry
from sro_ops.records.repeats import repeated
from sro_ops.store.canonical import utc_text
from sro_ops.store.entities import CoreRecord
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store


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


def save_entry(
    store: Store,
    actor: Actor,
    entry: Entry,
    site: str = "",
    again: bool = False,
    id: str | None = None,
    why: str = "",
) -> Saved:
    """Keep a line, durably, and answer with its number.

    Args:
        store: where.
        actor: who typed it.
        entry: the line as understood.
        site: the site; the only one where there is just one.
        again: keep it even if the same was kept a moment ago.
        id: the record's id, so that a retry is one record.
        why: what its line says beside the words: ``written later``.

    Raises:
        Refused: without the right to keep such a record, or for the id of one that the actor may
            not see.
        Unreachable: when the store cannot be written; nothing was kept.
    """
    if not actor.may("core.log"):
        raise Refused("you have no right to do that (core.log)")
    record, parties = build(entry, store)
    with store.write(actor, site) as session:
        repeat = _kept(session, id)
        if repeat is None and not again:
            line = repeated(session, record, parties, entry.stated)
            repeat = _answer(line, "already_saved") if line else None
        if repeat is None:
            record.id = id or record.id
            session.add_all([record, *parties])
            session.intend(record, "logged", why, typed=entry.line)
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
    """Return the answer that a record of this id had when it was kept first.

    Raises:
        Refused: there is one, but the actor may not see it.
    """
    if id is None or not session.journal.holds(id):
        return None
    lines = session.journal.history(id)
    if not lines:
        raise Refused(
            "a record with this id is kept already, and you may not read it",
            todo="Nothing was added; for another record take another id",
        )
    return _answer(lines[0], "saved")


def _answer(line: Line, state: str) -> Saved:
    return Saved(
        line.number, line.record or "", line.seq, line.type, line.summary, line.at, line.pos, state
    )
