"""The window on today's log: what stays put, and what follows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from sro_ops.console.log.lines import Day, Log
from sro_ops.console.log.rows import Row
from sro_ops.console.log.view import View

from .fake import NOW, ZONE, FakeSource, line

STATUS = FakeSource().status()
TODAY = NOW.astimezone(ZONE).date()


def log_of(*positions: int, more: bool = False) -> Log:
    log = Log(STATUS, TODAY, more)
    log.add([line(pos, summary=f"line {pos}") for pos in positions])
    return log


def in_sight(view: View) -> list[str]:
    """Name what each row of the window shows."""
    seen = []
    for y in range(view.height):
        index = view.at(y)
        entry = None if index is None else view.entry(index)
        if index is None:
            seen.append("")
        else:
            seen.append(
                "…"
                if entry is None
                else f"{entry.on}"
                if isinstance(entry, Day)
                else entry.line.summary
            )
    return seen


def cursor_pos(view: View) -> int | None:
    return view.row.pos if view.row else None


def test_few_lines_stand_at_the_foot_of_the_window() -> None:
    assert in_sight(View(log_of(1, 2), 4)) == ["", "", "line 1", "line 2"]


def test_a_live_window_follows_the_newest_line() -> None:
    view = View(log_of(*range(1, 9)), 3)
    view.add([line(9, summary="line 9")])
    assert in_sight(view) == ["line 7", "line 8", "line 9"]
    assert view.live


def test_a_held_window_does_not_move_and_counts_what_it_misses() -> None:
    view = View(log_of(*range(1, 9)), 3)
    view.scroll(-2)
    before = in_sight(view)
    view.add([line(9), line(10)])
    assert in_sight(view) == before
    assert (view.live, view.unseen) == (False, 2)
    view.jump(to_end=True)
    assert (view.live, view.unseen) == (True, 0)


def test_a_page_before_does_not_move_what_is_being_read() -> None:
    view = View(log_of(50, 51, 52, 53, 54, more=True), 3)
    view.jump(to_end=False)
    view.move(1)
    before = [row for row in in_sight(view) if row != "…"]
    view.add([line(pos, summary=f"line {pos}") for pos in range(40, 50)])
    assert [row for row in in_sight(view) if row in before] == before
    assert cursor_pos(view) == 51


@given(
    st.lists(
        st.sampled_from(["up", "down", "news", "older", "resize", "end", "home"]), max_size=30
    ),
    st.integers(1, 6),
)
def test_nothing_but_the_officer_moves_the_cursor(moves: list[str], height: int) -> None:
    view = View(log_of(*range(100, 108), more=True), height)
    view.guard(True)
    oldest, newest = 100, 107
    for move in moves:
        before = cursor_pos(view)
        if move in ("up", "down"):
            view.move(-1 if move == "up" else 1)
        elif move in ("end", "home"):
            view.jump(move == "end")
        else:
            if move == "news":
                view.add([line(newest + 1), line(newest + 2)])
                newest += 2
            elif move == "older":
                view.add([line(oldest - 1)])
                oldest -= 1
            else:
                view.resize(height + 1 if view.height == height else height)
            assert cursor_pos(view) == before
        cursor = view.cursor
        assert cursor is not None
        assert view.top <= cursor < view.top + view.height


def test_lines_of_another_day_are_ruled_off_and_today_says_that_it_is_empty() -> None:
    log = Log(STATUS, TODAY, more=False)
    log.add([line(1, at=NOW - timedelta(days=2)), line(2, at=NOW - timedelta(days=1))])
    days = [entry.on for entry in log.entries if isinstance(entry, Day)]
    assert days == [TODAY - timedelta(days=2), TODAY - timedelta(days=1), TODAY]
    assert log.count(TODAY) == (0, False)


def test_a_day_that_is_not_loaded_whole_counts_at_least() -> None:
    assert log_of(5, 6, more=True).count(TODAY) == (2, True)
    assert log_of(5, 6, more=False).count(TODAY) == (2, False)


def test_a_line_comes_once_however_often_it_is_told() -> None:
    log = log_of(1, 2)
    assert [row.pos for row in log.add([line(2), line(3)])] == [3]
    assert [row.pos for row in log.rows] == [1, 2, 3]


def test_a_late_line_takes_its_place_in_commit_order() -> None:
    log = log_of(1, 2, 5)
    log.add([line(4), line(3)])
    assert [row.pos for row in log.rows] == [1, 2, 3, 4, 5]


def test_a_crossing_out_changes_the_records_row_and_is_no_row() -> None:
    log = log_of(1, 2)
    struck = replace(line(3, record="record-1"), verb="struck", struck=True)
    assert log.add([struck]) == []
    assert [(row.pos, row.line.struck) for row in log.rows] == [(1, True), (2, False)]


def test_a_correction_shows_the_new_words_in_the_old_place() -> None:
    log = Log(STATUS, TODAY, more=False)
    log.add([line(1, summary="dorr 4 propped"), line(2)])
    log.add([replace(line(3, summary="door 4 propped", record="record-1"), verb="corrected")])
    first = log.rows[0]
    assert (len(log.rows), first.line.summary, first.line.corrected) == (2, "door 4 propped", True)


def test_an_expunged_record_keeps_no_words_on_the_screen() -> None:
    log = Log(STATUS, TODAY, more=False)
    log.add([line(1, summary="secret", people=("Jayden Moore",))])
    log.add([replace(line(2, record="record-1"), verb="expunged", expunged=True)])
    assert [(row.line.summary, row.line.people) for row in log.rows[:1]] == [("", ())]


def test_moving_steps_over_the_ruled_titles() -> None:
    log = Log(STATUS, TODAY, more=False)
    log.add([line(1, at=NOW - timedelta(days=1)), line(2)])
    view = View(log, 10)
    view.guard(True)
    view.move(-1)
    assert cursor_pos(view) == 1
    view.move(1)
    assert isinstance(view.row, Row)
    assert cursor_pos(view) == 2
