"""What the patrol screen shows: today's tours, and the stops of those under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from sro_ops import Context
from sro_patrol.tours.finding import Walk, mine_first, running, walk_of
from sro_patrol.tours.models import Tour
from sro_patrol.tours.overview import PlanNow, plans_now
from sro_patrol.tours.shapes import Standing
from sro_patrol.tours.timing import Progress

MOST = 100
"""Finished tours of today that are listed at most."""


@dataclass(frozen=True, slots=True)
class StopRow:
    """A checkpoint of a tour under way: how it stands, who was there, whether it is the next."""

    index: int
    one: Standing
    who: str = ""
    next: bool = False


@dataclass(frozen=True, slots=True)
class TourRow:
    """One row of today's tours: under way, to be started, or walked.

    Attributes:
        name: what the tour is called.
        state: ``active``, ``overdue``, ``soon``, ``open`` or ``done``; its glyph stands before.
        word: the state as a person reads it.
        detail: how far it is, or when it is to be started.
        number: of the walked tour, or of the plan that can be started.
        walk, stands: of a tour under way; None for the others.
    """

    name: str
    state: str
    word: str
    detail: str
    number: str
    at: datetime | None = None
    walk: Walk | None = None
    stands: Progress | None = None

    def checkpoints(self) -> list[StopRow]:
        """Return the checkpoints of a tour under way, in the order of its plan."""
        if self.walk is None or self.stands is None:
            return []
        who = {scan.stop: scan.by or "" for scan in reversed(self.walk.scans)}
        following = self.stands.next
        return [
            StopRow(index, one, who.get(index, ""), index == following)
            for index, one in enumerate(self.stands.stops)
        ]

    @property
    def startable(self) -> bool:
        """Whether it is a plan that somebody can begin."""
        return self.state in ("overdue", "soon", "open")


def board(context: Context) -> list[TourRow]:
    """Return today's tours: those under way (one's own first), to be started, then walked ones."""
    now = context.now()
    with context.read() as session:
        tours = mine_first(running(session, context.site), context.actor.operator)
        walks = [walk_of(session, tour) for tour in tours]
        ended = _ended(session, context.site, now)
    under_way = [_running(walk, walk.stands(now)) for walk in walks]
    plans = [_plan(one, now) for one in plans_now(context) if one.running is None]
    plans.sort(key=lambda row: (row.at is None, row.at or now, row.name))
    return [*under_way, *plans, *(_walked(tour) for tour in ended)]


def _ended(session: Any, site: str, now: datetime) -> Sequence[Tour]:
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    wanted = select(Tour).where(
        Tour.type == Tour.kind().type,
        Tour.site == site,
        Tour.state == "finished",
        Tour.occurred_from >= midnight,
        Tour.struck.is_(False),
    )
    found: Sequence[Tour] = session.scalars(
        wanted.order_by(Tour.occurred_from.desc()).limit(MOST)
    ).all()
    return found


def _running(walk: Walk, stands: Progress) -> TourRow:
    tour = walk.tour
    counts = [(len(stands.in_state(state)), state) for state in ("missed", "late")]
    detail = f"{stands.settled} of {len(stands.stops)}"
    detail += "".join(f", {count} {state}" for count, state in counts if count)
    return TourRow(
        tour.tour,
        "active",
        "under way",
        detail,
        tour.number or "",
        tour.occurred_from,
        walk,
        stands,
    )


def _plan(one: PlanNow, now: datetime) -> TourRow:
    at, stops = one.next_start, f"{one.stops} checkpoint{'' if one.stops == 1 else 's'}"
    state, word = "open", "to start"
    if at is not None and now > at + timedelta(minutes=one.plan.grace):
        state, word = "overdue", "OVERDUE"
    elif at is not None and at - now <= timedelta(minutes=15):
        state, word = "soon", "start now"
    return TourRow(one.plan.name, state, word, stops, one.plan.number or "", at)


def _walked(tour: Tour) -> TourRow:
    return TourRow(
        tour.tour, "done", "walked", f"{tour.settled} of {tour.stops}", tour.number or "",
        tour.occurred_to or tour.occurred_from,
    )  # fmt: skip
