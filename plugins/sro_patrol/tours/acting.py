"""Keeping an act on a tour: which tour it belongs to, its row, and the tour's figures after it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from sro_ops import Context, Refused
from sro_patrol.tours.course import acts_of
from sro_patrol.tours.finding import (
    Walk,
    checkpoints_by_code,
    mine_first,
    named,
    running,
    walk_of,
)
from sro_patrol.tours.models import Checkpoint, Scan, Tour
from sro_patrol.tours.telling import Told, coming, ended, told_of
from sro_patrol.tours.timing import progress

VERBS = {"scan": "scanned", "skip": "skipped", "exception": "found wrong"}
"""What is done on a tour -> the verb of its line in the journal."""


class NotOnTour(Refused):
    """A checkpoint that no running tour has."""


def walk_for(session: Any, context: Context, checkpoint: Checkpoint) -> tuple[Walk, int]:
    """Return the tour that a scan belongs to, and its stop there.

    The officer's own tours come first, then the others; one on which the checkpoint is still open
    comes before one on which it is settled.

    Raises:
        NotOnTour: no tour is running, or none of them has the checkpoint.
    """
    tours = mine_first(running(session, context.site), context.actor.operator)
    if not tours:
        raise NotOnTour(f"{checkpoint.name}: no tour is running", checkpoint.code, "Start one")
    settled: tuple[Walk, int] | None = None
    for tour in tours:
        walk = walk_of(session, tour)
        index = walk.stop_of(checkpoint.id)
        if index is not None and all(act.stop != index for act in walk.acts):
            return walk, index
        settled = settled or ((walk, index) if index is not None else None)
    if settled is None:
        retired = " is retired and" if checkpoint.state == "retired" else ""
        raise NotOnTour(f"{checkpoint.name}{retired} is not on the running tour", checkpoint.code)
    return settled


def running_walk(session: Any, context: Context, text: str) -> Walk:
    """Return the running tour that is named; without a name the officer's own, else the last.

    Raises:
        Refused: no tour is running, or none is called so.
    """
    tours = mine_first(running(session, context.site), context.actor.operator)
    if not tours:
        raise Refused("no tour is running", todo="Start one: sro-ops patrol start TOUR")
    tour = named("running tour", tours, text, context, "tour") if text else tours[0]
    return walk_of(session, tour)


def last_walk(session: Any, context: Context, number: str) -> Walk:
    """Return the tour of that number; without one the tour that the officer was on last.

    Raises:
        Refused: there is none.
    """
    if number:
        site, whole = context.number(number)
        found = session.find(whole, site)
    else:
        own = select(Tour).where(
            Tour.type == Tour.kind().type, Tour.site == context.site,
            Tour.last_by == context.actor.operator,
        )  # fmt: skip
        found = session.scalar(own.order_by(Tour.occurred_from.desc()).limit(1))
    if not isinstance(found, Tour):
        raise Refused("you were on no tour yet" if not number else "that is no tour", number)
    return walk_of(session, found)


def walk_and_stop(session: Any, context: Context, text: str, tour: str) -> tuple[Walk, int]:
    """Return a running tour and the stop on it that is named: by code, number, or its name.

    Raises:
        Refused: no tour is running, or no checkpoint on it is called so.
    """
    walk = running_walk(session, context, tour)
    known = checkpoints_by_code(session, context.site).get(text.strip().casefold())
    index = walk.stop_of(known.id) if known is not None else None
    if index is None:
        wanted = " ".join(text.split()).casefold()
        names = [stop.name.casefold() for stop in walk.course.stops]
        for fits in (str.__eq__, str.startswith, str.__contains__):
            found = [i for i, name in enumerate(names) if fits(name, wanted)]
            if found:
                done = {act.stop for act in walk.acts}
                return walk, next((i for i in found if i not in done), found[0])
        raise Refused(f'no checkpoint "{text}" on {walk.tour.tour}', walk.tour.number or "")
    return walk, index


def keep(session: Any, context: Context, walk: Walk, index: int, **about: Any) -> Told:
    """Keep an act with the tour's figures after it; the last one ends the tour."""
    tour, actor = walk.tour, context.actor
    now = context.now()
    scan = Scan(
        record=tour, seq=len(walk.acts) + 1, stop=index, at=now, operator=actor.operator,
        by=actor.name or None, **about,
    )  # fmt: skip
    session.add(scan)
    stands = progress(walk.course, [*walk.acts, *acts_of([scan])], now)
    tour.settled, tour.last_by = stands.settled, actor.operator
    for name, value in coming(stands).items():
        setattr(tour, name, value)
    one = stands.stops[index]
    told = told_of(walk, stands, index, one.state)
    if stands.next is None:
        end(tour, now)
        last = f"{ended(tour, stands)}; last {one.stop.name}, {one.word}"
        session.intend(tour, "moved", "finish", last, at=now, place=one.stop.place)
    else:
        session.intend(tour, VERBS[scan.kind], summary=told.words, at=now, place=one.stop.place)
    return told


def end(tour: Tour, now: datetime) -> None:
    """Let a tour end; a clock that went back since it began leaves open when."""
    tour.state = Tour.workflow.target("finish", tour.state)
    tour.alarm_at = tour.alarm_name = tour.next_name = None
    if now >= tour.occurred_from:
        tour.occurred_to = now
