"""What waits for the next officer, and acknowledging it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from sro_ops import Context, Deadline, Refused
from sro_patrol.passon.models import PassOn

MOST = 100
"""Pass-ons of one school that are looked at."""

WITHIN = timedelta(hours=24)
"""How long a pass-on may wait before it is overdue."""


def sign(session: Any, passed: PassOn) -> None:
    """Name who passes something on: what follows from the verb ``pass``."""
    passed.author = session.actor.name or None


def waiting(session: Any, site: str) -> Sequence[PassOn]:
    """Return what nobody has acknowledged at a school, the oldest first."""
    return _open(session, select(PassOn).where(PassOn.site == site))


def _open(session: Any, passed: Any) -> Sequence[PassOn]:
    standing = passed.where(PassOn.state == "open", PassOn.struck.is_(False))
    found: Sequence[PassOn] = session.scalars(
        standing.order_by(PassOn.occurred_from).limit(MOST)
    ).all()
    return found


def new_to(session: Any, found: Sequence[PassOn]) -> list[PassOn]:
    """Return those that somebody else wrote than whoever asks."""
    return [one for one in found if one.recorded_by != session.actor.operator]


def deadlines(session: Any, now: datetime) -> list[Deadline]:
    """Return that there is something to acknowledge, for everybody but its author."""
    new = new_to(session, _open(session, select(PassOn)))
    if session.actor.operator is None or not new:
        return []
    words = new[0].text if len(new) == 1 else f"{len(new)} are new"
    return [
        Deadline(
            f"Acknowledge the pass-on: {words}", new[0].occurred_from + WITHIN,
            new[0].number or "", soon=WITHIN,
        )
    ]  # fmt: skip


def acknowledge(context: Context, number: str) -> list[str]:
    """Acknowledge one pass-on, or without a number all that others wrote; return the numbers.

    Raises:
        Refused: there is none, it is acknowledged already, or whoever acts wrote it.
    """
    with context.write() as session:
        found = [_named(context, session, number)] if number else _mine(context, session)
        for passed in found:
            session.intend(passed, passed.workflow.verb("acknowledge"), "acknowledge")
            passed.state = passed.workflow.target("acknowledge", passed.state)
    return [passed.number or "" for passed in found]


def _named(context: Context, session: Any, number: str) -> PassOn:
    site, whole = context.number(number)
    passed = session.find(whole, site)
    if not isinstance(passed, PassOn):
        raise Refused("that is no pass-on", whole)
    return passed


def _mine(context: Context, session: Any) -> list[PassOn]:
    found = new_to(session, waiting(session, context.site))
    if not found:
        raise Refused("there is nothing to acknowledge")
    return found
