"""One clock: the machine's own, or a demo's, which runs fast and never shows what has not come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from sro_ops.clock import RunningClock, utc_now
from sro_ops.demo.calendar import is_school_day, last_school_day, school_days, sport
from sro_ops.demo.plan import ZONE, Plan, beginning, over

FRIDAY = datetime(2026, 11, 20, 7, 25, tzinfo=ZONE)
SUNDAY = datetime(2026, 11, 22, 18, 40, tzinfo=ZONE)


class Real:
    """A real time that the test moves, and the seconds that have gone by."""

    def __init__(self, now: datetime) -> None:
        self.now, self.seconds = now.astimezone(UTC), 0.0

    def go(self, seconds: float) -> None:
        self.now, self.seconds = self.now + timedelta(seconds=seconds), self.seconds + seconds


def running(begins: datetime, speed: float, real: Real) -> RunningClock:
    return RunningClock(begins, speed, lambda: real.now, lambda: real.seconds)


def test_a_clock_runs_as_many_times_as_fast_as_it_is_told() -> None:
    clock = running(FRIDAY, 16, real := Real(SUNDAY))
    assert clock() == FRIDAY
    real.go(60)
    assert clock() == FRIDAY + timedelta(minutes=16)
    assert clock().tzinfo is UTC


def test_it_never_shows_a_time_that_has_not_come() -> None:
    clock = running(SUNDAY - timedelta(minutes=15), 16, real := Real(SUNDAY))
    real.go(60)
    assert clock() == real.now
    real.go(60)
    assert clock() == real.now


def test_it_tells_how_long_a_moment_is_away_in_real_seconds() -> None:
    clock = running(FRIDAY, 16, real := Real(SUNDAY))
    assert clock.until(FRIDAY + timedelta(minutes=16)) == pytest.approx(60)
    real.go(90)
    assert clock.until(FRIDAY + timedelta(minutes=16)) == 0


def test_the_machines_own_time_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC


@pytest.mark.parametrize(
    "day",
    ["2026-11-21", "2026-11-22", "2026-11-26", "2026-12-24", "2027-01-01", "2027-01-18",
     "2027-03-23", "2027-05-31", "2026-07-15", "2026-09-07"],
)  # fmt: skip
def test_there_is_no_school_on_weekends_holidays_and_in_summer(day: str) -> None:
    assert not is_school_day(datetime.fromisoformat(day).date())


def test_a_year_has_about_as_many_school_days_as_schools_have() -> None:
    year = school_days(SUNDAY.date() - timedelta(days=365), SUNDAY.date())
    assert 165 <= len(year) <= 185
    assert last_school_day(SUNDAY.date()) == FRIDAY.date() == year[-1]


def test_every_season_has_its_game() -> None:
    assert [sport(datetime(2026, month, 5).date()) for month in (10, 1, 4)] == [
        "football", "basketball", "soccer",
    ]  # fmt: skip


def test_where_there_is_school_now_the_demo_begins_now() -> None:
    monday = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
    assert beginning(monday) == monday


@pytest.mark.parametrize(
    ("now", "speed", "at", "begins"),
    [
        (SUNDAY, 1, None, "2026-11-20 10:20"),
        (datetime(2026, 11, 23, 23, 0, tzinfo=ZONE), 1, None, "2026-11-20 10:20"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=ZONE), 16, None, "2026-11-23 07:25"),
        (datetime(2026, 11, 24, 9, 0, tzinfo=ZONE), 1, "17:30", "2026-11-23 17:30"),
    ],
)
def test_else_on_the_last_school_day_that_is_over(
    now: datetime, speed: float, at: str | None, begins: str
) -> None:
    asked = datetime.strptime(at, "%H:%M").time() if at else None
    assert f"{beginning(now, speed, asked):%Y-%m-%d %H:%M}" == begins


def test_a_plan_may_have_nothing_behind() -> None:
    plan = Plan(over(SUNDAY), behind=0)
    assert (plan.day.isoformat(), plan.first.isoformat()) == ("2026-11-20", "2026-11-20")
