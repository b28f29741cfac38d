"""Patrol: what an officer on the move writes down.

Each room of the house is a folder whose `offers` say what it brings; the hooks here hand it on.
`checks` is places that were looked at, and doors; `tours` is checkpoints scanned on a walk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sro_ops import (
    Context,
    Deadline,
    DemoEntry,
    PanelContribution,
    Record,
    ReportContribution,
    ScanMatch,
    ScreenContribution,
    Verb,
    hookimpl,
)
from sro_patrol.checks import offers as checks
from sro_patrol.tours import offers as tours

if TYPE_CHECKING:
    import click


@hookimpl
def sro_record_types() -> list[type[Record]]:
    """Bring the records of every room."""
    return [
        *checks.types(),
        *tours.types(),
    ]


@hookimpl
def sro_verbs() -> list[Verb]:
    """Bring the words of the entry line."""
    return [
        *checks.verbs(),
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
    ]


@hookimpl
def sro_deadlines(session: Any, now: datetime, zones: Mapping[str, str]) -> list[Deadline]:
    """Say what is due."""
    return [
        *tours.deadlines(session, now, zones),
    ]


@hookimpl
def sro_reports() -> list[ReportContribution]:
    """Bring the reports."""
    return [
        *tours.reports(),
    ]


@hookimpl
def sro_commands() -> list[click.Command]:
    """Bring the shell commands."""
    return [
        *tours.commands(),
    ]


@hookimpl
def sro_demo_day(day: date, seed: int) -> list[DemoEntry]:
    """Play each room's part of the demo's day."""
    return [
        *checks.demo_day(day, seed),
    ]
