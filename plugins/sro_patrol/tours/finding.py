"""Finding tours, plans and checkpoints in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sro_ops import Context, Refused
from sro_patrol.tours.course import acts_of, in_order, read_course
from sro_patrol.tours.models import Checkpoint, Plan, Scan, Stop, Tour, code_key
from sro_patrol.tours.shapes import Act, Course
from sro_patrol.tours.timing import Progress, progress

_SCANS = select(
    Scan.id, Scan.seq, Scan.kind, Scan.stop, Scan.at, Scan.operator, Scan.by, Scan.name,
    Scan.checkpoint, Scan.reason, Scan.question, Scan.answer,
)  # fmt: skip

MOST = 50
"""Running tours of a site that are looked through for a scanned code."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A tour with its course and what was done on it."""

    tour: Tour
    course: Course
    acts: list[Act]
    scans: Sequence[Any]

    def stands(self, now: datetime) -> Progress:
        """Return how it stands at a moment."""
        return progress(self.course, self.acts, now, self.tour.state == "finished")

    def stop_of(self, checkpoint: str) -> int | None:
        """Return the index of a checkpoint's stop: the first that is open, else the last."""
        found = [i for i, stop in enumerate(self.course.stops) if stop.checkpoint == checkpoint]
        done = {act.stop for act in self.acts}
        return next((index for index in found if index not in done), found[-1] if found else None)


def walk_of(session: Any, tour: Tour) -> Walk:
    """Read a tour's scans, as rows that nothing is changed in, and return it with its course."""
    scans = session.execute(_SCANS.where(Scan.record_id == tour.id).order_by(Scan.seq)).all()
    return Walk(tour, read_course(tour.course, tour.occurred_from), acts_of(scans), scans)


def running(session: Any, site: str, limit: int = MOST) -> list[Tour]:
    """Return the site's running tours, the one that began last first."""
    wanted = select(Tour).where(
        Tour.type == Tour.kind().type,
        Tour.site == site,
        Tour.state == "running",
        Tour.struck.is_(False),
    )
    return list(session.scalars(wanted.order_by(Tour.occurred_from.desc()).limit(limit)))


def mine_first(tours: Sequence[Tour], operator: str | None) -> list[Tour]:
    """Return tours in the order in which somebody's scan belongs to them: first their own."""
    return sorted(tours, key=lambda tour: operator not in (tour.last_by, tour.recorded_by))


def checkpoint_by_code(session: Any, site: str, code: str) -> Checkpoint | None:
    """Return the checkpoint with that code, retired ones too; None for none."""
    found: Checkpoint | None = session.scalar(
        select(Checkpoint).where(
            Checkpoint.code_key == code_key(site, code), Checkpoint.struck.is_(False)
        )
    )
    return found


def checkpoints_by_code(session: Any, site: str) -> dict[str, Checkpoint]:
    """Return a site's checkpoints by code and by number, in small letters."""
    found: dict[str, Checkpoint] = {}
    for one in session.scalars(
        select(Checkpoint).where(Checkpoint.type == Checkpoint.kind().type, Checkpoint.site == site)
    ):
        found[(one.number or "").casefold()] = found[one.code.casefold()] = one
    return found


def plans(session: Any, site: str) -> list[Plan]:
    """Return a site's plans that are in use, by name."""
    wanted = select(Plan).where(
        Plan.type == Plan.kind().type, Plan.site == site, Plan.state == "active",
        Plan.struck.is_(False),
    )  # fmt: skip
    return sorted(session.scalars(wanted), key=lambda plan: plan.name.casefold())


def stops_of(session: Any, plan: Plan) -> list[Stop]:
    """Return a plan's stops as they are to be walked."""
    return in_order(session.scalars(select(Stop).where(Stop.record_id == plan.id)))


def named(what: str, items: Sequence[Any], text: str, context: Context, name: str) -> Any:
    """Return the one item that a text names: by number, by name, or by how its name begins.

    Args:
        what: what it is: ``tour``.
        items: records with a `number`.
        text: as typed.
        context: for the short forms of numbers.
        name: the attribute that holds the name.

    Raises:
        Refused: none or several are meant; says which there are.
    """
    wanted, number = " ".join(text.split()).casefold(), _number(text, context)
    called = [(getattr(one, name).casefold(), one) for one in items]
    for found in (
        [one for one in items if one.number == number],
        [one for its, one in called if its == wanted],
        [one for its, one in called if its.startswith(wanted)],
    ):
        if len(found) == 1:
            return found[0]
        if found:
            break
    names = ", ".join(f"{getattr(one, name)} ({one.number})" for one in (found or items)[:8])
    wrong = f'"{text}" could be several' if found else f'no {what} "{text}"'
    raise Refused(wrong, todo=f"There are: {names}" if names else f"There is no {what} yet")


def _number(text: str, context: Context) -> str:
    if "-" not in text:
        return ""
    try:
        return context.number(text)[1]
    except Refused:
        return ""
