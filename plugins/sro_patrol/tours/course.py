"""From a plan to the course of one walk, and the form in which a tour keeps it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import Any

from sro_ops import Refused
from sro_patrol.tours.clocktimes import at, next_start, read_clocks, read_days, read_when
from sro_patrol.tours.models import Checkpoint, Plan, Stop
from sro_patrol.tours.shapes import Act, Course
from sro_patrol.tours.shapes import Stop as Expected


def in_order(stops: Iterable[Stop]) -> list[Stop]:
    """Return the stops of a plan that are not left out, as they are to be walked.

    They stand as they were entered; one with a position comes before the one that is there.
    """
    kept = sorted((stop for stop in stops if not stop.dropped), key=lambda stop: stop.id)
    placed = [stop for stop in kept if stop.position is not None]
    found = [stop for stop in kept if stop.position is None]
    for stop in sorted(placed, key=lambda stop: stop.position or 0):
        found.insert(max((stop.position or 1) - 1, 0), stop)
    return found


def plan_course(
    plan: Plan,
    stops: Sequence[Stop],
    checkpoints: Mapping[str, Checkpoint],
    start: datetime,
    zone: tzinfo,
) -> Course:
    """Return what is expected of a walk that begins at `start`.

    Args:
        plan: the plan.
        stops: its stops, in order.
        checkpoints: the site's checkpoints by code, in small letters.
        start: aware.
        zone: the school's.

    Raises:
        Refused: the plan has no stop, or a stop's checkpoint is not there or is retired.
    """
    if not stops:
        raise Refused(
            f"{plan.name} has no checkpoints yet", plan.number or "",
            f"Add one: sro-ops add stop --to {plan.number} checkpoint=CODE",
        )  # fmt: skip
    grace = timedelta(minutes=plan.grace)
    return Course(
        tuple(_expected(stop, checkpoints, plan, start, zone) for stop in stops),
        start,
        plan.order == "ordered",
        plan.monitoring,
        timedelta(minutes=plan.interval or 0),
        grace,
    )


def _expected(
    stop: Stop, checkpoints: Mapping[str, Checkpoint], plan: Plan, start: datetime, zone: tzinfo
) -> Expected:
    known = checkpoints.get(stop.checkpoint.strip().casefold())
    if known is None or known.struck or known.state != "active":
        wrong = "there is no such checkpoint" if known is None else "that checkpoint is retired"
        raise Refused(
            f"{plan.name} cannot be walked: {wrong}, {stop.checkpoint}", plan.number or "",
            "Add the checkpoint, or leave the stop out",
        )  # fmt: skip
    opens = at(read_when(stop.opens), start, zone) if stop.opens else None
    due = at(read_when(stop.due), start, zone, opens) if stop.due else None
    return Expected(
        known.id, known.name, known.place or "", opens, due,
        timedelta(minutes=plan.grace), _span(stop.dwell_min), _span(stop.dwell_max),
        timedelta(seconds=stop.walk) if stop.walk is not None else None,
    )  # fmt: skip


def _span(minutes: int | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)


_TIMES = ("opens", "due")
_SPANS = ("grace", "least", "most", "walk")


def kept(course: Course) -> dict[str, Any]:
    """Return a course as a tour keeps it: text, whole numbers of seconds and truths."""
    return {
        "ordered": course.ordered,
        "monitoring": course.monitoring,
        "interval": _seconds(course.interval),
        "grace": _seconds(course.grace),
        "stops": [_kept_stop(stop) for stop in course.stops],
    }


def _kept_stop(stop: Expected) -> dict[str, Any]:
    told: dict[str, Any] = {"id": stop.checkpoint, "name": stop.name, "place": stop.place}
    told |= {key: value.isoformat() for key in _TIMES if (value := getattr(stop, key))}
    spans = {key: getattr(stop, key) for key in _SPANS}
    return told | {key: _seconds(span) for key, span in spans.items() if span is not None}


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())


def read_course(told: Mapping[str, Any], started: datetime) -> Course:
    """Return the course that a tour keeps; it began at `started`."""
    return Course(
        tuple(_read_stop(stop) for stop in told["stops"]),
        started,
        told["ordered"],
        told["monitoring"],
        timedelta(seconds=told["interval"]),
        timedelta(seconds=told["grace"]),
    )


def _read_stop(told: Mapping[str, Any]) -> Expected:
    opens, due = (datetime.fromisoformat(told[k]) if k in told else None for k in _TIMES)
    grace, least, most, walk = (timedelta(seconds=told[k]) if k in told else None for k in _SPANS)
    return Expected(
        told["id"], told["name"], told["place"], opens, due, grace or timedelta(0),
        least, most, walk,
    )  # fmt: skip


def acts_of(scans: Iterable[Any]) -> list[Act]:
    """Return what was done on a tour, in the order in which it was kept."""
    return [
        Act(scan.kind, scan.stop, scan.at, scan.operator or scan.by or "")
        for scan in sorted(scans, key=lambda scan: scan.seq)
    ]


def coming_start(plan: Plan, last: datetime, zone: tzinfo) -> datetime | None:
    """Return when a plan is to be walked after its last start; None for whenever somebody likes."""
    if plan.every:
        return last + timedelta(minutes=plan.every)
    if plan.starts:
        return next_start(read_clocks(plan.starts), read_days(plan.days or ""), last, zone)
    return None
