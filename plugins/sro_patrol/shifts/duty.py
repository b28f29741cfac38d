"""Who is on duty, and what coming on and going off means.

Both are lines of their own; a shift is open while no line ends it. So a crossed-out end opens it
again, and a corrected time is right everywhere at once. One shift of an officer is open at a school
at a time; one that nobody ended gives way after `forgotten_after` hours, and goes on needing
somebody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from sro_ops import Refused
from sro_patrol.settings import settings
from sro_patrol.shifts.models import Kit, OffDuty, Shift
from sro_patrol.shifts.reading import ALL, things

LATER = timedelta(hours=1)
"""An end that is entered so long after it happened is marked as entered later."""

MOST = 200
"""Open shifts of one school beyond which no more are looked at."""


def open_shifts(session: Any, site: str) -> Sequence[Shift]:
    """Return the shifts at a site that no line ends, the oldest first."""
    return _standing(session, select(Shift).where(Shift.site == site))


def everywhere(session: Any) -> Sequence[Shift]:
    """Return the shifts that no line ends at every school that may be seen, the oldest first."""
    return _standing(session, select(Shift))


def _standing(session: Any, shifts: Any) -> Sequence[Shift]:
    ended = select(OffDuty.id).where(OffDuty.shift_id == Shift.id, OffDuty.struck.is_(False))
    standing = shifts.where(Shift.struck.is_(False), ~ended.exists())
    found: Sequence[Shift] = session.scalars(
        standing.order_by(Shift.occurred_from).limit(MOST)
    ).all()
    return found


def forgotten(shift: Shift, now: datetime) -> bool:
    """Say whether nobody ended a shift for so long that it was forgotten."""
    return now > due(shift)


def due(shift: Shift) -> datetime:
    """Return when a shift that goes on counts as forgotten."""
    return shift.occurred_from + timedelta(hours=settings().forgotten_after)


def on_duty(session: Any, site: str, now: datetime) -> list[Shift]:
    """Return the shifts that go on now: neither ended nor forgotten, the oldest first."""
    begun = [one for one in open_shifts(session, site) if one.occurred_from <= now]
    return [one for one in begun if not forgotten(one, now)]


def shift_of(session: Any, site: str, at: datetime) -> Shift | None:
    """Return the open shift of whoever acts, as it stood at a moment: the last begun by then."""
    mine = [
        one
        for one in open_shifts(session, site)
        if one.recorded_by == session.actor.operator and one.occurred_from <= at
    ]
    return mine[-1] if mine else None


def begin(session: Any, shift: Shift) -> None:
    """Let somebody come on duty: what follows from the verb ``on``.

    Raises:
        Refused: nobody has signed on, or they are on duty already.
    """
    if session.actor.operator is None:
        raise Refused("nobody has signed on here", todo="Sign on with badge and PIN")
    at = shift.occurred_from
    other = shift_of(session, shift.site, at)
    if other is not None and other.id != shift.id and not forgotten(other, at):
        raise Refused(f"you are on duty already ({other.number})", todo="Type off first")
    shift.officer = session.actor.name or None
    _carry(session, shift, things(shift.received))


def _carry(session: Any, shift: Shift, wanted: list[str]) -> None:
    """Let the shift carry these things, and cross out what a corrected line does not name."""
    there = {kit.what: kit for kit in carried(session, shift)}
    for what, kit in there.items():
        if what not in wanted and kit.back_at is None:
            kit.struck_why = "corrected"
    for what in dict.fromkeys(wanted):
        if what not in there:
            session.add(Kit(record=shift, what=what, out_at=shift.occurred_from))


def carried(session: Any, shift: Shift) -> Sequence[Kit]:
    """Return what an officer took out in a shift, what came back again too."""
    found: Sequence[Kit] = session.scalars(
        select(Kit).where(Kit.record_id == shift.id, Kit.struck_why.is_(None)).order_by(Kit.id)
    ).all()
    return found


def end(session: Any, off: OffDuty) -> None:
    """Let somebody go off duty: what follows from the verb ``off``.

    Raises:
        Refused: they are not on duty.
    """
    ended = _ended_by(session, off)
    off.shift, off.shift_id, off.officer = ended.number, ended.id, ended.officer
    off.later = session.now - off.occurred_from > LATER
    handed = things(off.handed)
    if ALL in handed:
        out = [kit.what for kit in carried(session, ended) if kit.back_at is None]
        handed = [one for one in [*handed, *out] if one != ALL]
        off.handed = ", ".join(dict.fromkeys(handed)) or None


def _ended_by(session: Any, off: OffDuty) -> Shift:
    """Return the shift that a line ends: the one that it ended before, or the open one."""
    if off.shift_id:
        named: Shift = session.load(off.shift_id)
        if named.occurred_from <= off.occurred_from:
            return named
    found = shift_of(session, off.site, off.occurred_from)
    if found is None:
        raise Refused("you were not on duty then", todo="Say when it ended: off yest 15:32")
    if forgotten(found, off.occurred_from) and off.occurred_from == session.now:
        what = f"when did {found.number} end? Nobody ended it"
        raise Refused(what, todo="Say when: off yest 15:32")
    return found


def still_out(session: Any, shift: Shift, off: OffDuty | None) -> list[str]:
    """Return what an officer still has of what was taken out in a shift."""
    handed = {one.casefold() for one in things(off.handed if off else None)}
    return [
        kit.what
        for kit in carried(session, shift)
        if kit.back_at is None and kit.what.casefold() not in handed
    ]


def off_of(session: Any, shift: Shift) -> OffDuty | None:
    """Return the line that ends a shift; None while it goes on."""
    found: OffDuty | None = session.scalar(
        select(OffDuty).where(OffDuty.shift_id == shift.id, OffDuty.struck.is_(False))
    )
    return found
