"""What needs somebody: a shift that nobody ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sro_ops import Deadline
from sro_patrol.shifts.duty import due, everywhere, forgotten
from sro_patrol.shifts.models import Shift


def unended(session: Any, now: datetime) -> list[Deadline]:
    """Return the forgotten shifts of every school in sight, each due when it was too long."""
    return [
        Deadline(f"{_who(one)} never went off duty", due(one), one.number or "")
        for one in everywhere(session)
        if forgotten(one, now)
    ]


def _who(shift: Shift) -> str:
    return (shift.officer or "Somebody").split()[-1]
