"""What the entry line does not do: ending a colleague's shift, things out and back meanwhile."""

from __future__ import annotations

from sro_ops import Context, Refused
from sro_patrol.shifts.duty import carried, off_of, shift_of
from sro_patrol.shifts.models import Kit, OffDuty, Shift
from sro_patrol.shifts.reading import read_off, things


def end_for(context: Context, number: str, at: str | None, words: str) -> OffDuty:
    """End the shift of somebody who did not: at the time at which it really ended, marked as later.

    Args:
        context: whose actor may amend what others entered.
        number: the shift's, as people write it.
        at: when it ended, as typed.
        words: what was handed over, and to whom.

    Raises:
        Refused: no time, no such shift, it was ended already, or the right is missing.
    """
    context.allow("core.amend")
    if at is None:
        raise Refused("when did it end?", todo="Add --at 15:32, or --at 'yest 15:32'")
    moment = context.moment(at)
    site, whole = context.number(number)
    with context.write() as session:
        shift = session.find(whole, site)
        if not isinstance(shift, Shift):
            raise Refused("that is no shift", whole)
        if off_of(session, shift) is not None:
            raise Refused("it was ended already", whole)
        if moment <= shift.occurred_from:
            raise Refused("it ends before it began", whole, "Look at the day: --at 'yest 15:32'")
        off = OffDuty(
            site=site, shift=whole, shift_id=shift.id, officer=shift.officer, later=True,
            occurred_from=moment, **read_off(words, moment),
        )  # fmt: skip
        session.add(off)
    return off


def move_kit(context: Context, what: str, back: bool) -> str:
    """Note that something went out with whoever acts, or came back; return their shift's number.

    Raises:
        Refused: they are not on duty, or do not carry it.
    """
    (what, *_) = things(what) or [what]
    with context.write() as session:
        shift = shift_of(session, context.site, session.now)
        if shift is None:
            raise Refused("you are not on duty", todo="Type on first")
        carries = {kit.what.casefold(): kit for kit in carried(session, shift) if not kit.back_at}
        mine = carries.get(what.casefold())
        if back and mine is None:
            raise Refused(f"you do not carry {what}", todo=", ".join(carries) or "Nothing is out")
        if not back and mine is not None:
            raise Refused(f"you carry {what} already")
        if mine is not None:
            mine.back_at = session.now
        else:
            session.add(Kit(record=shift, what=what, out_at=session.now))
        session.intend(shift, "carried", summary=f"{what} {'back' if back else 'out'}")
    return shift.number or ""
