"""What holds until a moment ahead: a day, a time, both, or a length of time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.records.entry import until

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 10, 14, 14, 32, tzinfo=ZONE)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("Fri", "2026-10-16T23:59"),
        ("friday 15:00", "2026-10-16T15:00"),
        ("15:00 friday", "2026-10-16T15:00"),
        ("wed", "2026-10-14T23:59"),
        ("wed 10:00", "2026-10-21T10:00"),
        ("today", "2026-10-14T23:59"),
        ("tomorrow 7am", "2026-10-15T07:00"),
        ("15:00", "2026-10-14T15:00"),
        ("2:15 pm", "2026-10-15T14:15"),
        ("noon", "2026-10-15T12:00"),
        ("16 Oct", "2026-10-16T23:59"),
        ("10/16 15:00", "2026-10-16T15:00"),
        ("5 Jan", "2027-01-05T23:59"),
        ("2026-12-01", "2026-12-01T23:59"),
        ("3 days", "2026-10-17T14:32"),
        ("2w", "2026-10-28T14:32"),
        ("90 min", "2026-10-14T16:02"),
    ],
)
def test_a_moment_ahead_is_understood_and_leaves_the_text(said: str, moment: str) -> None:
    found, rest = until(f"white Silverado, custody, until {said}", NOW)
    assert found is not None
    assert f"{found:%Y-%m-%dT%H:%M}" == moment
    assert rest == "white Silverado, custody"


def test_what_stands_after_it_stays() -> None:
    found, rest = until("white Silverado until Fri, do not approach", NOW)
    assert found is not None
    assert rest == "white Silverado, do not approach"


@pytest.mark.parametrize("text", ["white Silverado", "wait until told", "until", "Until Fritz", ""])
def test_without_a_moment_the_text_is_whole(text: str) -> None:
    assert until(text, NOW) == (None, text)


def test_three_days_over_the_night_when_clocks_go_back_are_seventy_two_hours() -> None:
    before = datetime(2026, 10, 31, 12, 0, tzinfo=ZONE)
    found, _ = until("until 3 days", before)
    assert found is not None
    assert f"{found:%d %H:%M}" == "03 11:00"


@given(st.text(alphabet="until frdamo0123456789:/,;h", max_size=40))
def test_any_text_is_read_and_a_moment_without_a_year_lies_ahead(text: str) -> None:
    found, rest = until(text, NOW)
    assert (found is None) == (rest == text) or len(rest) < len(text)
