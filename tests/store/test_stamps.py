"""Stamps of the emergency card: kept in the desk's own folder until the journal has them."""

from __future__ import annotations

from pathlib import Path

from sro_ops.store import stamps


def test_a_stamp_waits_until_it_is_delivered(home: Path) -> None:
    first = stamps.stamp("OHS", "Lockdown", drill=False, at="2026-09-22T15:42:03.000000Z")
    second = stamps.stamp("OHS", "All clear", drill=False, at="2026-09-22T15:52:03.000000Z")
    assert stamps.waiting() == [first, second]
    stamps.delivered(first)
    assert stamps.waiting() == [second]
    stamps.delivered(second)
    stamps.delivered(second)
    assert stamps.waiting() == []
    assert stamps.last() == second


def test_its_words_say_whether_it_was_real() -> None:
    made = stamps.stamp("OHS", "Lockdown", drill=True)
    assert made.text == "LOCKDOWN, drill, at the emergency card"


def test_a_file_that_was_cut_short_is_passed_over(home: Path) -> None:
    kept = stamps.stamp("OHS", "Hold", drill=True)
    path = home / "state" / "emergency" / f"{kept.id}.json"
    path.write_text(path.read_text("utf-8")[:20], "utf-8")
    assert stamps.waiting() == []


def test_before_the_first_stamp_nothing_is_going_on() -> None:
    assert stamps.last() is None
    assert stamps.waiting() == []
