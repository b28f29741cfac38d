"""Moments on a screen: the site's zone, the desk's clock."""

from __future__ import annotations

from datetime import datetime

from textual.widget import Widget

from sro_ops.console.kit import times
from sro_ops.console.kit.bars import stand_of


def time_of(widget: Widget, at: datetime) -> str:
    """Return a moment's time of day as the desk shows it: ``14:32``, or ``2:32p``."""
    status = stand_of(widget).status
    if status is None:
        return f"{at:%H:%M}"
    return times.hour(at.astimezone(status.zone), status.clock)
