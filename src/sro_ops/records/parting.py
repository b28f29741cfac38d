"""Parts of a kept record, added and amended as people write them: a stop of a plan, an item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.field_rules import Field
from sro_ops.records.kept import allow_others, need_reason, own_record, set_values
from sro_ops.records.part import Part, part_name
from sro_ops.records.record import Record
from sro_ops.records.saving import Saved, saved
from sro_ops.records.values import read_value
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.text import nearest


def part_class(cls: type[Record], name: str) -> type[Part]:
    """Return the class of a record type's part by its name.

    Raises:
        Refused: it has no such part; says which there are.
    """
    known = {part_name(part): part for part in cls.parts}
    if name in known:
        return known[name]
    close = nearest(name, known)
    todo = f"Nearest: {close}" if close else f"It has {', '.join(known) or 'none'}"
    raise Refused(f'a {cls.kind().label.lower()} has no part "{name}"', todo=todo)


def add_part(
    store: Store, actor: Actor, number: str, name: str, texts: Mapping[str, str], site: str
) -> Saved:
    """Add a part to a record, by the same rules as a form would.

    Raises:
        Refused: no such record or part, no right, or a bad value.
    """
    with store.write(actor, site) as session:
        record = own_record(session, number, site)
        allow_others(actor, record, "core.amend")
        cls = part_class(type(record), name)
        part = cls(record=record, **_values(cls, texts, store.zones[record.site]))
        session.add(part)
        session.intend(record, "amended", "", f"{record.summary()}; {name} added")
    return saved(session, record)


def amend_part(
    store: Store,
    actor: Actor,
    number: str,
    name: str,
    texts: Mapping[str, str],
    why: str,
    site: str,
) -> Saved:
    """Change fields of one part of a record, with a reason.

    Args:
        name: which part: ``stop 2``, the second one that was added.

    Raises:
        Refused: no such record or part, no reason, no right, a bad value, or nothing changed.
    """
    need_reason(why)
    word, _, count = name.strip().partition(" ")
    with store.write(actor, site) as session:
        record = own_record(session, number, site)
        allow_others(actor, record, "core.amend")
        cls = part_class(type(record), word)
        kept = session.scalars(select(cls).where(cls.record_id == record.id).order_by(cls.id)).all()
        if not count.isdecimal() or not 1 <= int(count) <= len(kept):
            raise Refused(f'no {word} "{count}"', number, f"There are {len(kept)}: {word} 1, …")
        set_values(kept[int(count) - 1], _values(cls, texts, store.zones[record.site]))
        session.intend(record, "amended", why)
    return saved(session, record)


def _values(cls: type[Part], texts: Mapping[str, str], zone: str) -> dict[str, Any]:
    known = cls.fields()
    return {name: read_value(_field(cls, known, name), text, zone) for name, text in texts.items()}


def _field(cls: type[Part], known: Mapping[str, Field], name: str) -> Field:
    if name in known:
        return known[name]
    close = nearest(name, known)
    todo = f"Nearest: {close}" if close else f"Fields: {', '.join(known) or 'none'}"
    raise Refused(f'no field "{name}"', part_name(cls), todo)
