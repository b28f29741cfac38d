"""What needs somebody on a tour, with a clock that stands still; and the panel."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sro_ops.host.context import Context
from sro_ops.host.panels import Panel
from sro_ops.testing import Clock
from sro_patrol.tours import due, service
from sro_patrol.tours.due import due_tours
from sro_patrol.tours.models import Tour
from sro_patrol.tours.panels import tours_panel

from .conftest import Planned

DUE: list[dict[str, Any]] = [{"due": "5"}, {"due": "10"}, {"due": "15"}]
ZONES = {"OHS": "America/Chicago"}


def needs(context: Context) -> list[tuple[str, str, str]]:
    """Return the state, the words and the number of all that is due now."""
    now = context.now()
    with context.read() as session:
        found = due_tours(session, now, ZONES)
    return [(one.state(now), one.what, one.number) for one in sorted(found, key=lambda d: d.due)]


def panel(context: Context) -> Panel:
    """Return what the panel shows."""
    with context.read() as session:
        return tours_panel(session, context.site, context.now())


def rows(shown: Panel) -> list[tuple[str, str]]:
    """Return the states and texts of a panel's rows."""
    return [(row.state, row.text) for row in shown.rows]


def test_a_checkpoint_is_overdue_when_its_grace_has_passed_and_not_a_second_before(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE, grace=3)
    service.start(officer, "Late")
    number = "PT-2026-0001"
    assert needs(officer) == [("soon", "Scan Gym doors, Late", number)]
    clock.forward(minutes=8)
    assert needs(officer) == [("soon", "Scan Gym doors, Late", number)]
    clock.forward(seconds=1)
    assert needs(officer) == [("overdue", "Gym doors missed, Late", number)]
    service.skip(officer, "Gym doors", "locked")
    assert needs(officer) == [("soon", "Scan Loading dock, Late", number)]


def test_the_end_of_a_tour_ends_its_alarm(officer: Context, planned: Planned, clock: Clock) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    clock.forward(hours=2)
    assert needs(officer)[0][0] == "overdue"
    service.finish(officer)
    assert needs(officer) == []


def test_what_lies_far_ahead_needs_nobody_yet(officer: Context, planned: Planned) -> None:
    planned("Late", [{"due": "60"}])
    service.start(officer, "Late")
    assert needs(officer) == []


def test_a_tour_is_to_be_started_at_its_time_and_overdue_after_its_grace(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Rounds", DUE, starts="8:30 22:00", grace=5)
    assert needs(officer) == []
    clock.set("2026-10-14 08:20:00")
    assert needs(officer) == [("soon", "Start Rounds", "TP-2026-0001")]
    clock.set("2026-10-14 08:35:01")
    assert needs(officer) == [("overdue", "Start Rounds", "TP-2026-0001")]
    service.start(officer, "Rounds")
    assert needs(officer) == [("soon", "Scan Gym doors, Rounds", "PT-2026-0001")]


def test_a_start_after_midnight_is_tomorrows(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Night", DUE, starts="0:30", grace=5)
    clock.set("2026-10-14 23:50:00")
    assert needs(officer) == []
    clock.set("2026-10-15 00:36:00")
    assert needs(officer) == [("overdue", "Start Night", "TP-2026-0001")]


def test_the_panel_shows_the_meter_what_was_missed_and_what_comes_next(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    begun = clock()
    service.scan(officer, "CP-DOCK")
    shown = panel(officer)
    assert (shown.figure, shown.meter, shown.glance) == ("Late", (1, 3), "1/3")
    assert rows(shown) == [("next", "Gym doors")]
    assert shown.rows[0].figure == begun + timedelta(minutes=5)
    clock.forward(minutes=12)
    shown = panel(officer)
    assert rows(shown) == [("overdue", "Gym doors missed")]
    assert shown.glance == "1/3, 1 missed"
    assert shown.rows[0].number == "PT-2026-0001"


def test_between_tours_the_panel_shows_what_is_to_be_started_and_what_was_looked_at(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    assert panel(officer).empty.startswith("No patrol today yet")
    planned("Rounds", DUE, starts="8:30")
    assert rows(panel(officer)) == [("next", "Rounds")]
    clock.forward(hours=1)
    assert rows(panel(officer)) == [("overdue", "Rounds")]


def test_of_very_many_the_ones_due_first_are_told_of_and_the_others_counted(
    officer: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(due, "MOST", 3)
    course = {"ordered": True, "monitoring": "tour", "interval": 0, "grace": 0, "stops": []}
    officer.add_many(
        Tour(tour=f"Tour {at}", stops=1, course=course, alarm_name="Gym",
             alarm_at=clock() - timedelta(minutes=at)) for at in range(5)
    )  # fmt: skip
    assert [what for _, what, _ in needs(officer)] == [
        "Gym missed, Tour 4", "Gym missed, Tour 3", "Gym missed, Tour 2",
        "2 more tours with a checkpoint due",
    ]  # fmt: skip
