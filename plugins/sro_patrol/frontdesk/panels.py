"""The panels of the desk: what is out of order, and who is in the building."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sro_ops import Panel, PanelRow
from sro_patrol.frontdesk.service import out_of_order, present, since


def outage_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return what does not work, and since when."""
    found = out_of_order(session, site)
    rows = [
        PanelRow(
            one.what,
            "out of order",
            one.place or "",
            since(one.occurred_from, now),
            one.number or "",
        )
        for one in found
    ]
    figure = f"{len(found)}" if found else ""
    return Panel(rows, figure, empty="All in service.  broken camera 12, no picture")


def visitor_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return who has not left yet, by badge; never a name."""
    found = present(session, site)
    rows = [
        PanelRow(
            one.summary() or "visitor", "present", one.place or "",
            since(one.occurred_from, now), one.number or "",
        )
        for one in found
    ]  # fmt: skip
    figure = f"{len(found)} in" if found else ""
    return Panel(rows, figure, empty="Nobody in.  visitor front office with Ana Lee")
