"""The panel of what was passed on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sro_ops import Panel, PanelRow
from sro_patrol.passon.models import PassOn
from sro_patrol.passon.waiting import new_to, waiting


def passon_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return what waits to be acknowledged: what others wrote first, then one's own."""
    found = waiting(session, site)
    new = new_to(session, found)
    own = [one for one in found if one not in new]
    figure = f"{len(new)} new" if new else f"{len(own)} waiting" if own else ""
    return Panel(
        [*(_row(one, now, "open") for one in new), *(_row(one, now, "waiting") for one in own)],
        figure=figure,
        empty="Nothing waits.  pass door 4 lock broken",
    )


def _row(passed: PassOn, now: datetime, state: str) -> PanelRow:
    at = passed.occurred_from.astimezone(now.tzinfo)
    figure: str | datetime = at if at.date() == now.date() else f"{at:%a}"
    step = "acknowledge" if state == "open" else ""
    return PanelRow(passed.text, state, passed.place or "", figure, passed.number or "", step)
