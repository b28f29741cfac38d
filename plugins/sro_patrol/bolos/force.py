"""Which BOLOs are in force, and issuing and cancelling them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from sro_ops import Context, Refused
from sro_patrol.bolos.models import Bolo
from sro_patrol.bolos.reading import read_bolo
from sro_patrol.settings import settings

MOST = 200
"""BOLOs of one school that are looked at."""


def read(text: str, when: datetime) -> Mapping[str, object]:
    """Read a typed line by the site's own settings."""
    return read_bolo(text, when, settings().bolo_days)


def in_force(session: Any, site: str, now: datetime) -> Sequence[Bolo]:
    """Return the BOLOs that are in force at a school, the newest first."""
    found: Sequence[Bolo] = session.scalars(
        select(Bolo)
        .where(Bolo.site == site, Bolo.state == "issued", Bolo.struck.is_(False))
        .where(Bolo.occurred_from <= now, or_(Bolo.expires.is_(None), Bolo.expires > now))
        .order_by(Bolo.occurred_from.desc())
        .limit(MOST)
    ).all()
    return found


def every(session: Any, site: str) -> Sequence[Bolo]:
    """Return the last BOLOs of a school, however they stand, the newest first."""
    found: Sequence[Bolo] = session.scalars(
        select(Bolo)
        .where(Bolo.site == site, Bolo.struck.is_(False))
        .order_by(Bolo.occurred_from.desc())
        .limit(MOST)
    ).all()
    return found


def cancel(context: Context, number: str, by: str) -> str:
    """Cancel a BOLO; return its number.

    Args:
        context: whose actor cancels it.
        number: as people write it.
        by: who said so; empty for whoever acts.

    Raises:
        Refused: it is no BOLO, or cancelled already.
    """
    site, whole = context.number(number)
    with context.write() as session:
        bolo = session.find(whole, site)
        if not isinstance(bolo, Bolo):
            raise Refused("that is no BOLO", whole)
        bolo.state = bolo.workflow.target("cancel", bolo.state)
        bolo.cancelled_by = by or context.actor.name or None
        session.intend(bolo, bolo.workflow.verb("cancel"), "cancel")
    return whole


def short(moment: datetime | None, now: datetime) -> str:
    """Return until when, as briefly as it can be said: ``to 15:00``, ``to Fri``, ``to 21 Oct``."""
    if moment is None:
        return ""
    here = moment.astimezone(now.tzinfo)
    days = (here.date() - now.date()).days
    if days == 0:
        return f"to {here:%H:%M}"
    return f"to {here:%a}" if days < 7 else f"to {here.day} {here:%b}"
