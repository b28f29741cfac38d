"""What is out of order, who is in the building, and finding a number to call."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sro_ops import Context, Party, Refused
from sro_patrol.frontdesk.models import Contact, Outage, Visitor

MOST = 500
"""Records of one kind and school that are looked at."""


def out_of_order(session: Any, site: str) -> Sequence[Outage]:
    """Return what does not work at a school, the newest first."""
    found: Sequence[Outage] = session.scalars(
        select(Outage)
        .where(Outage.site == site, Outage.state == "out of order", Outage.struck.is_(False))
        .order_by(Outage.occurred_from.desc())
        .limit(MOST)
    ).all()
    return found


def present(session: Any, site: str) -> Sequence[Visitor]:
    """Return the visitors who have not left, who came first first."""
    found: Sequence[Visitor] = session.scalars(
        select(Visitor)
        .where(Visitor.site == site, Visitor.state == "present", Visitor.struck.is_(False))
        .order_by(Visitor.occurred_from)
        .limit(MOST)
    ).all()
    return found


def names_in(session: Any, record: Any) -> list[str]:
    """Return who is named in a record, as far as may be seen."""
    found = session.scalars(
        select(Party).where(Party.record_id == record.id, Party.struck_why.is_(None))
    )
    return [party.name for party in found]


def sign_out(context: Context, which: str, at: str | None) -> Visitor:
    """Let a visitor leave, found by badge, or by the number of the record.

    Raises:
        Refused: nobody has that badge, or they left already.
    """
    left = context.moment(at) if at else None
    with context.write() as session:
        visitor = _visitor(context, session, which)
        visitor.state = visitor.workflow.target("leave", visitor.state)
        visitor.occurred_to = left or session.now
        if visitor.occurred_to < visitor.occurred_from:
            raise Refused("they left before they came", visitor.number or "", "Look at the time")
        session.intend(visitor, visitor.workflow.verb("leave"), "leave")
    return visitor


def _visitor(context: Context, session: Any, which: str) -> Visitor:
    here = present(session, context.site)
    by_badge = [one for one in here if (one.badge or "").casefold() == which.casefold()]
    if len(by_badge) == 1:
        return by_badge[0]
    if len(by_badge) > 1:
        numbers = ", ".join(one.number or "" for one in by_badge)
        raise Refused(f"several have badge {which}", todo=f"Name one: {numbers}")
    if not any(c.isdigit() for c in which):
        raise Refused(f"nobody here has badge {which}", todo="Name the badge or the number")
    site, whole = context.number(which)
    visitor = session.find(whole, site)
    if not isinstance(visitor, Visitor):
        raise Refused(f"nobody here has badge {which}")
    return visitor


def look_up(session: Any, site: str, words: str) -> list[Contact]:
    """Return whom to call: entries that hold every word, in name, role, place or remark."""
    wanted = words.casefold().split()
    found = session.scalars(
        select(Contact).where(Contact.site == site, Contact.struck.is_(False)).limit(MOST)
    )
    matching = [one for one in found if all(word in _told(one) for word in wanted)]
    return sorted(matching, key=lambda one: (one.role or one.name or "").casefold())


def _told(contact: Contact) -> str:
    told = (contact.name, contact.role, contact.phone, contact.radio, contact.remark, contact.place)
    return " ".join(one for one in told if one).casefold()


def since(moment: datetime, now: datetime) -> str | datetime:
    """Return since when: the time for today, else the day."""
    here = moment.astimezone(now.tzinfo)
    return here if here.date() == now.date() else f"{here.day} {here:%b}"
