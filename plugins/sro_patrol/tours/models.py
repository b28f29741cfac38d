"""What is kept of tours: checkpoints, plans with their stops, walked tours with their scans.

A walked tour keeps the course as it was planned when it began, so that a plan which is changed
later changes nothing of what was walked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from sro_ops import Part, Record, Refused, Workflow, field
from sro_patrol.tours.clocktimes import read_clocks, read_days, read_when

_IN_USE = Workflow(
    "active", "retired",
    transitions={"retire": ("active", "retired"), "restore": ("retired", "active")},
)  # fmt: skip


class Checkpoint(
    Record, type="patrol.checkpoint", prefix="CP", record_class="general", word="point"
):
    """A spot that has a code to scan, and what is to be looked at there."""

    name: Mapped[str] = field("Name")
    code: Mapped[str] = field("Code", help="What the reader types: the tag's or barcode's text")
    look: Mapped[str | None] = field("What to look at")
    question: Mapped[str | None] = field("Question", help="Asked when it is scanned")
    choices: Mapped[str | None] = field("Choices", help="Answers to choose from: yes; no; blocked")
    code_key: Mapped[str] = mapped_column(unique=True, active_history=True)
    workflow = _IN_USE

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse a code that no reader sends as one word, and choices without a question."""
        super().check(changes, verb)
        if len(self.code.split()) != 1 or self.code.isdecimal():
            raise Refused(
                f'Code is "{self.code}"', todo="Write one word that is not digits alone, CP-7"
            )
        if self.choices and not self.question:
            raise Refused("there are choices and no question", todo="Add question=")
        self.code_key = code_key(self.site, self.code)

    @property
    def answers(self) -> list[str]:
        """The answers to choose from; empty for any answer."""
        return [one.strip() for one in (self.choices or "").split(";") if one.strip()]


def code_key(site: str, code: str) -> str:
    """Return what is the same for two codes that a reader cannot tell apart, at one site."""
    return f"{site} {code.strip().casefold()}"


class Stop(Part, table="patrol_stop"):
    """A checkpoint on a plan, and when and for how long somebody is expected there."""

    checkpoint: Mapped[str] = field("Checkpoint", help="Its code")
    opens: Mapped[str | None] = field("Window opens", help="Minutes after the start, or 14:10")
    due: Mapped[str | None] = field("Due", help="Minutes after the start, or 14:20")
    dwell_min: Mapped[int | None] = field("Stay at least", unit="min", minimum=0, maximum=600)
    dwell_max: Mapped[int | None] = field("Stay at most", unit="min", minimum=1, maximum=600)
    walk: Mapped[int | None] = field("Walk to the next", unit="s", minimum=0, maximum=7200)
    position: Mapped[int | None] = field("Position", help="Only to put it between others")
    dropped: Mapped[bool] = field("Left out from now on", default=False)

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse a time that is none, and a longest stay below the least."""
        super().check(changes, verb)
        for label, text in (("Window opens", self.opens), ("Due", self.due)):
            _hold(label, text, read_when, "minutes after the start, 15, or a time, 14:10")
        if self.dwell_min and self.dwell_max and self.dwell_max < self.dwell_min:
            raise Refused("the longest stay is shorter than the least", todo="Correct dwell_max=")


class Plan(
    Record,
    type="patrol.plan",
    prefix="TP",
    record_class="general",
    word="plan",
    label="Tour plan",
    parts=(Stop,),
):
    """A tour as it is to be walked: its checkpoints, and how often."""

    name: Mapped[str] = field("Name")
    order: Mapped[str] = field(
        "Order", choices={"ordered": "In order", "any": "In any order"}, default="ordered"
    )
    monitoring: Mapped[str] = field(
        "Monitoring",
        choices={
            "tour": "Each checkpoint by its window",
            "interval": "The time between two scans",
            "none": "None",
        },
        default="tour",
    )
    grace: Mapped[int] = field("Grace", unit="min", minimum=0, maximum=600, default=5)
    interval: Mapped[int | None] = field(
        "Longest time between two scans", unit="min", minimum=1, maximum=1440
    )
    starts: Mapped[str | None] = field("Starts at", help="Times of day: 22:00 0:30 2:00")
    days: Mapped[str | None] = field("On", help="mon-fri; every day if left empty")
    every: Mapped[int | None] = field(
        "Or so long after the last start", unit="min", minimum=5, maximum=10080
    )
    workflow = _IN_USE

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse times that are none, and monitoring by an interval that is not said."""
        super().check(changes, verb)
        _hold("Starts at", self.starts, read_clocks, "times of day: 22:00 0:30")
        _hold("On", self.days, read_days, "days: mon-fri, or sat sun")
        if self.monitoring == "interval" and not self.interval:
            raise Refused("the longest time between two scans is missing", todo="Add interval=")

    @property
    def scheduled(self) -> bool:
        """Whether somebody is expected to start it."""
        return bool(self.starts or self.every)


