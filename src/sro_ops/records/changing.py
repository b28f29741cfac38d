"""What may be done to a kept record: correct, amend, move on, cross out, add to, link.

Each is one transaction and one line of the journal. Deleting does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.entry import Entry
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.records.saving import Saved, build, saved
from sro_ops.records.values import check_span, read_values
from sro_ops.store.canonical import from_utc_text, utc_text
from sro_ops.store.entities import CoreRecord, Link, Narrative, Party
from sro_ops.store.model import Actor, Line
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.text import clean, one_line

FIX_SECONDS = 600
"""How long the author may reopen the last entry without giving a reason."""

_SEEN = frozenset({"printed", "acknowledged", "disclosed"})


def fix(store: Store, actor: Actor, number: str, entry: Entry, site: str) -> Saved:
    """Correct one's own last entry, without a reason; the journal says how much later.

    Another verb crosses the old record out and makes a new one, linked, in the same transaction.

    Raises:
        Refused: after ten minutes, after a later line of the same operator, or once it was
            printed, acknowledged or crossed out; then amend. Also when nothing is different.
    """
    with store.write(actor, site) as session:
        record = _own(session, number, site)
        later = _check_fixable(session, record)
        fresh, parties = build(entry, store)
        if fresh.kind().type == record.type:
            _take_over(session, record, fresh, entry)
            why = f"corrected {later} s later"
            session.intend(record, "corrected", why, typed=entry.line)
        else:
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


def amend(
    store: Store,
    actor: Actor,
    number: str,
    texts: Mapping[str, str],
    why: str,
    site: str,
    version: int | None = None,
) -> Saved:
    """Change fields of a record, with a reason.

    Args:
        version: the version that the change was decided on; another one by now is refused.

    Raises:
        Refused: no reason, no right, a bad value, nothing changed, or somebody else changed it
            meanwhile.
    """
    need_reason(why)
    with store.write(actor, site) as session:
        record = _own(session, number, site)
        _allow_others(actor, record, "core.amend")
        if version is not None and record.version != version:
            raise Refused(
                "somebody else changed this record meanwhile", number, "Look again, then decide"
            )
        _set(record, read_values(type(record), dict(texts), store.zones[record.site]))
        check_span(record)
        session.intend(record, "amended", why)
    return saved(session, record)


def move(
    store: Store, actor: Actor, number: str, step: str, texts: Mapping[str, str], site: str
) -> Saved:
    """Take a record one step of its workflow further, setting fields on the way.

    Raises:
        Refused: for a step that is not possible now; says which ones are.
    """
    with store.write(actor, site) as session:
        record = _own(session, number, site)
        if record.workflow is None:
            raise Refused(f"a {record.kind().label.lower()} has no steps", number)
        _allow_others(actor, record, "core.move")
        record.state = record.workflow.target(step, record.state)
        _set(record, read_values(type(record), dict(texts), store.zones[record.site]))
        check_span(record)
        session.intend(record, "moved", step)
    return saved(session, record)


def strike(store: Store, actor: Actor, number: str, why: str, site: str) -> Saved:
    """Cross a record out; it stays in sight, with the reason.

    Raises:
        Refused: without a reason or the right, or when it is crossed out already.
    """
    need_reason(why)
    with store.write(actor, site) as session:
        record = session.find(number, site)
        _allow_others(actor, record, "core.strike")
        if record.struck:
            raise Refused("it is crossed out already", number)
        record.struck = True
        session.intend(record, "struck", why, f"crossed out: {one_line(why)}")
    return saved(session, record)


def append(store: Store, actor: Actor, number: str, text: str, site: str) -> Saved:
    """Add a line to a record's narrative.

    Raises:
        Refused: for an empty line.
    """
    if not clean(text).strip():
        raise Refused("there is nothing to add", number, "Type the line after the number")
    with store.write(actor, site) as session:
        record = session.find(number, site)
        line = Narrative(record=record, at=store.clock(), operator=actor.operator, text=text)
        session.add(line)
        session.intend(record, "appended", "", clean(text).strip())
    return saved(session, record)


def link(
    store: Store, actor: Actor, number: str, other: str, relation: str, site: str, other_site: str
) -> None:
    """Link two records that the actor may see.

    Raises:
        Refused: when one is not there, or they are linked so already.
    """
    with store.write(actor, site) as session:
        first, second = session.find(number, site), session.find(other, other_site)
        if first.id == second.id:
            raise Refused("a record is not linked to itself", number)
        word = one_line(relation) or "see"
        if _links(session, first, second, word):
            raise Refused(f"it is linked so already: {word} {other}", number)
        session.add(Link(from_record=first.id, to_record=second.id, relation=word))


def _links(session: WriteSession, first: CoreRecord, second: CoreRecord, word: str) -> bool:
    there = select(Link).where(
        Link.from_record == first.id, Link.to_record == second.id, Link.relation == word
    )
    return session.scalar(there) is not None


def _own(session: WriteSession, number: str, site: str) -> Record:
    record = session.find(number, site)
    if not isinstance(record, Record):
        what = "was expunged" if record.expunged else f"its plugin is not loaded ({record.type})"
        raise Refused(what, number, "It can be seen, but not changed")
    return record


def _check_fixable(session: WriteSession, record: Record) -> int:
    """Return how many seconds ago the record was entered, or refuse."""
    mine = [line for line in session.journal.history(record.id) if line.verb == "logged"]
    others = "Use edit with a reason"
    if record.struck:
        raise Refused("it is crossed out", record.number or "", "Type the entry again")
    if not mine or mine[0].operator != session.actor.operator:
        raise Refused("only who entered it corrects it", record.number or "", others)
    if any(line.verb in _SEEN for line in session.journal.history(record.id)):
        raise Refused("it was printed or acknowledged already", record.number or "", others)
    seconds = int((session.ledger.now - _committed(mine[0])).total_seconds())
    if seconds > FIX_SECONDS:
        raise Refused("that was more than ten minutes ago", record.number or "", others)
    if _has_later(session, mine[0], record.id):
        raise Refused("you have entered something later", record.number or "", others)
    return max(seconds, 0)


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
    names = [*record.fields(), "place"]
    if entry.stated:
        names += ["occurred_from", "occurred_to"]
    _set(record, {name: getattr(fresh, name) for name in names})
    wanted = {named.name: named for named in entry.people}
    for party in session.scalars(_parties_of(record)).all():
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


def _parties_of(record: Record) -> Any:
    return select(Party).where(Party.record_id == record.id, Party.struck_why.is_(None))


def _replace(
    session: WriteSession, record: Record, fresh: Record, parties: list[Party], entry: Entry
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


def _set(record: CoreRecord, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def _allow_others(actor: Actor, record: CoreRecord, permission: str) -> None:
    """Refuse who may not do this to a record that somebody else entered."""
    if record.recorded_by != actor.operator and not actor.may(permission):
        raise Refused(f"somebody else entered it ({permission})", record.number or "")


def need_reason(why: str) -> None:
    """Refuse an empty reason.

    Raises:
        Refused: there are no words in it.
    """
    if not clean(why).strip():
        raise Refused("a reason is needed", todo="Say why in a few words (--why)")
