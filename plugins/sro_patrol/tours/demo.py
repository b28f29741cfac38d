"""What tours add to the demo's day in front: three plans, and who walks them when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial

from sro_ops import Context, DemoEntry
from sro_patrol.tours import service

_SPOTS = (
    ("Gym doors", "CP-GYM", "GYM"),
    ("Loading dock", "CP-DOCK", "DOCK"),
    ("Band room", "CP-BAND", "BAND"),
    ("Cafeteria", "CP-CAFE", "CAFE"),
    ("Lot B gate", "CP-LOTB", "LOTB"),
    ("Stairwell C", "CP-STC", "STC"),
)
_EVERY_SIX = (6, 12, 18, 24, 30, 36)
_PLANS = (
    ("Morning round", "ordered", _EVERY_SIX),
    ("Second block", "ordered", _EVERY_SIX),
    ("After lunch", "ordered", _EVERY_SIX),
    ("Lock-up", "any", (40,) * 6),
)
"""Name, order, and the minute by which each checkpoint is due. None has a time at which it begins:
a demo that was kept is opened on later days too, when nobody walks."""


def tour_day() -> list[DemoEntry]:
    """Return the day in front: two tours walked, one under way at 10:20, one late at its dock."""
    return [
        DemoEntry(time(7, 5), does=_plan),
        *_walk("Morning round", (7, 52), (4, 9, 15, 21, 27, 33)),
        *_walk("Second block", (10, 5), (5, 10, 20, 23, 29, 34)),
        *_walk("After lunch", (13, 1), (5, 15, 17, 23, 28, 35)),
        *_walk("Lock-up", (16, 2), (5, 9, 13, 17, 24, 30)),
    ]


def _plan(context: Context) -> None:
    from sro_patrol.tours.models import Checkpoint, Plan, Stop

    with context.write() as session:
        for name, code, place in _SPOTS:
            session.add(Checkpoint(name=name, code=code, place=place))
        for name, order, dues in _PLANS:
            plan = Plan(name=name, order=order)
            session.add(plan)
            for (_, code, _place), due in zip(_SPOTS, dues, strict=True):
                session.add(Stop(record=plan, checkpoint=code, due=str(due)))


def _walk(plan: str, begins: tuple[int, int], minutes: tuple[int, ...]) -> list[DemoEntry]:
    start = begins[0] * 60 + begins[1]

    def at(after: int, does: Callable[[Context], object]) -> DemoEntry:
        hour, minute = divmod(start + after, 60)
        return DemoEntry(time(hour, minute, 20), does=does)

    scans = [
        at(after, partial(service.scan, code=code))
        for after, (_, code, _place) in zip(minutes, _SPOTS, strict=True)
    ]
    return [at(0, partial(service.start, text=plan)), *scans, at(minutes[-1] + 2, service.finish)]
