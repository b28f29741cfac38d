"""The patrol panel of the Desk: the tour under way; between tours, what was looked at today."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from sro_ops import Panel, PanelRow
from sro_patrol.checks.panels import patrol_panel
from sro_patrol.tours.finding import mine_first, plans, running, walk_of
from sro_patrol.tours.overview import start_of
from sro_patrol.tours.shapes import Standing

SHOWN = 5
"""Rows of the panel."""


def tours_panel(session: Any, site: str, now: datetime) -> Panel:
    """Return the running tour with its meter, what was missed there, and what comes next.

    Args:
        session: a guarded session for reading; the tour of its own officer comes first.
        site: the code of the Desk's site.
        now: aware, in the site's zone.
    """
    tours = mine_first(running(session, site), session.actor.operator)
    if not tours:
        return _between(session, site, now)
    first, *others = tours
    stands = walk_of(session, first).stands(now)
    number = first.number or ""
    missed = stands.in_state("missed")
    rows = [_row(one, number) for one in missed[: SHOWN - 2]]
    following = stands.stops[stands.next] if stands.next is not None else None
    if following is not None and following not in missed:
        rows.append(_row(following, number))
    rows += [
        PanelRow(f"{tour.tour}, {tour.settled} of {tour.stops}", "active", number=tour.number or "")
        for tour in others
    ]
    late = len(stands.in_state("late"))
    figure = f"{first.tour}, {late} late" if late else first.tour
    glance = f"{stands.settled}/{len(stands.stops)}"
    glance += f", {len(missed)} missed" if missed else ""
    return Panel(rows[:SHOWN], figure, (stands.settled, len(stands.stops)), glance=glance)


def _row(one: Standing, number: str) -> PanelRow:
    state = "overdue" if one.state == "missed" else "next"
    text = f"{one.stop.name} missed" if one.state == "missed" else one.stop.name
    return PanelRow(text, state, figure=one.due or "", number=number)


def _between(session: Any, site: str, now: datetime) -> Panel:
    """Return what was looked at today, and on top the next tour that is to be started."""
    panel = patrol_panel(session, site, now)
    zone = now.tzinfo
    assert zone is not None
    starts = [(start_of(session, plan, zone), plan) for plan in plans(session, site)]
    coming = sorted(
        ((at, plan.name, plan.number) for at, plan in starts if at is not None), key=lambda one: one
    )
    if not coming:
        return panel
    at, name, number = coming[0]
    state = "overdue" if at < now else "next"
    when = at if at.date() == now.date() else f"{at:%a %H:%M}"
    return replace(
        panel, rows=[PanelRow(name, state, figure=when, number=number or ""), *panel.rows]
    )
