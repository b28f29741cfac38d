"""What a tour means: it is begun, its checkpoints are scanned or skipped, and it ends.

Each act is one transaction and one line of the journal. When the last checkpoint is settled the
tour ends by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

from sro_ops import Context, Link, Refused
from sro_patrol.tours.acting import end, keep, last_walk, running_walk, walk_and_stop, walk_for
from sro_patrol.tours.course import kept, plan_course
from sro_patrol.tours.finding import (
    Walk,
    checkpoint_by_code,
    checkpoints_by_code,
    named,
    plans,
    running,
    stops_of,
)
from sro_patrol.tours.models import Checkpoint, Scan, Tour, TourException
from sro_patrol.tours.telling import Told, answered, coming, ended, line_of, then, told_of
from sro_patrol.tours.timing import progress, same_scan


def start(context: Context, text: str) -> Told:
    """Begin a tour of the plan that `text` names.

    Raises:
        Refused: no such plan, or it cannot be walked; or it is under way at this desk already.
    """
    now, zone = context.now(), ZoneInfo(context.zone)
    with context.write() as session:
        plan = named("tour", plans(session, context.site), text, context, "name")
        for tour in running(session, context.site):
            if tour.plan == plan.id and tour.recorded_by == context.actor.operator:
                raise Refused(f"you are on {tour.tour} already", tour.number or "", "Finish it")
        known = checkpoints_by_code(session, context.site)
        course = plan_course(plan, stops_of(session, plan), known, now, zone)
        stands = progress(course, [], now)
        tour = Tour(
            tour=plan.name, plan=plan.id, course=kept(course), occurred_from=now, settled=0,
            stops=len(course.stops), last_by=context.actor.operator, **coming(stands),
        )  # fmt: skip
        session.add(tour)
        session.intend(tour, "logged", summary=f"{plan.name} began, {len(course.stops)} to scan")
    words = f"{tour.tour} began, 0 of {tour.stops}; next: {tour.next_name}"
    return Told(tour, stands, None, words, "running", written=line_of(session, tour))


def scan(context: Context, code: str, answer: str = "") -> Told:
    """Take a scanned code on the tour that it belongs to: first the scanning officer's own.

    Raises:
        Refused: nobody knows the code, it is retired, or no running tour has it.
    """
    now = context.now()
    with context.write() as session:
        checkpoint = checkpoint_by_code(session, context.site, code)
        if checkpoint is None:
            raise Refused(f'no checkpoint has the code "{code}"', todo="Add it, or scan again")
        walk, index = walk_for(session, context, checkpoint)
        if same_scan(walk.course, walk.acts, index, now):
            told = told_of(walk, walk.stands(now), index, "again")
            if answer:
                _take_answer(session, walk, walk.scans[-1].id, checkpoint, answer)
        else:
            said = answered(checkpoint.answers, answer, checkpoint.name)
            told = keep(
                session, context, walk, index,
                kind="scan", name=checkpoint.name, checkpoint=checkpoint.number,
                question=checkpoint.question, answer=said,
            )  # fmt: skip
    told = replace(told, written=line_of(session, told.tour))
    if checkpoint.question and not answer:
        return replace(told, question=checkpoint.question, answers=tuple(checkpoint.answers))
    return told


def skip(context: Context, text: str, why: str, tour: str = "") -> Told:
    """Say that nobody will go to a checkpoint of a running tour, and why.

    Raises:
        Refused: without a reason, or for what is not on the tour or was scanned already.
    """
    if not why.strip():
        raise Refused("a reason is missing", todo="Say why: --why locked for testing")
    with context.write() as session:
        walk, index = walk_and_stop(session, context, text, tour)
        one = walk.stands(context.now()).stops[index]
        if not one.open:
            raise Refused(f"{one.stop.name} is settled already: {one.word}", walk.tour.number or "")
        told = keep(
            session, context, walk, index,
            kind="skip", name=one.stop.name, reason=why.strip(),
        )  # fmt: skip
    return replace(told, written=line_of(session, told.tour))


def exception(context: Context, text: str, what: str, tour: str = "") -> Told:
    """Open a record of what is wrong at a checkpoint of a running tour, linked to the tour.

    Raises:
        Refused: nothing is said, or the checkpoint is not on the tour.
    """
    if not what.strip():
        raise Refused("there is nothing to keep yet", todo="Say what is wrong there")
    now = context.now()
    with context.write() as session:
        walk, index = walk_and_stop(session, context, text, tour)
        stop = walk.course.stops[index]
        opened = TourException(
            what=what.strip(), checkpoint=stop.name, place=stop.place or None, occurred_from=now
        )
        session.add(opened)
        session.flush()
        session.add(Link(from_record=opened.id, to_record=walk.tour.id, relation="exception on"))
        told = keep(
            session, context, walk, index,
            kind="exception", name=stop.name, reason=what.strip(),
        )  # fmt: skip
    return replace(told, written=line_of(session, told.tour), opened=opened.number or "")


def finish(context: Context, tour: str = "") -> Told:
    """End a running tour; what nobody was at by now was missed.

    Raises:
        Refused: no tour is running, or several and none is named.
    """
    with context.write() as session:
        walk = running_walk(session, context, tour)
        stands = progress(walk.course, walk.acts, context.now(), ended=True)
        words = ended(walk.tour, stands)
        end(walk.tour, context.now())
        session.intend(walk.tour, "moved", "finish", words, at=context.now())
    told = Told(walk.tour, stands, None, words, "finished")
    return replace(told, written=line_of(session, walk.tour))


def answer(context: Context, tour: str, text: str) -> Told:
    """Keep the answer to the question of the last scan on a tour, or correct it.

    Args:
        tour: its number; empty for the one that the officer was on last.

    Raises:
        Refused: nothing was asked there, or it is no answer to choose from.
    """
    with context.write() as session:
        walk = last_walk(session, context, tour)
        asked = [scan for scan in walk.scans if scan.question]
        if not asked:
            raise Refused("nothing was asked on this tour", walk.tour.number or "")
        known = checkpoints_by_code(session, context.site)
        last, stands = asked[-1], walk.stands(context.now())
        checkpoint = known.get((last.checkpoint or "").casefold())
        said = _take_answer(session, walk, last.id, checkpoint, text)
    words = f"{last.name}: {said}{then(stands)}"
    return Told(walk.tour, stands, None, words, "answered", written=line_of(session, walk.tour))


def _take_answer(
    session: Any, walk: Walk, id: str, checkpoint: Checkpoint | None, text: str
) -> str:
    scan = session.get(Scan, id)
    scan.answer = answered(checkpoint.answers if checkpoint else [], text, scan.name)
    session.intend(walk.tour, "answered", summary=f"{scan.name}: {scan.answer}", at=scan.at)
    return scan.answer or ""
