"""Identical half-hour lines: a sign for supervisors, and never told to who wrote them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patrolling import Watch

from sro_ops.errors import Refused
from sro_patrol.review.alike import LEAST, Written, runs

START = datetime(2026, 10, 14, 8, 0, tzinfo=UTC)


def written(minutes: int, words: str = "gym secure", who: str = "Reyes") -> Written:
    return Written(who, words, START + timedelta(minutes=minutes), f"P-{minutes}")


@pytest.mark.parametrize(
    ("minutes", "count"),
    [
        ((0, 30, 60), 3),
        ((0, 29, 60, 91), 4),
        ((0, 30), 0),
        ((0, 17, 60), 0),
        ((0, 30, 60, 200, 230), 3),
        ((60, 0, 30), 3),
    ],
)
def test_the_same_words_every_half_hour_are_a_run(minutes: tuple[int, ...], count: int) -> None:
    found = runs(written(one) for one in minutes)
    assert [len(run.lines) for run in found] == ([count] if count else [])


def test_other_words_and_other_officers_are_no_run() -> None:
    assert runs([written(0), written(30, "gym dark"), written(60)]) == []
    assert runs([written(0), written(30, who="Okafor"), written(60)]) == []


@given(st.lists(st.integers(0, 600), max_size=30))
def test_every_run_is_long_and_even_and_no_line_is_in_two(minutes: list[int]) -> None:
    found = runs(written(one) for one in minutes)
    lines = [line for run in found for line in run.lines]
    assert len(lines) <= len(minutes)
    assert all(len(run.lines) >= LEAST for run in found)
    for run in found:
        gaps = {b.at - a.at for a, b in zip(run.lines, run.lines[1:], strict=False)}
        assert all(timedelta(minutes=28) <= gap <= timedelta(minutes=32) for gap in gaps)


@pytest.fixture
def copied(desk: Watch) -> Watch:
    """A morning with four identical lines."""
    for at in ("08:00", "08:30", "09:00", "09:30"):
        desk.at(f"2026-10-14 {at}")
        desk.types("patrol gym secure", again=True)
    desk.at("2026-10-14 15:00")
    return desk


def test_a_supervisor_prints_them(copied: Watch) -> None:
    copied.sits("lind")
    said = " ".join(copied.prints("patrol.identical").split())
    assert "14 Oct 2026 08:00 09:30 4" in said
    assert "P-2026-0001" in said


def test_an_officer_neither_prints_nor_sees_the_report(copied: Watch) -> None:
    from sro_ops.reports.catalog import reports

    assert "patrol.identical" not in {one.name for one in reports(copied.house)}
    with pytest.raises(Refused, match="no report"):
        copied.prints("patrol.identical")
    copied.sits("lind")
    assert "patrol.identical" in {one.name for one in reports(copied.house)}
