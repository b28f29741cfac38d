"""Patrol: what an officer on the move writes down.

Each room of the house is a folder whose `offers` say what it brings; the hooks here hand it on.
`checks` is places that were looked at, and doors; `tours` is checkpoints scanned on a walk;
`shifts` who is on duty; `passon` what one officer leaves to the next; `bolos` what to look out for;
`frontdesk` equipment, radio, visitors and the phone book; `review` what a supervisor looks for.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sro_ops import (
    Context,
    Deadline,
    DemoEntry,
    HeaderFact,
    PanelContribution,
    Record,
    ReportContribution,
    ScanMatch,
    ScreenContribution,
    Verb,
    hookimpl,
)
from sro_patrol.bolos import offers as bolos
from sro_patrol.checks import offers as checks
from sro_patrol.frontdesk import offers as frontdesk
from sro_patrol.passon import offers as passon
from sro_patrol.review import offers as review
from sro_patrol.shifts import offers as shifts
from sro_patrol.tours import offers as tours

if TYPE_CHECKING:
    import click

    from sro_patrol.settings import PatrolSettings


@hookimpl
def sro_settings() -> type[PatrolSettings]:
    """Bring the table ``[patrol]``."""
    from sro_patrol.settings import PatrolSettings

    return PatrolSettings


@hookimpl
def sro_record_types() -> list[type[Record]]:
    """Bring the records of every room."""
    return [
        *checks.types(),
        *tours.types(),
        *shifts.types(),
        *passon.types(),
        *bolos.types(),
        *frontdesk.types(),
    ]


@hookimpl
def sro_verbs() -> list[Verb]:
    """Bring the words of the entry line."""
    return [
        *checks.verbs(),
        *shifts.verbs(),
        *passon.verbs(),
        *bolos.verbs(),
        *frontdesk.verbs(),
    ]


@hookimpl
def sro_scan(code: str, context: Context) -> ScanMatch | None:
    """Know the codes of checkpoints."""
    return tours.scan(code, context)


@hookimpl
def sro_screens() -> list[ScreenContribution]:
    """Bring the patrol screen."""
    return [
        *tours.screens(),
    ]


@hookimpl
def sro_panels() -> list[PanelContribution]:
    """Bring the panels of the Desk."""
    return [
        *tours.panels(),
        *bolos.panels(),
        *passon.panels(),
        *frontdesk.panels(),
    ]


@hookimpl
def sro_header(session: Any, site: str, now: datetime) -> list[HeaderFact]:
    """Say in the first row who is on duty."""
    return shifts.header(session, site, now)


@hookimpl
def sro_deadlines(session: Any, now: datetime, zones: Mapping[str, str]) -> list[Deadline]:
    """Say what needs somebody."""
    return [
        *tours.deadlines(session, now, zones),
        *shifts.deadlines(session, now),
        *passon.deadlines(session, now),
    ]


@hookimpl
def sro_reports() -> list[ReportContribution]:
    """Bring what is printed."""
    return [
        *tours.reports(),
        *passon.reports(),
        *shifts.reports(),
        *review.reports(),
    ]


@hookimpl
def sro_commands() -> list[click.Command]:
    """Bring the shell commands."""
    return [
        *tours.commands(),
        *shifts.commands(),
        *passon.commands(),
        *bolos.commands(),
        *frontdesk.commands(),
    ]


@hookimpl
def sro_demo_day(day: date, seed: int, front: bool) -> list[DemoEntry]:
    """Play each room's part of the demo's day."""
    return [
        *checks.demo_day(day, seed),
        *tours.demo_day(front),
        *shifts.demo_day(day, seed, front),
    ]
