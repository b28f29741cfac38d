"""Made-up needs, one of each state, and made-up panels, one of each kind."""

from __future__ import annotations

from datetime import timedelta

from sro_ops.console.source.needs import Need
from sro_ops.console.source.returning import Since
from sro_ops.host.panels import Face, Panel, PanelRow

from .fake import NOW, ZONE, line

NOTICE = Need(
    "overdue",
    "Parent notice after restraint",
    NOW - timedelta(days=2, hours=3),
    "T-2026-0037",
    "Wis. Stat. 118.305(4)",
)
DUE = [
    NOTICE,
    Need("failed", "Gate B does not answer: check power, then the cable and the plug", NOW),
    Need("soon", "Tour C has no officer from 15:00", NOW + timedelta(minutes=48), "P-2026-0044"),
    Need("later", "Fire drill report", NOW.replace(day=23, hour=13, minute=0)),
]

PATROL = Face(
    "Patrol",
    "patrol",
    Panel(
        (
            PanelRow("", "done", "Gym", NOW),
            PanelRow("", "next", "Band room", "due 10:48"),
            PanelRow("", "open", "Loading dock", "10:54"),
        ),
        figure="Tour B",
        meter=(7, 12),
        glance="7/12",
    ),
)
GATES = Face(
    "Screening",
    "stations",
    Panel(
        (
            PanelRow("Gate A", "active", figure="1,295"),
            PanelRow("Gate B", "silent", figure="≥ 188", number="S-2026-0188"),
        ),
        figure="1,483 today",
    ),
)
QUIET = Face("Tonight", "events", Panel(empty="No event tonight."))
BROKEN = Face("Property", "property", None, "KeyError: 'net'")
PANELS = [PATROL, GATES, QUIET, BROKEN]

MONDAY = NOW.astimezone(ZONE) - timedelta(days=2)


def others(count: int = 3) -> Since:
    lines = [
        line(n, "note", f"Okafor wrote {n}", at=NOW - timedelta(hours=9 - n), who="Okafor")
        for n in range(1, count + 1)
    ]
    return Since(MONDAY, lines)
