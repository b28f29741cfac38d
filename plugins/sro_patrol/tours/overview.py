"""How all tours of a site stand now: what can be walked, and what is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from sro_ops import Context
from sro_patrol.tours.course import coming_start
from sro_patrol.tours.finding import Walk, plans, running, stops_of, walk_of
from sro_patrol.tours.models import Plan, Tour
from sro_patrol.tours.timing import Progress


@dataclass(frozen=True, slots=True)
class PlanNow:
    """A plan, how many stops it has, when it is to be walked next, and the number under way."""

    plan: Plan
    stops: int
    next_start: datetime | None
    running: str | None


def plans_now(context: Context) -> list[PlanNow]:
    """Return the plans of the site that are in use, by name; times in the site's zone."""
    zone = ZoneInfo(context.zone)
    with context.read() as session:
        under_way = {tour.plan: tour.number for tour in running(session, context.site)}
        return [
            PlanNow(
                plan,
                len(stops_of(session, plan)),
                start_of(session, plan, zone),
                under_way.get(plan.id),
            )
            for plan in plans(session, context.site)
        ]


def tours_now(context: Context) -> list[tuple[Walk, Progress]]:
    """Return the site's running tours with how each stands, the one that began last first."""
    now = context.now()
    with context.read() as session:
        walks = [walk_of(session, tour) for tour in running(session, context.site)]
    return [(walk, walk.stands(now)) for walk in walks]


def start_of(session: Any, plan: Plan, zone: tzinfo) -> datetime | None:
    """Return when a plan is to be walked next, in the zone; None for whenever somebody likes.

    A plan that was never walked counts from when it was made. Of its tours the one that was kept
    last counts, whatever the clock said.
    """
    began = session.scalar(
        select(Tour.occurred_from).where(Tour.plan == plan.id).order_by(Tour.id.desc()).limit(1)
    )
    coming = coming_start(plan, began or plan.recorded_at, zone)
    return coming.astimezone(zone) if coming else None
