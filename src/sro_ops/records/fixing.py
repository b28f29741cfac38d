"""Correcting one's own last entry: without a reason, for ten minutes, while nobody built on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, select

from sro_ops.errors import Refused
from sro_ops.records.building import build
from sro_ops.records.entry import Entry
from sro_ops.records.kept import own_record, set_values
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.records.saving import Declined, Saved, follow, saved
from sro_ops.store.canonical import from_utc_text, utc_text
from sro_ops.store.entities import Link, Party
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store

FIX_SECONDS = 600
"""How long the author may reopen the last entry without giving a reason."""

_UNCHANGED = frozenset(
    {"logged", "corrected", "appended", "linked", "read", "migrated", "sealed", "unsealed"}
)
_SEEN = frozenset({"printed", "acknowledged", "disclosed"})


def fix(store: Store, actor: Actor, number: str, entry: Entry, site: str) -> Saved:
    """Correct one's own last entry, without a reason; the journal says how much later.

    Another verb crosses the old record out and makes a new one, linked, in the same transaction.

    Raises:
        Refused: after ten minutes, after a later line of the same operator, or once it was
            changed, printed, acknowledged or crossed out; then amend. Also when nothing is
            different.
    """
    with store.write(actor, site) as session:
        record = own_record(session, number, site)
        later = _check_fixable(session, record)
        fresh, parties = build(entry, store)
        if fresh.kind().type == record.type:
            _take_over(session, record, fresh, entry)
            _follow(session, record, entry)
            why = f"corrected {later} s later"
            session.intend(record, "corrected", why, typed=entry.line)
        else:
            _follow(session, fresh, entry)
            _replace(session, record, fresh, parties, entry)
            record = fresh
    return saved(session, record)


def last_typed(store: Store, actor: Actor, site: str) -> tuple[str, str]:
    """Return the number and the typed text of the operator's last entry, for `fix`.

    Raises:
        Refused: there is none, or it may not be corrected any more; says what to do.
    """
    with store.journal(actor.scope) as journal:
        since = utc_text(store.clock() - timedelta(seconds=FIX_SECONDS))
        mine = [
            line
            for line in journal.back_to(since, site)
            if line.operator == actor.operator and line.verb in ("logged", "corrected")
        ]
        if not mine:
            raise Refused(
                "you have entered nothing in the last ten minutes", todo="Use edit with a reason"
            )
        typed = journal.typed(mine[-1].pos)
    return mine[-1].number, typed or mine[-1].summary


def _follow(session: WriteSession, record: Record, entry: Entry) -> None:
    """Do what follows from the corrected line; here a no is a no.

    Raises:
        Refused: the verb says no.
    """
    try:
        follow(session, record, entry)
    except Declined as no:
        raise no.args[0] from None


def _check_fixable(session: WriteSession, record: Record) -> int:
    """Return how many seconds ago the record was entered, or refuse."""
    history = session.journal.history(record.id)
    mine = [line for line in history if line.verb == "logged"]
    others = "Use edit with a reason"
    if record.struck:
        raise Refused("it is crossed out", record.number or "", "Type the entry again")
    if not mine or mine[0].operator != session.actor.operator:
        raise Refused("only who entered it corrects it", record.number or "", others)
    if _was_seen(session, mine[0], record.id):
        raise Refused("it was printed or acknowledged already", record.number or "", others)
    if any(line.verb not in _UNCHANGED for line in history):
        raise Refused("it was changed since", record.number or "", others)
    seconds = int((session.ledger.now - _committed(mine[0])).total_seconds())
    if seconds > FIX_SECONDS:
        raise Refused("that was more than ten minutes ago", record.number or "", others)
    if _has_later(session, mine[0], record.id):
        raise Refused("you have entered something later", record.number or "", others)
    return max(seconds, 0)


def _was_seen(session: WriteSession, first: Line, record: str) -> bool:
    """Say whether somebody may have read the entry on paper or signed for it.

    A report covers what had occurred by the time of its line.
    """
    return any(line.verb in _SEEN for line in session.journal.history(record)) or any(
        line.verb == "printed" and line.pos > first.pos and line.at >= first.at
        for line in session.journal.back_to(first.committed_at, first.site)
    )


def _has_later(session: WriteSession, first: Line, record: str) -> bool:
    lines = session.journal.back_to(first.committed_at)
    return any(
        line.pos > first.pos and line.operator == first.operator and line.record != record
        for line in lines
        if line.record and line.verb != "read"
    )


def _committed(line: Line) -> datetime:
    return from_utc_text(line.committed_at)


def _take_over(session: WriteSession, record: Record, fresh: Record, entry: Entry) -> None:
    """Bring the corrected values into the kept record, and its people."""
    there = session.scalars(_parties_of(record)).all()
    names = [*record.fields(), "place"]
    if entry.stated:
        names += ["occurred_from", "occurred_to"]
    set_values(record, {name: getattr(fresh, name) for name in names})
    wanted = {named.name: named for named in entry.people}
    for party in there:
        if party.name not in wanted:
            party.struck_why = "corrected"
        wanted.pop(party.name, None)
    for named in wanted.values():
        session.add(
            Party(
                record=record, person=named.person_id, name=named.name,
                record_class=record.record_class,
            )
        )  # fmt: skip


def _parties_of(record: Record) -> Select[Party]:
    return select(Party).where(Party.record_id == record.id, Party.struck_why.is_(None))


def _replace(
    session: WriteSession, record: Record, fresh: Record, parties: Sequence[Party], entry: Entry
) -> None:
    word = (entry.verb or NOTE).word
    record.struck = True
    session.intend(record, "struck", f"entered as {word}", f"crossed out: entered as {word}")
    if not entry.stated:
        fresh.occurred_from, fresh.occurred_to = record.occurred_from, record.occurred_to
    session.add_all([fresh, *parties])
    session.intend(fresh, "logged", typed=entry.line)
    session.flush()
    session.add(Link(from_record=fresh.id, to_record=record.id, relation="replaces"))
