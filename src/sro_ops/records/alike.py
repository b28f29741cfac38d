"""Something alike that is open already: a second line about it belongs to that record.

The rule: a record of the type that the line would make, at the same place, of the last 24 hours, in
a state from which a step leads on, not crossed out, and with words in common. A type without a
workflow is never open: a second patrol of the gym is a second patrol.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.building import build
from sro_ops.records.entry import Entry
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.records.saving import Saved, saved
from sro_ops.records.workflow import Workflow
from sro_ops.store.entities import Narrative, Party
from sro_ops.store.model import PROTECTED, Actor
from sro_ops.store.store import Store
from sro_ops.store.words import words
from sro_ops.text import initials

WITHIN = timedelta(hours=24)
"""How long ago something alike may have happened."""

SHARE = 1 / 3
"""The part of the shorter text's telling words that must be in the other one too."""

MOST = 50
"""Open records of one type and place that are looked at, the latest first."""

SHORTEST = 3
"""Letters of a telling word."""

_EMPTY = """
the and for with from was were has had are his her him she they not but its one two this that them
there then out into onto near off over back gone
"""
EMPTY = frozenset(_EMPTY.split())
"""Words that tell nothing."""


@dataclass(frozen=True, slots=True)
class Alike:
    """An open record like the one that a line would make; `at` is when it happened."""

    number: str
    summary: str
    at: datetime
    protected: bool


def find_alike(store: Store, actor: Actor, entry: Entry, site: str) -> Alike | None:
    """Return the latest open record that is like what a line would make, or None."""
    try:
        record, _ = build(entry, store)
    except Refused:
        return None
    cls, verb = type(record), entry.verb or NOTE
    states, wanted = open_states(cls.workflow), telling(entry.text)
    if not states or not wanted:
        return None
    at = entry.occurred_from.astimezone(UTC)
    place = cls.place.is_(None) if record.place is None else cls.place == record.place
    near = select(cls).where(
        cls.type == cls.kind().type,
        cls.site == site,
        cls.occurred_from >= at - WITHIN,
        cls.occurred_from <= at + WITHIN,
        cls.state.in_(states),
        cls.struck.is_(False),
        place,
    )
    with store.read(actor) as session:
        for one in session.scalars(near.order_by(cls.occurred_from.desc()).limit(MOST)):
            if alike(wanted, telling(str(getattr(one, verb.text) or ""))):
                hidden = one.sealed or one.record_class in PROTECTED
                return Alike(one.number or "", one.summary(), one.occurred_from, hidden)
    return None


def open_states(workflow: Workflow | None) -> tuple[str, ...]:
    """Return the states from which a step leads on."""
    if workflow is None:
        return ()
    return tuple(
        dict.fromkeys(state for froms, _ in workflow.transitions.values() for state in froms)
    )


def telling(text: str) -> frozenset[str]:
    """Return the words of a text that tell what it is about, in small letters."""
    found = (word.casefold() for word in words(text))
    return frozenset(
        word
        for word in found
        if len(word) >= SHORTEST and word not in EMPTY and not word.isdigit()
    )  # fmt: skip


def alike(first: Collection[str], other: Collection[str]) -> bool:
    """Say whether two texts have enough telling words in common."""
    shared = len(set(first) & set(other))
    return shared > 0 and shared >= SHARE * min(len(first), len(other))


def add_entry(store: Store, actor: Actor, number: str, entry: Entry, site: str) -> Saved:
    """Add a typed line to a record's narrative, its people to the record; initials in the text.

    Raises:
        Refused: there is no such record that the actor may see and change, or nothing to add.
    """
    text, told = without_names(entry), without_names(entry, initialed=False)
    if not text:
        raise Refused("there is nothing to add", number, "Type what happened")
    with store.write(actor, site) as session:
        record = session.find(number, site)
        if isinstance(record, Record) and record.expunged:
            raise Refused("it was expunged", number)
        session.add(Narrative(record=record, at=store.clock(), operator=actor.operator, text=text))
        for named in entry.people:
            session.add(
                Party(
                    record=record, person=named.person_id, name=named.name, role="with",
                    record_class=record.record_class,
                )
            )  # fmt: skip
        session.intend(record, "appended", "", told or text, typed=entry.line)
    return saved(session, record)


def without_names(entry: Entry, initialed: bool = True) -> str:
    """Return a line as typed, with initials for those whom it names, or without them."""
    kept, at = "", 0
    for mark in entry.marks:
        if mark.kind == "person":
            kept, at = kept + entry.line[at : mark.start], mark.end
    text = " ".join((kept + entry.line[at:]).split())
    if entry.people and initialed:
        named = ", ".join(initials(one.name) for one in entry.people)
        text = f"{text} with {named}".strip()
    return text
