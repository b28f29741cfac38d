"""How a tour stands: which checkpoints are on time, late, missed, skipped, or have an exception.

Pure: given what was expected and what was done, it says how each stop stands at a moment. Acts
count in the order in which they were kept, never by their clock, which may be corrected on the way.

The words are the trade's: a stop's *window* runs from when it opens until it is *due*; after that
it has *grace*, and is *missed* when that has passed too; *dwell* is how long somebody stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sro_patrol.tours.oddities import warn
from sro_patrol.tours.shapes import Act, Course, Standing, Stop

REPEAT = timedelta(seconds=10)
"""The same code again within this time is the same scan."""


_SETTLED = {"skip": "skipped", "exception": "exception"}


@dataclass(frozen=True, slots=True)
class Progress:
    """How a tour stands.

    Attributes:
        stops: each stop, in the order of the plan.
        next: the index of the stop to go to; None where all are settled.
        alarm: when the next stop counts as missed, or did, and its index; None for never.
    """

    stops: tuple[Standing, ...]
    next: int | None
    alarm: tuple[datetime, int] | None

    @property
    def settled(self) -> int:
        """How many stops somebody was at, or skipped."""
        return sum(not one.open for one in self.stops)

    def in_state(self, *states: str) -> list[Standing]:
        """Return the stops that stand so."""
        return [one for one in self.stops if one.state in states]


def progress(course: Course, acts: Sequence[Act], now: datetime, ended: bool = False) -> Progress:
    """Return how a tour stands.

    Args:
        course: what is expected.
        acts: what was done, in the order in which it was kept.
        now: the moment that is asked about, aware.
        ended: whether the tour is over: what nobody was at by then was missed.
    """
    found = tuple(Standing(stop, due=_window_end(course, stop)) for stop in course.stops)
    last = course.started
    for act in acts:
        if act.stop is not None:
            _take(course, found, act, last)
        last = act.at
    warn(course, found, acts)
    next_ = _next(course, found)
    if course.monitoring == "interval" and next_ is not None:
        found[next_].due = last + course.interval
    for one in found:
        if one.open:
            one.state = "missed" if ended else _open_state(course, one, now)
    return Progress(found, next_, None if ended else _alarm(course, found))


def same_scan(course: Course, acts: Sequence[Act], stop: int | None, now: datetime) -> bool:
    """Say whether a scan is the last one again: a key that bounced, or an impatient hand."""
    last = acts[-1] if acts else None
    return (
        last is not None
        and stop is not None
        and (last.kind, last.stop) == ("scan", stop)
        and abs(now - last.at) <= REPEAT
    )


def _window_end(course: Course, stop: Stop) -> datetime | None:
    return stop.due if course.monitoring == "tour" else None


def _take(course: Course, found: Sequence[Standing], act: Act, last: datetime) -> None:
    assert act.stop is not None
    one = found[act.stop]
    if act.kind == "scan" and one.state in ("done", "late", "exception"):
        one.left = act.at if act.by == one.by else one.left
        return
    if one.open or one.state == "skipped":
        one.at, one.by = act.at, act.by
        if course.monitoring == "interval":
            one.due = last + course.interval
        if course.monitoring == "tour" and one.stop.opens and act.at < one.stop.opens:
            one.warnings.append("before its window")
        if act.at < last:
            one.warnings.append("by a clock that went back")
    late = one.due is not None and one.at is not None and one.at > one.due
    one.state = _SETTLED.get(act.kind) or ("late" if late else "done")


def _next(course: Course, found: Sequence[Standing]) -> int | None:
    open_ = [index for index, one in enumerate(found) if one.open]
    if course.ordered or not open_:
        return open_[0] if open_ else None
    return min(open_, key=lambda index: _urgency(course, found[index], index))


def _urgency(course: Course, one: Standing, index: int) -> tuple[bool, datetime, int]:
    return one.due is None, one.due or course.started, index


def _open_state(course: Course, one: Standing, now: datetime) -> str:
    grace = course.grace if course.monitoring == "interval" else one.stop.grace
    if one.due is None:
        return "open"
    if now > one.due + grace:
        return "missed"
    return "due" if now >= (one.stop.opens or one.due) else "open"


def _alarm(course: Course, found: Sequence[Standing]) -> tuple[datetime, int] | None:
    interval = course.monitoring == "interval"
    return min(
        (
            (one.due + (course.grace if interval else one.stop.grace), index)
            for index, one in enumerate(found)
            if one.open and one.due is not None
        ),
        default=None,
    )
