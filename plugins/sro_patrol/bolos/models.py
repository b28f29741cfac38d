"""The record of a BOLO."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from sro_ops import Record, Workflow, field


class Bolo(
    Record,
    type="patrol.bolo",
    prefix="B",
    record_class="law_enforcement_unit",
    word="bolo",
    label="BOLO",
):
    """Somebody or something to be on the lookout for.

    It is in force from its issue until `expires`, unless somebody cancels it before. No timer
    changes the record: the clock tells whether it is in force, the journal what people did.
    """

    subject: Mapped[str] = field("Subject", help="Whom or what: white Silverado, WI plate AB-1234")
    reason: Mapped[str | None] = field("Reason")
    source: Mapped[str | None] = field("Source", help="Who said so")
    caution: Mapped[str | None] = field("Caution", help="Armed, do not approach")
    todo: Mapped[str | None] = field("What to do", help="Call 911, tell the office")
    expires: Mapped[datetime | None] = field("In force until")
    cancelled_by: Mapped[str | None] = field("Cancelled by", person=True)
    workflow = Workflow(
        "issued",
        "cancelled",
        transitions={"cancel": ("issued", "cancelled")},
        verbs={"cancel": "cancelled"},
    )

    def summary(self) -> str:
        """Return the line of the log: the subject and why, and what to beware of."""
        caution = f"caution: {self.caution}" if self.caution else None
        return ", ".join(one for one in (self.subject, self.reason, caution, self.todo) if one)

    def standing(self, now: datetime) -> str:
        """Return how it stands at a moment: ``in force``, ``expired`` or ``cancelled``."""
        if self.state == "cancelled":
            return "cancelled"
        return "expired" if self.expires is not None and self.expires <= now else "in force"
