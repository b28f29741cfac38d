"""A shift's two ends, each a line of its own, and what was carried in between."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from sro_ops import Part, Record, Refused, field

NOBODY = "nobody"
"""What an officer says who relieves nobody, or whom nobody relieves."""


class Kit(Part, table="patrol_shift_kit"):
    """Keys, a radio or something else that an officer carries: when it went out, and came back."""

    what: Mapped[str] = field("What")
    out_at: Mapped[datetime] = field("Out")
    back_at: Mapped[datetime | None] = field("Back")
    struck_why: Mapped[str | None] = field("Crossed out because")


class Shift(
    Record,
    type="patrol.shift",
    prefix="SH",
    record_class="directory",
    word="on duty",
    label="Shift",
    parts=(Kit,),
):
    """An officer came on duty: it begins when it happened, and ends with an `OffDuty`."""

    officer: Mapped[str | None] = field("Officer", person=True)
    relieves: Mapped[str | None] = field("Relieves", person=True, help="A name, or nobody")
    received: Mapped[str | None] = field("Received", help="Keys 4, radio 12, vest")
    weather: Mapped[str | None] = field("Weather")
    remarks: Mapped[str | None] = field("Remarks")

    def summary(self) -> str:
        """Return the line of the log: whom the officer relieves, by initials, and the rest."""
        return _words(_whom("relieves", self.relieves), self.received, self.weather, self.remarks)


class OffDuty(
    Record,
    type="patrol.off",
    prefix="SO",
    record_class="directory",
    word="off duty",
    label="Off duty",
):
    """An officer went off duty. The shift that it ends stands open again if this is crossed out."""

    shift: Mapped[str | None] = field("Shift", help="Its number: SH-2026-0012")
    shift_id: Mapped[str | None] = mapped_column(index=True)
    officer: Mapped[str | None] = field("Officer", person=True)
    relieved_by: Mapped[str | None] = field("Relieved by", person=True, help="A name, or nobody")
    handed: Mapped[str | None] = field("Handed over", help="Keys 4, radio 12, vest")
    later: Mapped[bool] = field("Entered later", default=False)
    remarks: Mapped[str | None] = field("Remarks")

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse an end of nothing: which shift it ends is found when it is typed."""
        super().check(changes, verb)
        if self.recorded_at is not None and not self.shift_id:
            todo = "Type off, or `sro-ops shift off --shift NUMBER`"
            raise Refused("it does not say which shift it ends", todo=todo)

    def summary(self) -> str:
        """Return the line of the log: who relieves the officer, by initials, and the rest."""
        handed = f"handed over {self.handed}" if self.handed else None
        later = "entered later" if self.later else None
        return _words(_whom("relieved by", self.relieved_by), handed, later, self.remarks)


def _whom(does: str, name: str | None) -> str | None:
    if not name:
        return None
    return f"{does} {NOBODY if name == NOBODY else initials(name)}"


def initials(name: str) -> str:
    """Return what the room sees of a name: ``C.O.``."""
    return "".join(f"{word[0].upper()}." for word in name.split() if word[0].isalnum())


def _words(*told: str | None) -> str:
    return ", ".join(one for one in told if one)
