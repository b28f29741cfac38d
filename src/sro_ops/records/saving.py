"""Keeping a typed line: what the Desk's entry line and ``sro-ops log`` share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.building import How, build
from sro_ops.records.entry import Entry
from sro_ops.records.record import Record
from sro_ops.records.repeats import repeated
from sro_ops.store.canonical import utc_text
from sro_ops.store.entities import CoreRecord, Party
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a kept line; `state` is ``saved`` or ``already_saved``; `at` is UTC text.

    `pos` is the journal line's position, for whoever shows it at once. `remark` says why a line was
    kept as a note instead; empty where it was not.
    """

    number: str
    id: str
    seq: int
    type: str
    summary: str
    at: str
    pos: int
    state: str = "saved"
    remark: str = ""


class Declined(Exception):
    """What follows from a line cannot be: its verb said no."""


def save_entry(
    store: Store,
    actor: Actor,
    entry: Entry,
    site: str = "",
    again: bool = False,
    id: str | None = None,
    why: str = "",
    strict: bool = False,
) -> Saved:
    """Keep a line, durably, and answer with its number.

    A line that its verb does not take is kept as a note, and the answer says why.

    Args:
        store: where.
        actor: who typed it.
        entry: the line as understood.
        site: the site; the only one where there is just one.
        again: keep it even if the same was kept a moment ago.
        id: the record's id, so that a retry is one record.
        why: what its line says beside the words: ``written later``.
        strict: refuse what the verb does not take, instead of keeping a note.

    Raises:
        Refused: without the right to keep such a record, or for the id of one that the actor may
            not see; strictly, for what the verb does not take.
        Unreachable: when the store cannot be written; nothing was kept.
    """
    if not actor.may("core.log"):
        raise Refused("you have no right to do that (core.log)")

    def keep(how: How) -> Saved:
        record, parties = build(entry, store, how)
        with store.write(actor, site) as session:
            repeat = _repeat(session, record, parties, None if again else entry, id)
            if repeat is None:
                record.id = id or record.id
                follow(session, record, entry)
                session.add_all([record, *parties])
                session.intend(record, "logged", why, typed=entry.line)
        return repeat or saved(session, record)

    try:
        return keep("strict" if strict else "typed")
    except Declined as no:
        if strict:
            raise no.args[0] from None
        return replace(keep("note"), remark=no.args[0].what)


def follow(session: WriteSession, record: Record, entry: Entry) -> None:
    """Let the verb of a line do what follows from it, within the transaction that keeps it.

    A fault of the plugin counts as a no, as in `build`: it must not cost an officer a line.

    Raises:
        Declined: the verb says no; holds the `Refused` that says why.
    """
    verb = entry.verb
    if verb is None or verb.keeps is None or verb.type != record.kind().type:
        return
    record.site = record.site or session.ledger.site
    record.occurred_from = record.occurred_from or session.now
    try:
        verb.keeps(session, record)
    except Refused as no:
        raise Declined(no) from None
    except Unreachable:
        raise
    except Exception as error:
        what = f'"{verb.word}" could not be kept: {type(error).__name__}'
        raise Declined(Refused(what)) from error


def _repeat(
    session: WriteSession,
    record: Record,
    parties: Sequence[Party],
    entry: Entry | None,
    id: str | None,
) -> Saved | None:
    """Return the answer of the same record, or without `again` the same line, kept before."""
    kept = _kept(session, id)
    if kept is not None or entry is None:
        return kept
    line = repeated(session, record, parties, entry.stated)
    return _answer(line, "already_saved") if line else None


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
