"""The loaded part of a long list: where it stands, and what happens to it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sro_ops.console.kit.window import KEPT, Run, Slice


def test_a_list_that_fits_in_a_page_is_counted_by_it() -> None:
    run: Run[int] = Run()
    run.replace(Slice([1, 2, 3], first=True, last=True), 0)
    assert (run.start, run.end, run.total) == (0, 3, 3)


def test_a_row_that_is_not_loaded_is_none() -> None:
    run: Run[int] = Run(100)
    run.replace(Slice([7, 8]), 50)
    assert [run.get(at) for at in (49, 50, 51, 52)] == [None, 7, 8, None]


def test_a_jump_that_was_estimated_too_low_is_put_right_at_the_head() -> None:
    run: Run[int] = Run(100)
    run.replace(Slice([20, 21]), 5)
    moved = run.add_before(Slice(range(20), first=True))
    assert (run.start, run.get(20), run.get(0)) == (0, 20, 0)
    assert moved == 15, "row 20 stood at 5 and stands at 20"


def test_a_run_that_reaches_the_end_says_how_long_the_list_is() -> None:
    run: Run[int] = Run(100)
    run.replace(Slice(range(10), first=True), 0)
    assert run.add_after(Slice(range(10, 15), last=True)) == 0
    assert run.total == 15


def test_the_end_of_a_list_that_was_jumped_to_stands_at_its_end() -> None:
    run: Run[int] = Run(1_000)
    run.replace(Slice([998, 999], last=True), 400)
    assert (run.start, run.total) == (998, 1_000)


def test_a_long_run_lets_go_of_its_far_side() -> None:
    run: Run[int] = Run(10 * KEPT)
    run.replace(Slice(range(KEPT), first=True), 0)
    assert run.add_after(Slice(range(KEPT, KEPT + 60))) == 0
    assert (run.start, run.get(60), run.get(59), run.first) == (60, 60, None, False)
    run.add_before(Slice(range(60), first=True))
    assert (run.start, run.get(0), run.get(KEPT), run.last) == (0, 0, None, False)


@given(st.data())
def test_however_a_list_is_walked_its_rows_stand_in_order_and_within_it(
    data: st.DataObject,
) -> None:
    whole = range(data.draw(st.integers(0, 300)))
    run: Run[int] = Run(data.draw(st.integers(0, 600)))
    run.replace(Slice(whole[:7], True, len(whole) <= 7), 0)
    for _ in range(data.draw(st.integers(0, 12))):
        step = data.draw(st.sampled_from(("after", "before", "jump")))
        if step == "jump" and len(whole):
            at = data.draw(st.integers(0, len(whole) - 1))
            guess = data.draw(st.integers(0, max(run.total - 1, 0)))
            run.replace(Slice(whole[at : at + 9], at == 0, at + 9 >= len(whole)), guess)
        elif step == "after" and run.rows and not run.last:
            at = run.rows[-1] + 1
            before = run.rows[-1], run.end - 1
            moved = run.add_after(Slice(whole[at : at + 9], last=at + 9 >= len(whole)))
            assert run.get(before[1] + moved) == before[0]
        elif step == "before" and run.rows and not run.first:
            at = max(run.rows[0] - 9, 0)
            kept = run.rows[0], run.start
            moved = run.add_before(Slice(whole[at : run.rows[0]], first=at == 0))
            assert run.get(kept[1] + moved) == kept[0]
        assert run.rows == sorted(run.rows)
        assert 0 <= run.start <= run.end <= run.total
        if run.first and run.last:
            assert run.rows == list(whole)
