"""What tours need, and by when: the next checkpoint, the ones that were missed, tours to start.

What is due next stands on each tour in an indexed column, so this reads only what is due, never
the scans, however many tours are under way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, or_, select

from sro_ops import Deadline
from sro_patrol.tours.models import Plan, Tour
from sro_patrol.tours.overview import start_of

MOST = 50
"""Tours that are told of singly, those due first; the others are counted in one more row."""

AHEAD = timedelta(minutes=15)
"""How long before it is due something is told of."""


def due_tours(session: Any, now: datetime, zones: Mapping[str, str]) -> list[Deadline]:
    """Return what tours need within the next minutes, and what was missed.

    Args:
        session: a guarded session for reading.
        now: aware.
        zones: the time zone of each site.
    """
    return [*_checkpoints(session, now), *_starts(session, now, zones)]


def _checkpoints(session: Any, now: datetime) -> Iterator[Deadline]:
    """Yield the next alarm of each running tour: a checkpoint counts as missed at due + grace."""
    due = (Tour.alarm_at <= now + AHEAD, Tour.struck.is_(False))
    columns = select(Tour.number, Tour.tour, Tour.alarm_at, Tour.alarm_name).where(*due)
    coming = session.execute(columns.order_by(Tour.alarm_at).limit(MOST)).all()
    for number, tour, alarm, name in coming:
        what = f"{name} missed, {tour}" if now > alarm else f"Scan {name}, {tour}"
        yield Deadline(what, alarm, number, soon=AHEAD)
    if len(coming) == MOST:
        count = session.scalar(select(func.count()).select_from(Tour).where(*due)) - MOST
        if count:
            yield Deadline(f"{count:,} more tours with a checkpoint due", coming[-1][2], soon=AHEAD)


def _starts(session: Any, now: datetime, zones: Mapping[str, str]) -> Iterator[Deadline]:
    """Yield the plans that are to be walked now, overdue when their grace has passed."""
    scheduled = select(Plan).where(
        Plan.type == Plan.kind().type,
        Plan.state == "active",
        Plan.struck.is_(False),
        or_(Plan.starts.is_not(None), Plan.every.is_not(None)),
    )
    for plan in session.scalars(scheduled):
        coming = start_of(session, plan, ZoneInfo(zones.get(plan.site, "UTC")))
        if coming is not None and coming <= now + AHEAD:
            grace = timedelta(minutes=plan.grace)
            yield Deadline(f"Start {plan.name}", coming + grace, plan.number or "", soon=AHEAD)
