"""The record of something passed on."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sro_ops import Actor, Record, Refused, Workflow, field

ACKNOWLEDGED = "acknowledged"


class PassOn(
    Record,
    type="patrol.passon",
    prefix="PO",
    record_class="law_enforcement_unit",
    word="pass-on",
    label="Pass-on",
):
    """Something that the next officer must know: an open item, an instruction."""

    text: Mapped[str] = field("Pass on", help="Door 4 lock broken, locksmith comes Thursday")
    author: Mapped[str | None] = field("From", person=True)
    workflow = Workflow(
        "open",
        ACKNOWLEDGED,
        transitions={"acknowledge": ("open", ACKNOWLEDGED)},
        verbs={"acknowledge": ACKNOWLEDGED},
    )

    def allow(self, actor: Actor, verb: str) -> None:
        """Refuse an author who signs for their own words: the next officer has not read them."""
        if verb == ACKNOWLEDGED and self.recorded_by == actor.operator:
            raise Refused(
                "whoever wrote it does not acknowledge it", self.number or "",
                "The next officer does; or print the sheet: sro-ops report patrol.passon",
            )  # fmt: skip
