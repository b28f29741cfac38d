"""A kept record on its way to a change: found, allowed, and its values set."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sro_ops.errors import Refused
from sro_ops.records.record import Record
from sro_ops.store.entities import Base, CoreRecord
from sro_ops.store.model import Actor
from sro_ops.store.session import WriteSession
from sro_ops.text import clean


def own_record(session: WriteSession, number: str, site: str) -> Record:
    """Return the record with that number, to be changed by the rules of its type.

    Raises:
        Refused: there is none in sight, it was expunged, or its plugin is not loaded.
    """
    record = session.find(number, site)
    if not isinstance(record, Record):
        what = "was expunged" if record.expunged else f"its plugin is not loaded ({record.type})"
        raise Refused(what, number, "It can be seen, but not changed")
    return record


def set_values(record: Base, values: Mapping[str, Any]) -> None:
    """Set fields of a record or a part, leaving alone what is so already."""
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)


def allow_others(actor: Actor, record: CoreRecord, permission: str) -> None:
    """Refuse who may not do this to a record that somebody else entered.

    Raises:
        Refused: names the permission.
    """
    if record.recorded_by != actor.operator and not actor.may(permission):
        raise Refused(f"somebody else entered it ({permission})", record.number or "")


def need_reason(why: str) -> None:
    """Refuse an empty reason.

    Raises:
        Refused: there are no words in it.
    """
    if not clean(why).strip():
        raise Refused("a reason is needed", todo="Say why in a few words (--why)")
