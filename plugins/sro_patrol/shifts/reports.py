"""Hours on duty, by week, officer and school."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from sro_ops import Column, Paragraph, ReportAsk, Table, Total, Totals
from sro_patrol.shifts.hours import WEEK, Key, Sum, Worked, begins, sums, week_of
from sro_patrol.shifts.models import OffDuty, Shift

REACH = timedelta(days=3)
"""A shift that began so long before the first week may still reach into it."""

_COLUMNS = (
    Column("week", "Week of", "date", 12),
    Column("officer", "Officer"),
    Column("site", "School", width=7),
    Column("shifts", "Shifts", "count", 7),
    Column("minutes", "Hours", "minutes", 9),
    Column("remark", "", width=13),
)


def weekly(ask: ReportAsk) -> Iterator[Table | Totals | Paragraph]:
    """Return the hours of the whole weeks that hold the days asked for, at every school in sight.

    Officers stand by their names. A shift that nobody ended has no hours yet, and its officer's sum
    is a lower bound.
    """
    first, last = week_of(ask.first), week_of(ask.last)
    start, end = begins(first, ask.zone), begins(last + WEEK, ask.zone)
    found = sums(_worked(ask.session, start, end), ask.zone)
    within = {key: found[key] for key in sorted(found, key=_order) if first <= key[2] <= last}
    yield Table("", _COLUMNS, _rows(within), empty="Nobody was on duty.")
    if within:
        yield Totals("Hours", _totals(within, {"from": f"{first}", "to": f"{last + WEEK}"}))
    yield Paragraph(
        "Weeks run from Monday to Sunday. Each shift: sro-ops journal --type patrol.shift"
    )


def _order(key: Key) -> tuple[Any, ...]:
    return key[2], key[0].split()[-1:], key[0], key[1]


def _rows(found: Mapping[Key, Sum]) -> Iterator[Sequence[object]]:
    for (officer, site, week), one in found.items():
        remark = f"{one.open} not ended" if one.open else None
        yield week, officer, site, one.shifts, one.minutes, remark


def _totals(found: Mapping[Key, Sum], when: Mapping[str, str]) -> Iterator[Total]:
    people = dict.fromkeys(officer for officer, _, _ in found)
    for who in people:
        mine = [one for (officer, _, _), one in found.items() if officer == who]
        minutes = sum(one.seconds for one in mine) // 60
        open_ = any(one.open for one in mine)
        yield Total(who, minutes, "minutes", open_, {"type": "patrol.shift", **when})


def _worked(session: Any, start: datetime, end: datetime) -> Iterator[Worked]:
    """Give every shift that may lie in a stretch of time, cut to it."""
    shifts = session.scalars(
        select(Shift)
        .where(Shift.struck.is_(False), Shift.occurred_from >= start - REACH)
        .where(Shift.occurred_from < end)
        .order_by(Shift.occurred_from)
    ).all()
    ends = _ends(session, start - REACH)
    for shift in shifts:
        stop = ends.get(shift.id)
        who = shift.officer or "not named"
        yield Worked(who, shift.site, shift.occurred_from.astimezone(UTC), stop, shift.number or "")


def _ends(session: Any, start: datetime) -> dict[str | None, datetime]:
    """Return when shifts ended, by the shift's id; of two ends the last counts."""
    found = session.execute(
        select(OffDuty.shift_id, func.max(OffDuty.occurred_from))
        .select_from(OffDuty)
        .where(OffDuty.struck.is_(False), OffDuty.occurred_from >= start)
        .group_by(OffDuty.shift_id)
    )
    return {row[0]: row[1] for row in found}
