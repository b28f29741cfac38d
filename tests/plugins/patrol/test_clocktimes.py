"""Times of a tour: minutes after the start, times of day, and the two nights when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_patrol.tours.clocktimes import at, next_start, read_clocks, read_days, read_when

ZONE = ZoneInfo("America/Chicago")
MIDNIGHT_TOUR = datetime(2026, 10, 14, 23, 50, tzinfo=ZONE)


def local(text: str) -> datetime:
    """Return a local time of the school."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def test_digits_are_minutes_and_a_colon_is_a_time_of_day() -> None:
    assert read_when("15") == read_when("+15") == timedelta(minutes=15)
    assert read_when("14:10") == time(14, 10)


@pytest.mark.parametrize("text", ["", "noon", "25:00", "14:60", "-5", "1410:3"])
def test_what_is_neither_is_no_time(text: str) -> None:
    with pytest.raises(ValueError, match=r"hour|minute|no time"):
        read_when(text)


def test_times_of_day_are_a_list_in_order() -> None:
    assert read_clocks("22:00, 6:30 22:00") == [time(6, 30), time(22)]


def test_days_are_named_singly_or_from_one_to_another() -> None:
    assert read_days("mon-wed sat") == {0, 1, 2, 5}
    assert read_days("fri-mon") == {4, 5, 6, 0}
    assert read_days("") == set(range(7))
    with pytest.raises(ValueError, match="not in"):
        read_days("someday")


def test_a_time_after_midnight_is_tomorrows() -> None:
    assert at(time(0, 20), MIDNIGHT_TOUR, ZONE) == local("2026-10-15 00:20")
    assert at(time(23, 45), MIDNIGHT_TOUR, ZONE) == local("2026-10-14 23:45")


def test_a_window_that_ends_before_it_opens_ends_on_the_next_day() -> None:
    opens = at(time(23, 55), MIDNIGHT_TOUR, ZONE)
    assert at(time(23, 50), MIDNIGHT_TOUR, ZONE, opens) == local("2026-10-15 23:50")


def test_a_tour_that_begins_late_is_late_and_not_due_tomorrow() -> None:
    start = local("2026-10-14 14:20")
    assert at(time(14, 10), start, ZONE) == local("2026-10-14 14:10")


def test_minutes_are_minutes_in_the_night_in_which_clocks_go_forward() -> None:
    start = local("2026-03-08 01:50")
    due = at(timedelta(minutes=20), start, ZONE)
    assert due.astimezone(ZONE).time() == time(3, 10)


def test_a_time_that_there_is_not_means_as_many_minutes_later() -> None:
    due = at(time(2, 30), local("2026-03-08 01:50"), ZONE)
    assert due.astimezone(ZONE).time() == time(3, 30)


def test_of_a_time_that_there_is_twice_the_nearer_one_counts() -> None:
    first = datetime(2026, 11, 1, 1, 10, tzinfo=ZONE)
    second = first.replace(fold=1)
    assert at(time(1, 30), first, ZONE) == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert at(time(1, 30), second, ZONE) == datetime(2026, 11, 1, 7, 30, tzinfo=UTC)


def test_the_next_start_is_the_first_one_later_on_a_day_that_is_named() -> None:
    starts, weekdays = read_clocks("22:00 2:00"), read_days("mon-fri")
    friday = local("2026-10-16 21:00")
    assert next_start(starts, weekdays, friday, ZONE) == local("2026-10-16 22:00")
    assert next_start(starts, weekdays, local("2026-10-16 22:00"), ZONE) == local(
        "2026-10-19 02:00"
    )
    assert next_start([], weekdays, friday, ZONE) is None


def test_a_start_in_the_hour_that_there_is_twice_is_one_start() -> None:
    starts = read_clocks("1:30")
    first = next_start(starts, read_days(""), local("2026-11-01 00:30"), ZONE)
    assert first == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert next_start(starts, read_days(""), first, ZONE) == local("2026-11-02 01:30")


@given(
    start=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(
        lambda naive: naive.replace(tzinfo=UTC)
    ),
    clock=st.times().map(lambda clock: clock.replace(second=0, microsecond=0)),
)
def test_a_time_of_day_is_never_further_than_half_a_day_and_the_hour_that_changes(
    start: datetime, clock: time
) -> None:
    moment = at(clock, start, ZONE)
    assert abs(moment - start) <= timedelta(hours=13)
    shown = moment.astimezone(ZONE)
    assert shown.time() == clock or shown.date() == datetime(2026, 3, 8).date()


@given(
    after=st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)).map(
        lambda naive: naive.replace(tzinfo=UTC)
    ),
    starts=st.lists(st.times(), min_size=1, max_size=5),
)
def test_a_daily_start_comes_within_a_day_and_the_hour_that_changes(
    after: datetime, starts: list[time]
) -> None:
    coming = next_start(starts, frozenset(range(7)), after, ZONE)
    assert coming is not None
    assert timedelta(0) < coming - after <= timedelta(hours=25)
