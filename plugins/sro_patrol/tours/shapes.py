"""What a tour is made of for its rules: stops, the course, what was done, and how a stop stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Stop:
    """What is expected at one checkpoint of a tour.

    Attributes:
        checkpoint: the id of its record.
        name: what it is called.
        place: the code of its place; empty for none.
        opens, due: the window, aware; None where there is no such bound.
        grace: how long after `due` it counts as missed.
        least, most: how long somebody should stay; None for any time.
        walk: how long it takes at the quickest to the next stop; None where nobody said.
    """

    checkpoint: str
    name: str
    place: str = ""
    opens: datetime | None = None
    due: datetime | None = None
    grace: timedelta = timedelta(0)
    least: timedelta | None = None
    most: timedelta | None = None
    walk: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What is expected of a whole tour, as it was planned when it began.

    Attributes:
        stops: in the order of the plan.
        started: when it began, aware.
        ordered: whether they are to be walked in that order.
        monitoring: ``tour`` by each stop's window, ``interval`` by the time between two scans,
            ``none``.
        interval: the longest time between two scans, where it is monitored so.
        grace: after that interval.
    """

    stops: tuple[Stop, ...]
    started: datetime
    ordered: bool = True
    monitoring: str = "tour"
    interval: timedelta = timedelta(0)
    grace: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody did: a ``scan``, a ``skip`` or an ``exception``; `stop` is an index or None."""

    kind: str
    stop: int | None
    at: datetime
    by: str = ""


@dataclass(slots=True)
class Standing:
    """How one stop stands.

    Attributes:
        stop: what was expected.
        state: ``open``, ``due``, ``done``, ``late``, ``missed``, ``skipped`` or ``exception``.
        due: by when it was or is due; None for never.
        at, by: when and by whom it was settled first.
        warnings: what was odd, in words: ``faster than walking``.
    """

    stop: Stop
    state: str = "open"
    due: datetime | None = None
    at: datetime | None = None
    by: str = ""
    left: datetime | None = None
    warnings: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether nobody has been there yet, and nobody said that nobody will."""
        return self.at is None

    @property
    def word(self) -> str:
        """What a person reads."""
        timed = self.state == "done" and self.due is not None
        return "on time" if timed else WORDS[self.state]


WORDS = {
    "open": "to come", "due": "due now", "done": "done", "late": "late", "missed": "missed",
    "skipped": "skipped", "exception": "exception",
}  # fmt: skip
