"""Patrol: what an officer on the move writes down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sro_ops import DemoEntry, PanelContribution, Record, Verb, hookimpl

if TYPE_CHECKING:
    import click


@hookimpl
def sro_record_types() -> list[type[Record]]:
    """Bring the records of a patrol."""
    from sro_patrol.models import Check, DoorCheck

    return [Check, DoorCheck]


@hookimpl
def sro_verbs() -> list[Verb]:
    """Bring the words ``patrol`` and ``door``."""
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


@hookimpl
def sro_panels() -> list[PanelContribution]:
    """Bring the panel of today's patrols."""
    from sro_patrol.panels import patrol_panel

    return [PanelContribution("Patrol", patrol_panel, order=20)]


@hookimpl
def sro_commands() -> list[click.Command]:
    """Bring ``sro-ops patrol``."""
    from sro_patrol.commands import patrol

    return [patrol]


@hookimpl
def sro_demo_day(day: date, seed: int) -> list[DemoEntry]:
    """Walk the rounds of the demo's day."""
    from sro_patrol.demo import patrol_day

    return patrol_day(day, seed)
