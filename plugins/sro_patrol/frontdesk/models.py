"""The records of the desk."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sro_ops import Record, Workflow, field


class Outage(
    Record,
    type="patrol.outage",
    prefix="OO",
    record_class="general",
    word="broken",
    label="Out of order",
):
    """Equipment that does not work, until it is back in service."""

    what: Mapped[str] = field("What", help="Camera 12, no picture")
    ticket: Mapped[str | None] = field("Work order")
    workflow = Workflow(
        "out of order",
        "in service",
        transitions={"restore": ("out of order", "in service")},
    )


class Radio(
    Record,
    type="patrol.radio",
    prefix="RT",
    record_class="law_enforcement_unit",
    word="radio",
    label="Radio traffic",
):
    """One call on the radio: who called whom, and what was said."""

    sender: Mapped[str | None] = field("From", help="A call sign: 12, base, bus 4")
    receiver: Mapped[str | None] = field("To")
    said: Mapped[str | None] = field("Said")

    def summary(self) -> str:
        """Return the line of the log: ``12 to base: need a hand``."""
        ends = " to ".join(one for one in (self.sender, self.receiver) if one)
        return ": ".join(one for one in (ends, self.said) if one)


class Visitor(
    Record,
    type="patrol.visitor",
    prefix="VI",
    record_class="directory",
    word="visitor",
    label="Visitor",
):
    """Somebody who came to the school: who they are stands with `with`, and left at the end."""

    sees: Mapped[str | None] = field("Sees", person=True)
    badge: Mapped[str | None] = field("Badge")
    reason: Mapped[str | None] = field("Reason")
    workflow = Workflow("present", "left", transitions={"leave": ("present", "left")})

    def summary(self) -> str:
        """Return the line of the log, without names."""
        badge = f"badge {self.badge}" if self.badge else None
        return ", ".join(one for one in (badge, self.reason) if one)


class Contact(
    Record,
    type="patrol.contact",
    prefix="PB",
    record_class="directory",
    word="phone",
    label="Phone book entry",
):
    """Somebody whom the desk calls: by name, by role, by number."""

    name: Mapped[str | None] = field("Name", person=True)
    role: Mapped[str | None] = field("Role", help="Principal, dispatch, locksmith")
    phone: Mapped[str] = field("Phone")
    second: Mapped[str | None] = field("Second phone")
    radio: Mapped[str | None] = field("Radio")
    hours: Mapped[str | None] = field("Hours", help="Weekdays 7 to 15")
    remark: Mapped[str | None] = field("Remark")
