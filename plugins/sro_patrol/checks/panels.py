"""The patrol panel of the Desk: what was looked at today, the last places on top."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select

from sro_ops import Panel, PanelRow
from sro_patrol.checks.models import Check, DoorCheck

SHOWN = 4
"""Rows of the panel."""

MOST = 500
"""Records of one day beyond which the panel counts no further."""


def patrol_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return today's checks of a site: how many, and the last ones.

    Args:
        session: a guarded session for reading.
        site: the code of the Desk's site.
        now: aware, in the site's zone.
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    found: list[Check | DoorCheck] = []
    for cls in (Check, DoorCheck):
        today = select(cls).where(
            cls.type == cls.kind().type,
            cls.site == site,
            cls.occurred_from >= midnight,
            cls.occurred_from <= now,
            cls.struck.is_(False),
        )
        found += session.scalars(today.order_by(cls.occurred_from.desc()).limit(MOST))
    found.sort(key=lambda record: record.occurred_from, reverse=True)
    least = "≥ " if len(found) >= MOST else ""
    return Panel(
        [_row(record) for record in found[:SHOWN]],
        figure=f"{least}{len(found):,} today" if found else "",
        empty="No patrol today yet.  patrol gym secure",
    )


def _row(record: Check | DoorCheck) -> PanelRow:
    text = record.finding if isinstance(record, Check) else record.condition
    return PanelRow(
        text=text or ("" if record.place else "looked at"),
        state="done" if isinstance(record, Check) else "note",
        place=record.place or "",
        figure=record.occurred_from,
        number=record.number or "",
    )
