"""A small duty of every record class, as a plugin would declare it; the tests stand on these."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from sro_ops.records.fields import field
from sro_ops.records.part import Part
from sro_ops.records.record import Record
from sro_ops.records.workflow import Workflow


class Scan(Part, table="duty_scan"):
    """A checkpoint passed on a sweep."""

    checkpoint: Mapped[str] = field("Checkpoint")
    count: Mapped[int] = field("Count", default=0, maximum=99)
    remark: Mapped[str | None] = field("Remark")
    door: Mapped[str | None] = field("Door", choices={"shut": "Shut", "open": "Propped open"})
    hall: Mapped[str | None] = field("Hall", places="hall")


class Sweep(Record, type="duty.sweep", prefix="DS", record_class="general", parts=(Scan,)):
    """A sweep of the halls after the bell."""

    hall: Mapped[str] = field("Hall", places="hall")
    escorted: Mapped[int] = field("Students escorted", minimum=0, default=0)
    cost: Mapped[int | None] = field("Cost", money=True)
    manner: Mapped[str | None] = field("Manner", choices={"walk": "On foot", "cart": "By cart"})
    calm: Mapped[bool] = field("Calm", default=True)
    on: Mapped[date | None] = field("On")
    until: Mapped[datetime | None] = field("Until")
    workflow = Workflow("open", "held", "done", transitions={
        "hold": ("open", "held"), "finish": (("open", "held"), "done"),
    })  # fmt: skip


class Directory(Record, type="duty.entry", prefix="DE", record_class="directory"):
    """A line of the directory."""

    text: Mapped[str] = field("Text")


class Referral(Record, type="duty.referral", prefix="DR", record_class="education"):
    """A referral to the school, an education record."""

    text: Mapped[str] = field("Text")


class Incident(Record, type="duty.incident", prefix="DI", record_class="law_enforcement_unit"):
    """Something that happened."""

    text: Mapped[str] = field("Text")


class Visit(Record, type="duty.visit", prefix="DV", record_class="medical"):
    """A visit to the nurse."""

    text: Mapped[str] = field("Text")


TYPES: tuple[type[Record], ...] = (Sweep, Directory, Referral, Incident, Visit)
