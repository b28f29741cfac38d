"""The chosen row of a long list: a record, whatever arrives and in whichever order."""

from __future__ import annotations

from operator import eq

from hypothesis import given
from hypothesis import strategies as st

from sro_ops.console.kit.chosen import Chosen
from sro_ops.console.kit.pages import fetch
from sro_ops.console.kit.window import Slice

HEIGHT = 60


class Numbers:
    """Pages of a list of numbers, newest and highest first; a key need not be in the list."""

    def __init__(self, rows: list[int]) -> None:
        self.rows = rows

    def _slice(self, start: int, end: int) -> Slice[int]:
        start, end = max(start, 0), min(max(end, 0), len(self.rows))
        return Slice(self.rows[start:end], start == 0, end == len(self.rows))

    def _place(self, row: int) -> int:
        return sum(other > row for other in self.rows)

    def head(self, limit: int) -> Slice[int]:
        return self._slice(0, limit)

    def tail(self, limit: int) -> Slice[int]:
        return self._slice(len(self.rows) - limit, len(self.rows))

    def after(self, row: int, limit: int) -> Slice[int]:
        start = self._place(row) + (row in self.rows)
        return self._slice(start, start + limit)

    def before(self, row: int, limit: int) -> Slice[int]:
        return self._slice(self._place(row) - limit, self._place(row))

    def near(self, fraction: float, limit: int) -> Slice[int]:
        start = round(fraction * len(self.rows))
        return self._slice(start, start + limit)


def answer(chosen: Chosen[int], pages: Numbers, what: str, at: int = 0) -> int:
    """Let a page come that the list has asked for; return by how much its rows have moved."""
    run = chosen.run
    page = fetch(pages, what, run.rows, at / max(run.total, 1), HEIGHT)
    shift = chosen.take(what, run.start if what == "again" else at, page)
    return answer(chosen, pages, "again") if shift is None else shift


def standing(count: int, index: int = 0) -> tuple[Chosen[int], Numbers]:
    """A list of so many records that was read from its head, and the cursor on one of them."""
    pages = Numbers(list(range(count, 0, -1)))
    chosen: Chosen[int] = Chosen(eq)
    answer(chosen, pages, "head")
    chosen.point(index)
    return chosen, pages


def test_a_list_is_counted_before_its_rows_come_and_the_cursor_is_on_the_first() -> None:
    chosen: Chosen[int] = Chosen(eq)
    assert chosen.expect(14, to_last=False) == 0
    answer(chosen, Numbers([3, 2, 1]), "head")
    assert (chosen.index, chosen.row) == (0, 3)


def test_keys_pressed_before_the_rows_come_count_whether_it_was_counted_or_not() -> None:
    for counted in (True, False):
        chosen: Chosen[int] = Chosen(eq)
        chosen.point(chosen.index + 1)
        if counted:
            chosen.expect(14, to_last=False)
        chosen.point(chosen.index + 1)
        answer(chosen, Numbers(list(range(14, 0, -1))), "head")
        assert chosen.row == 12


def test_who_goes_to_the_end_stands_on_the_last_record_however_late_it_is_counted() -> None:
    chosen, pages = standing(5_000)
    chosen.point(chosen.run.total - 1)
    at = chosen.index
    chosen.expect(4_900, to_last=True)
    chosen.point(chosen.index - 1)
    answer(chosen, pages, "last", at)
    assert chosen.row == 2


def test_who_goes_home_stands_on_the_first_record() -> None:
    chosen, pages = standing(5_000)
    answer(chosen, pages, "near", 2_500)
    chosen.point(0)
    answer(chosen, pages, "first")
    assert (chosen.index, chosen.row) == (0, 5_000)


def test_more_records_than_a_page_come_on_top_and_the_cursor_keeps_its_own() -> None:
    chosen, pages = standing(500, index=7)
    pages.rows[:0] = range(700, 500, -1)
    answer(chosen, pages, "head")
    assert chosen.row == 493


def test_a_record_that_leaves_the_list_gives_the_cursor_to_the_next() -> None:
    chosen, pages = standing(9, index=4)
    pages.rows.remove(5)
    answer(chosen, pages, "head")
    assert chosen.row == 4
    del pages.rows[pages.rows.index(4) :]
    answer(chosen, pages, "head")
    assert chosen.row == 6


def test_rows_read_anew_far_down_stay_where_they_are_on_the_screen() -> None:
    chosen, pages = standing(500, index=50)
    for gone in (499, 498):
        pages.rows.remove(gone)
    before = chosen.index
    assert answer(chosen, pages, "again") == chosen.index - before == -2
    assert chosen.row == 450


@given(st.data())
def test_whatever_comes_the_cursor_stays_on_its_record(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 400))
    chosen, pages = standing(count)
    chosen.point(data.draw(st.integers(0, 59)))
    for _ in range(data.draw(st.integers(1, 12))):
        mine = chosen.row
        assert mine is not None
        what = data.draw(st.sampled_from(["after", "before", "head", "again", "expect", "point"]))
        if what == "point":
            chosen.point(data.draw(st.integers(chosen.run.start, chosen.run.end - 1)))
            continue
        if what == "expect":
            chosen.expect(data.draw(st.integers(0, 600)), to_last=False)
        elif what in ("after", "before"):
            if not (chosen.run.last if what == "after" else chosen.run.first):
                answer(chosen, pages, what)
        else:
            top = pages.rows[0]
            pages.rows[:0] = range(top + data.draw(st.integers(0, 90)), top, -1)
            for gone in data.draw(st.lists(st.sampled_from(pages.rows), max_size=9)):
                if gone in pages.rows and gone != mine:
                    pages.rows.remove(gone)
            answer(chosen, pages, what)
        assert chosen.row == mine
