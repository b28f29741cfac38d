"""What the store fills in when a record is new: where it belongs, whose it is, and when."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime

from sro_ops.errors import Refused
from sro_ops.store.differences import fill_defaults
from sro_ops.store.entities import CoreRecord
from sro_ops.store.ids import is_id
from sro_ops.store.model import Actor
from sro_ops.store.pending import MARKS
from sro_ops.text import one_line


def complete(
    record: CoreRecord, site: str, kinds: Container[str], actor: Actor, now: datetime
) -> None:
    """Fill in the core row of a new record; what it says of class, agency and time stands.

    Args:
        record: of a class of its own.
        site: the code of the site it belongs to.
        kinds: the record types that are active in this store.
        actor: who writes it.
        now: aware, in UTC.

    Raises:
        Refused: it has no type that is active here, no id that is one, or a mark that only a
            command gives.
    """
    kind = record.__record__
    if kind is None:
        raise Refused("a record has a type of its own", todo="Declare a class of Record")
    if kind.type not in kinds:
        raise Refused(f"the type {kind.type} is not active in this store")
    if not is_id(record.id):
        raise Refused(f'"{one_line(record.id)}" is no id', todo="Write a UUID, or give none")
    held = record.__dict__
    held |= {
        "type": kind.type,
        "number": None,
        "site": site,
        "record_class": held.get("record_class") or kind.record_class,
        "owner_agency": held.get("owner_agency") or kind.owner_agency,
        "occurred_from": held.get("occurred_from") or now,
        "recorded_at": now,
        "recorded_by": actor.operator,
    }
    fill_defaults(record)
    mark = next((mark for mark in MARKS if held[mark]), None)
    if mark:
        raise Refused(f"a new record is not {mark}", todo="Save it, then use the command")


def known_site(code: str, sites: frozenset[str], actor: Actor) -> str:
    """Return the code of a site that there is, and at which the actor may write.

    Raises:
        Refused: there is no such site, or the actor has no right at it.
    """
    if code not in sites:
        what = f'no site "{code}"' if code else "which site"
        raise Refused(what, todo=f"Name one of {', '.join(sorted(sites)) or 'none'}")
    if not actor.scope.covers_site(code):
        raise Refused("you have no right to do that at this site", code)
    return code
