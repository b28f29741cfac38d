"""Made-up needs: one of each state."""

from __future__ import annotations

from datetime import timedelta

from sro_ops.console.source.needs import Need

from .fake import NOW

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
