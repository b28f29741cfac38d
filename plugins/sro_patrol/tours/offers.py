"""What the tours bring to the hooks.

Each list is made when its hook is asked, so that importing the plugin loads no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sro_ops import (
    Context,
    Deadline,
    DemoEntry,
    PanelContribution,
    Record,
    ReportAsk,
    ReportContribution,
    ScanMatch,
    ScreenContribution,
)

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return checkpoints, plans, walked tours and what was wrong on them."""
    from sro_patrol.tours.models import Checkpoint, Plan, Tour, TourException

    return [Checkpoint, Plan, Tour, TourException]


def scan(code: str, context: Context) -> ScanMatch | None:
    """Say what a scanned code stands for, if it is a checkpoint's."""
    from sro_patrol.tours.scans import tour_scan

    return tour_scan(code, context)


def panels() -> list[PanelContribution]:
    """Return the panel of the running tour."""
    from sro_patrol.tours.panels import tours_panel

    return [PanelContribution("Patrol", tours_panel, order=20)]


def deadlines(session: Any, now: datetime, zones: Mapping[str, str]) -> list[Deadline]:
    """Return what tours need, and by when."""
    from sro_patrol.tours.due import due_tours

    return due_tours(session, now, zones)


def screens() -> list[ScreenContribution]:
    """Return the patrol screen."""
    return [ScreenContribution("patrol", "Patrol", _screen, "Tours: scan, skip, finish")]


def _screen() -> type[Any]:
    from sro_patrol.tours.screens import PatrolScreen

    return PatrolScreen


def reports() -> list[ReportContribution]:
    """Return the tour report."""

    def parts(ask: ReportAsk) -> Iterator[Any]:
        from sro_patrol.tours.reports import tour_report

        return tour_report(ask)

    return [ReportContribution("patrol.tours", "Tours", parts)]


def demo_day(front: bool) -> list[DemoEntry]:
    """Return what is walked on the demo's day in front."""
    from sro_patrol.tours.demo import tour_day

    return tour_day() if front else []


def commands() -> list[click.Command]:
    """Return ``sro-ops patrol``."""
    from sro_patrol.tours.commands import patrol

    return [patrol]