class Scan(Part, table="patrol_scan"):
    """What was done on a tour: a scan, a skip, an exception, or an answer to a question."""

    seq: Mapped[int] = field("Order")
    kind: Mapped[str] = field(
        "What", choices={"scan": "Scanned", "skip": "Skipped", "exception": "Exception"}
    )
    name: Mapped[str] = field("Checkpoint")
    at: Mapped[datetime] = field("At")
    stop: Mapped[int | None] = field("Stop")
    checkpoint: Mapped[str | None] = mapped_column(active_history=True)
    operator: Mapped[str | None] = mapped_column(active_history=True)
    by: Mapped[str | None] = field("By")
    reason: Mapped[str | None] = field("Reason")
    question: Mapped[str | None] = field("Question")
    answer: Mapped[str | None] = field("Answer")


class Tour(
    Record,
    type="patrol.tour",
    prefix="PT",
    record_class="general",
    word="tour",
    label="Tour",
    parts=(Scan,),
):
    """A tour that somebody walks or has walked.

    `course` is what was expected when it began; `alarm_at` and `alarm_name` tell when and where
    the next checkpoint counts as missed, so that what is due is read without the parts.
    """

    tour: Mapped[str] = field("Tour")
    settled: Mapped[int] = field("Checkpoints done", default=0)
    stops: Mapped[int] = field("Checkpoints", default=0)
    plan: Mapped[str | None] = mapped_column(index=True, active_history=True)
    course: Mapped[dict[str, Any]] = mapped_column(active_history=True)
    alarm_at: Mapped[datetime | None] = mapped_column(index=True, active_history=True)
    alarm_name: Mapped[str | None] = mapped_column(active_history=True)
    next_name: Mapped[str | None] = mapped_column(active_history=True)
    last_by: Mapped[str | None] = mapped_column(active_history=True)
    workflow = Workflow("running", "finished", transitions={"finish": ("running", "finished")})

    def summary(self) -> str:
        """Return the tour's name and how far it is."""
        return f"{self.tour}, {self.settled} of {self.stops}"


class TourException(
    Record,
    type="patrol.exception",
    prefix="PX",
    record_class="general",
    word="except",
    label="Tour exception",
):
    """Something at a checkpoint that is not as it should be, and needs somebody."""

    what: Mapped[str] = field("What is wrong")
    checkpoint: Mapped[str | None] = field("Checkpoint")
    settled_how: Mapped[str | None] = field("How it was settled")
    workflow = Workflow("open", "settled", transitions={"settle": ("open", "settled")})


def _hold(label: str, text: str | None, read: Callable[[str], object], how: str) -> None:
    """Refuse a text that its reader does not take."""
    try:
        if text:
            read(text)
    except ValueError:
        raise Refused(f'{label} is "{text}"', todo=f"Write {how}") from None
