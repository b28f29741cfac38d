"""What the checks bring to the hooks: places that were looked at, and doors.

Each list is made when its hook is asked, so that importing the plugin loads no table.
"""

from __future__ import annotations

from datetime import date

from sro_ops import DemoEntry, Record, Verb


def types() -> list[type[Record]]:
    """Return the records of a check."""
    from sro_patrol.checks.models import Check, DoorCheck

    return [Check, DoorCheck]


def verbs() -> list[Verb]:
    """Return the words ``patrol`` and ``door``."""
    return [
        Verb(
            "patrol",
            "patrol.check",
            "A place you looked at, and what you found",
            "patrol gym secure",
            text="finding",
        ),
        Verb(
            "door",
            "patrol.door",
            "A door that was open, propped or broken",
            "door 4 propped, closed it",
            text="condition",
        ),
    ]


def demo_day(day: date, seed: int) -> list[DemoEntry]:
    """Return the rounds of the demo's day."""
    from sro_patrol.checks.demo import patrol_day

    return patrol_day(day, seed)
