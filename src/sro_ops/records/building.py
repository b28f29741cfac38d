"""The record that a typed line makes; nothing is saved here.

No line is ever refused for its content: what its verb cannot take becomes a note.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC
from typing import Any, Literal

from sro_ops.errors import Refused
from sro_ops.records.entry import Entry
from sro_ops.records.note import NOTE
from sro_ops.records.record import Record
from sro_ops.records.verbs import Verb
from sro_ops.store.changes import Rule
from sro_ops.store.differences import differences, fill_defaults
from sro_ops.store.entities import CoreRecord, Party
from sro_ops.store.store import Store
from sro_ops.text import dollars

How = Literal["typed", "strict", "note"]
"""How a line is taken: see `build`."""


def build(entry: Entry, store: Store, how: How = "typed") -> tuple[Record, list[Party]]:
    """Return the record that a line makes, with the people it names; nothing is saved.

    Args:
        entry: the line as understood.
        store: whose types and rules hold.
        how: ``typed`` makes a note of what the verb's type does not take, ``strict`` refuses that,
            ``note`` makes a note of any line.

    Raises:
        Refused: when the line holds nothing to keep; strictly, for what the type does not take.
    """
    verb = entry.verb or NOTE
    cls = store.classes.get(verb.type)
    record = None
    if how != "note" and verb.type != NOTE.type and cls is not None and issubclass(cls, Record):
        taken = _strictly if how == "strict" else _taken
        record = taken(cls, entry, verb, store.rules)
    record = record or _note(entry, store.classes[NOTE.type])
    kind = record.kind()
    record.record_class = store.record_classes.get(kind.type, kind.record_class)
    return record, _parties(entry, record)


def _taken(cls: type[Record], entry: Entry, verb: Verb, rules: Sequence[Rule]) -> Record | None:
    """Return the record that the verb makes; None where its type does not take the line.

    A fault in the type's own rules counts as a no: it must not cost an officer a line.
    """
    try:
        return _strictly(cls, entry, verb, rules)
    except Exception:
        return None


def _strictly(cls: type[Record], entry: Entry, verb: Verb, rules: Sequence[Rule]) -> Record:
    """Return the record that the verb makes.

    Raises:
        Refused: its type does not take the line.
    """
    record = cls(**_values(entry, verb))
    fill_defaults(record)
    for rule in rules:
        rule(record, differences(record))
    record.check(differences(record), "logged")
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


def _values(entry: Entry, verb: Verb) -> dict[str, Any]:
    values: dict[str, Any] = {**verb.defaults, **_where(entry)}
    if verb.money is not None and entry.cents:
        values[verb.money] = entry.cents[0]
    words = " ".join([entry.text, *_tags(entry)]).strip()
    if verb.reads is not None:
        return {**values, **verb.reads(words, entry.occurred_from)}
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
