"""Hours on duty: what really passed, whatever the clocks did, and nothing twice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_patrol.shifts.hours import Worked, by_week, sums

ZONE = ZoneInfo("America/Chicago")
MOMENTS = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
LENGTHS = st.integers(0, 20 * 24 * 3600).map(lambda seconds: timedelta(seconds=seconds))


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-10-14 22:00", "2026-10-15 06:00", 8),
        ("2026-10-31 22:00", "2026-11-01 06:00", 9),
        ("2026-03-07 22:00", "2026-03-08 06:00", 7),
    ],
)
def test_a_night_has_the_hours_that_it_had(start: str, end: str, hours: int) -> None:
    found = by_week(local(start), local(end), ZONE)
    assert sum(seconds for _, seconds in found) == hours * 3600


def test_the_hour_that_comes_twice_counts_twice() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE)
    again = first.replace(fold=1)
    assert list(by_week(first, again, ZONE)) == [(date(2026, 10, 26), 3600)]


def test_a_shift_over_sunday_midnight_counts_in_both_weeks() -> None:
    found = list(by_week(local("2026-10-18 22:00"), local("2026-10-19 06:00"), ZONE))
    assert found == [(date(2026, 10, 12), 7200), (date(2026, 10, 19), 6 * 3600)]


@given(MOMENTS, LENGTHS)
def test_nothing_is_lost_and_nothing_counts_twice(start: datetime, length: timedelta) -> None:
    found = list(by_week(start, start + length, ZONE))
    assert sum(seconds for _, seconds in found) == length.total_seconds()
    weeks = [week for week, _ in found]
    assert weeks == sorted(set(weeks))
    assert all(week.weekday() == 0 and seconds > 0 for week, seconds in found)


@given(MOMENTS, LENGTHS)
def test_nothing_passes_backward(start: datetime, length: timedelta) -> None:
    assert list(by_week(start + length, start, ZONE)) == []


@given(
    st.lists(st.tuples(st.sampled_from("AB"), st.sampled_from(["OHS", "WMS"]), MOMENTS, LENGTHS))
)
def test_sums_hold_every_second_of_every_shift(
    shifts: list[tuple[str, str, datetime, timedelta]],
) -> None:
    found = sums([Worked(who, site, at, at + long) for who, site, at, long in shifts], ZONE)
    assert sum(one.seconds for one in found.values()) == sum(
        long.total_seconds() for *_, long in shifts
    )
    assert sum(one.shifts for one in found.values()) == len(shifts)


def test_a_shift_that_was_not_ended_is_counted_and_has_no_hours() -> None:
    (one,) = sums([Worked("A", "OHS", local("2026-10-14 07:30"), None)], ZONE).values()
    assert (one.shifts, one.open, one.minutes) == (1, 1, 0)
