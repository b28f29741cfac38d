"""What tours add to the demo's day in front: three plans, and who walks them when."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from functools import partial
from typing import Any

from sro_ops import Context, DemoEntry
from sro_patrol.tours import service

_SPOTS = (
    ("Gym doors", "CP-GYM", "gym"),
    ("Loading dock", "CP-DOCK", "dock"),
    ("Band room", "CP-BAND", "band"),
    ("Cafeteria", "CP-CAFE", "cafe"),
    ("Lot B gate", "CP-LOTB", "lotb"),
    ("Stairwell C", "CP-STC", "stc"),
)
_PLANS: tuple[tuple[str, dict[str, Any], tuple[int, ...]], ...] = (
    ("Morning round", {"starts": "7:50", "days": "mon-fri"}, (6, 12, 18, 24, 30, 36)),
    ("Second block", {"starts": "10:05", "days": "mon-fri"}, (6, 12, 18, 24, 30, 36)),
    ("After lunch", {"starts": "13:00", "days": "mon-fri"}, (6, 12, 18, 24, 30, 36)),
    ("Lock-up", {"order": "any", "starts": "16:00", "days": "mon-fri"}, (40,) * 6),
)


def tour_day() -> list[DemoEntry]:
    """Return the day in front: two tours walked, one under way at 10:20, one late at its dock."""
    return [
        DemoEntry(time(7, 5), does=_plan),
        *_walk("Morning round", (7, 52), (4, 9, 15, 21, 27, 33)),
        *_walk("Second block", (10, 5), (5, 10, 20, 23, 29, 34)),
        *_walk("After lunch", (13, 1), (5, 22, 24, 29, 33, 38)),
        *_walk("Lock-up", (16, 2), (5, 9, 13, 17, 24, 30)),
    ]


def _plan(context: Context) -> None:
    from sro_patrol.tours.models import Checkpoint, Plan, Stop

    with context.write() as session:
        for name, code, place in _SPOTS:
            session.add(Checkpoint(name=name, code=code, place=place))
        for name, about, dues in _PLANS:
            plan = Plan(name=name, **about)
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
