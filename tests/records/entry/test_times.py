"""Times in any plain form. It is Wednesday 14 October 2026, 14:32, unless a test says otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.records.entry import EntryContext, parse

from .school import NOW, ZONE, problems, read, school, when

TODAY = "2026-10-14"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11:42", f"{TODAY} 11:42"),
        ("7:05", f"{TODAY} 07:05"),
        ("11:42:30", f"{TODAY} 11:42"),
        ("at 11:42", f"{TODAY} 11:42"),
        ("@11:42", f"{TODAY} 11:42"),
        ("@ 11:42", f"{TODAY} 11:42"),
        ("(11:42)", f"{TODAY} 11:42"),
        ("1142h", f"{TODAY} 11:42"),
        ("1142hrs", f"{TODAY} 11:42"),
        ("1142 hrs", f"{TODAY} 11:42"),
        ("1142 hours", f"{TODAY} 11:42"),
        ("2pm", f"{TODAY} 14:00"),
        ("2:15pm", f"{TODAY} 14:15"),
        ("2:15 PM", f"{TODAY} 14:15"),
        ("2:15 p.m.", f"{TODAY} 14:15"),
        ("12am", f"{TODAY} 00:00"),
        ("12:10pm", f"{TODAY} 12:10"),
        ("noon", f"{TODAY} 12:00"),
        ("midnight", f"{TODAY} 00:00"),
        ("-20m", f"{TODAY} 14:12"),
        ("-1h", f"{TODAY} 13:32"),
        ("-1h30m", f"{TODAY} 13:02"),
        ("20m ago", f"{TODAY} 14:12"),
        ("20 min ago", f"{TODAY} 14:12"),
        ("20 minutes ago", f"{TODAY} 14:12"),
        ("1 hour 30 minutes ago", f"{TODAY} 13:02"),
        ("an hour ago", f"{TODAY} 13:32"),
        ("half an hour ago", f"{TODAY} 14:02"),
        ("today 07:30", f"{TODAY} 07:30"),
        ("yest 14:40", "2026-10-13 14:40"),
        ("yesterday 2pm", "2026-10-13 14:00"),
        ("yesterday at 2pm", "2026-10-13 14:00"),
        ("14:40 yesterday", "2026-10-13 14:40"),
        ("mon 15:10", "2026-10-12 15:10"),
        ("Monday, 15:10", "2026-10-12 15:10"),
        ("15:10 on Monday", "2026-10-12 15:10"),
        ("wed 14:00", f"{TODAY} 14:00"),
        ("wed 15:10", "2026-10-07 15:10"),
        ("14 Oct 13:05", f"{TODAY} 13:05"),
        ("Oct 9 13:05", "2026-10-09 13:05"),
        ("October 9th, 2025 13:05", "2025-10-09 13:05"),
        ("9 October at 13:05", "2026-10-09 13:05"),
        ("10/14 13:05", f"{TODAY} 13:05"),
        ("10/9/2025 13:05", "2025-10-09 13:05"),
        ("10/9/25 13:05", "2025-10-09 13:05"),
        ("2026-10-09 13:05", "2026-10-09 13:05"),
        ("2026-10-09T13:05", "2026-10-09 13:05"),
        ("2026-10-09t13:05:59", "2026-10-09 13:05"),
        ("2026-10-09T18:05Z", "2026-10-09 13:05"),
        ("2026-10-09T20:05+02:00", "2026-10-09 13:05"),
    ],
)
def test_a_time_in_any_plain_form(typed: str, expected: str) -> None:
    for line in (f"door {typed} propped", f"door propped {typed}", f"{typed} door propped"):
        entry = read(line)
        assert (when(entry), entry.stated, entry.text) == (expected, True, "propped"), line
        assert problems(entry) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("11:42-11:55", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("11:42–11:55", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("11:42 - 11:55", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("11:42 to 11:55", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("between 8:10 and 10:20", f"{TODAY} 08:10..{TODAY} 10:20"),
        ("between 11:42-11:55", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("from 8:10 to 10:20", f"{TODAY} 08:10..{TODAY} 10:20"),
        ("11:42-11:42", f"{TODAY} 11:42..{TODAY} 11:42"),
        ("1142-1155h", f"{TODAY} 11:42..{TODAY} 11:55"),
        ("1-2pm", f"{TODAY} 13:00..{TODAY} 14:00"),
        ("1:15-2:20pm", f"{TODAY} 13:15..{TODAY} 14:20"),
        ("11:30-1:15pm", f"{TODAY} 11:30..{TODAY} 13:15"),
        ("yest 14:40-15:10", "2026-10-13 14:40..2026-10-13 15:10"),
        ("14:40-15:10 yest", "2026-10-13 14:40..2026-10-13 15:10"),
        ("14:40 to 15:10 yest", "2026-10-13 14:40..2026-10-13 15:10"),
        ("mon 22:00 to 1:00", "2026-10-12 22:00..2026-10-13 01:00"),
        ("22:00-06:00", f"2026-10-13 22:00..{TODAY} 06:00"),
        ("13:30-15:00", "2026-10-13 13:30..2026-10-13 15:00"),
        ("wed 14:00-15:00", "2026-10-07 14:00..2026-10-07 15:00"),
        ("between fri 16:00 and mon 7:30", "2026-10-09 16:00..2026-10-12 07:30"),
        ("between 16:00 and mon 7:30", "2026-10-11 16:00..2026-10-12 07:30"),
        ("between wed 16:00 and tue 7:30", "2026-10-07 16:00..2026-10-13 07:30"),
        ("10/9/2026 07:00 - 10/12/2026 06:30", "2026-10-09 07:00..2026-10-12 06:30"),
    ],
)
def test_a_range(typed: str, expected: str) -> None:
    entry = read(f"theft {typed} bike")
    assert (when(entry), entry.text, problems(entry)) == (expected, "bike", [])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("4th hour", f"{TODAY} 11:00..{TODAY} 11:50"),
        ("4th hr", f"{TODAY} 11:00..{TODAY} 11:50"),
        ("hour 4", f"{TODAY} 11:00..{TODAY} 11:50"),
        ("period 4", f"{TODAY} 11:00..{TODAY} 11:50"),
        ("5th period", f"{TODAY} 12:30..{TODAY} 13:20"),
        ("lunch hour", f"{TODAY} 11:50..{TODAY} 12:25"),
        ("yest 5th hour", "2026-10-13 12:30..2026-10-13 13:20"),
        ("5th hour mon", "2026-10-12 12:30..2026-10-12 13:20"),
        ("between 4th and 5th hour", f"{TODAY} 11:50..{TODAY} 12:30"),
    ],
)
def test_a_period_of_the_bell_schedule_is_a_range(typed: str, expected: str) -> None:
    entry = read(f"fight {typed} two students")
    assert (when(entry), entry.text, problems(entry)) == (expected, "two students", [])


@pytest.mark.parametrize(
    ("line", "expected", "text"),
    [
        ("theft sat 15:10 bike", "2026-10-10 15:10", "bike"),
        ("theft bike on sat 15:10", "2026-10-10 15:10", "bike"),
        ("theft bike Sat 15:10", "2026-10-10 15:10", "bike"),
        ("theft between sat 15:10 and sun 9:00", "2026-10-10 15:10..2026-10-11 09:00", ""),
        ("note student sat 11:42 outside", "2026-10-14 11:42", "student sat outside"),
        ("note 11:42 sat outside", "2026-10-14 11:42", "sat outside"),
    ],
)
def test_sat_and_sun_are_words_too(line: str, expected: str, text: str) -> None:
    entry = read(line)
    assert (when(entry), entry.text) == (expected, text)


def test_a_period_that_is_still_running_ends_now() -> None:
    assert when(read("fight 6th hour")) == f"{TODAY} 14:10..{TODAY} 14:32"


def test_a_period_yet_to_come_is_the_last_school_day() -> None:
    monday = datetime(2026, 10, 12, 7, 0, tzinfo=ZONE)
    assert when(read("fight 6th hour", monday)) == "2026-10-09 14:10..2026-10-09 15:00"


def test_a_period_that_the_schedule_lacks_is_named_and_stays_text() -> None:
    entry = read("fight 9th hour")
    assert (entry.stated, entry.text) == (False, "9th hour")
    assert problems(entry) == [("No 9th hour in the bell schedule", None)]


def test_without_a_bell_schedule_periods_are_text() -> None:
    entry = parse("fight 4th hour", EntryContext(NOW))
    assert (entry.stated, entry.text, entry.problems) == (False, "fight 4th hour", ())


@pytest.mark.parametrize(
    "line",
    [
        "talk 15m vaping",
        "door 4 propped",
        "squad 3 coming",
        "room 211",
        "911 called",
        "11.42",
        "1142",
        "1142 students",
        "2",
        "24/7 guard",
        "yesterday a broken window",
        "10/14 game",
        "1 hour late",
        "over 15m",
        "out until Fri",
        "closed until 15:00",
        "closed until about 15:00",
        "back by mon 7:30",
        "out since 11:42",
        "before 11:42",
        "meeting for 2pm",
        "from 11:42",
        "I-2026-0031",
        "-20",
        "-",
        "ratio 1:2",
        '"11:42"',
        "psalm 119:105",
    ],
)
def test_not_a_time(line: str) -> None:
    entry = read(f"bolo {line}")
    assert (entry.stated, entry.occurred_from, entry.occurred_to) == (False, NOW, None)
    assert entry.text.endswith(line.removeprefix("door 4 "))


def test_without_a_time_it_is_now() -> None:
    entry = read("patrol gym secure")
    assert (entry.occurred_from, entry.occurred_to, entry.stated) == (NOW, None, False)


@pytest.mark.parametrize(
    ("typed", "expected", "meaning"),
    [
        ("14:32", f"{TODAY} 14:32", "14:32"),
        ("14:37", f"{TODAY} 14:37", "14:37"),
        ("14:38", "2026-10-13 14:38", "yesterday 14:38"),
        ("23:50", "2026-10-13 23:50", "yesterday 23:50"),
        ("mon 15:10", "2026-10-12 15:10", "Mon 12 Oct 15:10"),
        ("14 Oct 2025 13:05", "2025-10-14 13:05", "Tue 14 Oct 2025 13:05"),
        ("22:00-06:00", f"2026-10-13 22:00..{TODAY} 06:00", "yesterday 22:00 to 06:00"),
    ],
)
def test_a_bare_time_is_today_unless_it_lies_ahead(typed: str, expected: str, meaning: str) -> None:
    entry = read(f"note {typed} x")
    assert when(entry) == expected
    assert [mark.meaning for mark in entry.marks if mark.kind == "time"] == [meaning]


def test_shortly_after_midnight_a_late_time_is_yesterday() -> None:
    entry = read("note 23:50-00:10 noise", datetime(2026, 10, 15, 0, 20, tzinfo=ZONE))
    assert when(entry) == f"{TODAY} 23:50..2026-10-15 00:10"


def test_a_stated_date_may_lie_ahead_and_a_problem_says_so() -> None:
    entry = read("theft 14 Nov 13:05 bike")
    assert when(entry) == "2026-11-14 13:05"
    assert problems(entry) == [("Sat 14 Nov 13:05 lies ahead", None)]


def test_a_range_between_dates_that_ends_before_it_begins_is_a_problem() -> None:
    entry = read("theft 12 Oct 13:05 to 11 Oct 9:00 bike")
    assert [message for message, _ in problems(entry)] == [
        "Mon 12 Oct 13:05 to Sun 11 Oct 09:00: ends too early"
    ]


def test_in_january_a_december_date_is_last_year() -> None:
    january = datetime(2027, 1, 5, 9, 0, tzinfo=ZONE)
    assert when(read("theft 30 Dec 13:05 bike", january)) == "2026-12-30 13:05"


@pytest.mark.parametrize("typed", ["25:10", "11:75", "13:10pm", "0:30am"])
def test_an_impossible_time_is_named_and_stays_text(typed: str) -> None:
    entry = read(f"note {typed} x")
    assert (entry.stated, entry.text) == (False, f"{typed} x")
    assert problems(entry) == [(f'No time "{typed}"', None)]


@pytest.mark.parametrize("typed", ["31 Feb 10:00", "2/30 10:00", "2026-02-30 10:00"])
def test_a_day_that_does_not_exist_stays_in_the_text(typed: str) -> None:
    day = typed.removesuffix(" 10:00")
    assert read(f"note {typed} x").text == f"{day} x"


def test_the_first_time_counts_and_later_ones_are_text() -> None:
    entry = read("fight 11:42 two students, parent told 11:50")
    assert (when(entry), entry.text) == (f"{TODAY} 11:42", "two students, parent told 11:50")


def test_about_a_time_counts_and_stays_in_the_text() -> None:
    entry = read("note about 11:42 a loud bang")
    assert (when(entry), entry.text) == (f"{TODAY} 11:42", "about 11:42 a loud bang")


def test_times_are_said_back_by_the_site_s_clock() -> None:
    context = EntryContext(NOW, clock=12)
    meanings = [parse(line, context).marks[0].meaning for line in ("0:05 x", "yest 14:40 x")]
    assert meanings == ["12:05 am", "yesterday 2:40 pm"]


def test_a_time_skipped_in_spring_moves_forward_and_the_mark_says_so() -> None:
    entry = read("door 02:30 propped", datetime(2026, 3, 8, 7, 0, tzinfo=ZONE))
    assert entry.occurred_from.astimezone(UTC) == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert entry.marks[1].meaning == "03:30, 02:30 was skipped that night"


@pytest.mark.parametrize(
    ("now", "typed", "hour_utc", "said"),
    [
        ("2026-11-01T07:00-06:00", "01:30", 6, "01:30, the first of two"),
        ("2026-11-01T01:40-05:00", "01:30", 6, "01:30, the first of two"),
        ("2026-11-01T01:40-06:00", "01:30", 7, "01:30, the second of two"),
        ("2026-11-01T01:10-06:00", "01:30", 6, "01:30, the first of two"),
        ("2026-11-01T01:10-06:00", "-20m", 6, "01:50"),
        ("2026-11-01T07:00-06:00", "2026-11-01T01:30-06:00", 7, "01:30"),
    ],
)
def test_a_time_that_comes_twice_in_autumn(now: str, typed: str, hour_utc: int, said: str) -> None:
    entry = read(f"door {typed} propped", datetime.fromisoformat(now).astimezone(ZONE))
    assert entry.occurred_from.astimezone(UTC).hour == hour_utc
    assert entry.marks[1].meaning == said


def test_a_range_in_the_night_of_the_change_says_so() -> None:
    entry = read("door 01:50-02:10 propped", datetime(2026, 3, 8, 7, 0, tzinfo=ZONE))
    assert entry.marks[1].meaning == "01:50 to 03:10, 02:10 was skipped that night"


_NIGHTS = [datetime(2026, 3, 8, 6, tzinfo=UTC), datetime(2026, 11, 1, 5, tzinfo=UTC)]


@given(
    night=st.sampled_from(_NIGHTS),
    elapsed=st.integers(0, 26 * 60),
    hour=st.integers(0, 23),
    minute=st.integers(0, 59),
)
def test_a_bare_time_is_past_and_on_the_wall_through_both_nights(
    night: datetime, elapsed: int, hour: int, minute: int
) -> None:
    now = (night + timedelta(minutes=elapsed)).astimezone(ZONE)
    entry = parse(f"{hour:02}:{minute:02} x", school(now))
    age = now.astimezone(UTC) - entry.occurred_from.astimezone(UTC)
    assert timedelta(minutes=-5) <= age <= timedelta(hours=25)
    shown = (entry.occurred_from.hour, entry.occurred_from.minute)
    assert shown == (hour, minute) or (hour == 2 and shown == (3, minute))


@given(
    night=st.sampled_from(_NIGHTS),
    elapsed=st.integers(0, 26 * 60),
    minutes=st.integers(1, 999),
)
def test_minutes_ago_are_real_minutes_through_both_nights(
    night: datetime, elapsed: int, minutes: int
) -> None:
    now = (night + timedelta(minutes=elapsed)).astimezone(ZONE)
    entry = parse(f"-{minutes}m x", school(now))
    assert now.astimezone(UTC) - entry.occurred_from.astimezone(UTC) == timedelta(minutes=minutes)
