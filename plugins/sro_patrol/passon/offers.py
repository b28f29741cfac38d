"""What the pass-on brings to the hooks."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sro_ops import Deadline, PanelContribution, Record, ReportContribution, Verb

if TYPE_CHECKING:
    import click


def types() -> list[type[Record]]:
    """Return the record of something passed on."""
    from sro_patrol.passon.models import PassOn

    return [PassOn]


def verbs() -> list[Verb]:
    """Return the word ``pass``."""
    from sro_patrol.passon.waiting import sign

    return [
        Verb(
            "pass",
            "patrol.passon",
            "Leave something to the next officer, who acknowledges it",
            "pass door 4 lock broken, locksmith comes Thursday",
            keeps=sign,
        )
    ]


def panels() -> list[PanelContribution]:
    """Return the panel of what waits."""
    from sro_patrol.passon.panels import passon_panel

    return [PanelContribution("Pass-on", passon_panel, order=31)]


def deadlines(session: Any, now: datetime) -> list[Deadline]:
    """Return what waits to be acknowledged by whoever asks."""
    from sro_patrol.passon.waiting import deadlines as waiting

    return waiting(session, now)


def reports() -> list[ReportContribution]:
    """Return the pass-on sheet."""
    from sro_patrol.passon.sheet import sheet

    return [ReportContribution("patrol.passon", "Pass-on sheet", sheet)]


def commands() -> list[click.Command]:
    """Return ``sro-ops passon``."""
    from sro_patrol.passon.commands import passon

    return [passon]
