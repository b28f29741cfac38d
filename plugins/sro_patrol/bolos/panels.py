"""The panel of BOLOs that are in force."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sro_ops import Panel, PanelRow
from sro_patrol.bolos.force import in_force, short
from sro_patrol.bolos.models import Bolo

SOON = timedelta(hours=4)
"""A BOLO that ends so soon says so."""


def bolo_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return the BOLOs in force, the newest first; what to beware of stands with its subject."""
    found = in_force(session, site, now)
    return Panel(
        [_row(bolo, now) for bolo in found],
        figure=f"{len(found)} in force" if found else "",
        glance=f"{len(found)}" if found else "",
        empty="None in force.  bolo white Silverado, until Fri",
    )


def _row(bolo: Bolo, now: datetime) -> PanelRow:
    text = f"{bolo.subject}, {bolo.caution}" if bolo.caution else bolo.subject
    ending = bolo.expires is not None and bolo.expires - now < SOON
    state = "alarm" if bolo.caution else "soon" if ending else "active"
    return PanelRow(text, state, figure=short(bolo.expires, now), number=bolo.number or "")
