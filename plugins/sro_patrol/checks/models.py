"""What a patrol leaves behind: checks of places, and doors found open or secured."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from sro_ops import Record, field


class Check(
    Record,
    type="patrol.check",
    prefix="P",
    record_class="general",
    word="patrol",
    label="Patrol check",
):
    """A place that was looked at on patrol, and what was found there."""

    finding: Mapped[str | None] = field("Finding", help="What you saw: secure, lights on, …")


class DoorCheck(
    Record,
    type="patrol.door",
    prefix="D",
    record_class="general",
    word="door",
    label="Door check",
):
    """A door that was found open, propped or broken, or was closed."""

    condition: Mapped[str | None] = field("Condition", help="Propped, unlocked, closed it, …")
