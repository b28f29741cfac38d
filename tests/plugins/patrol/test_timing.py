"""How a tour stands, by what was expected and what was done. No clock, no store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sro_patrol.tours.shapes import Act, Course, Stop
from sro_patrol.tours.timing import Progress, progress, same_scan

START = datetime(2026, 10, 14, 19, 0, tzinfo=UTC)
NAMES = ("Gym doors", "Loading dock", "Band room", "Lot B")


def minutes(count: float) -> timedelta:
    """Return that many minutes."""
    return timedelta(minutes=count)


def course(count: int = 4, **about: Any) -> Course:
    """Return a course: a stop is due every 5 minutes, with 3 minutes of grace and 2 of walking."""
    stops = [
        Stop(
            f"id-{index}", NAMES[index % 4], due=START + minutes(5 * (index + 1)),
            grace=minutes(3), walk=minutes(2),
        )
        for index in range(count)
    ]  # fmt: skip
    return Course(tuple(stops), START, **about)


def scan(stop: int | None, at: float, by: str = "Reyes", kind: str = "scan") -> Act:
    """Return a scan so many minutes after the start."""
    return Act(kind, stop, START + minutes(at), by)


def stands(course: Course, *acts: Act, at: float = 60, ended: bool = False) -> Progress:
    """Return how the tour stands so many minutes after its start."""
    return progress(course, acts, START + minutes(at), ended)


def states(found: Progress) -> list[str]:
    """Return the states of all stops."""
    return [one.state for one in found.stops]


def test_a_scan_until_due_is_on_time_and_after_it_late() -> None:
    found = stands(course(2), scan(0, 5), scan(1, 10.1), at=11)
    assert states(found) == ["done", "late"]
    assert [one.word for one in found.stops] == ["on time", "late"]


def test_a_stop_is_missed_when_its_grace_has_passed_and_not_before() -> None:
    assert states(stands(course(1), at=4.9)) == ["open"]
    assert states(stands(course(1), at=5)) == ["due"]
    assert states(stands(course(1), at=8)) == ["due"]
    assert states(stands(course(1), at=8.1)) == ["missed"]


def test_who_comes_after_the_alarm_is_late_and_no_longer_missed() -> None:
    assert states(stands(course(1), scan(0, 20))) == ["late"]


def test_the_alarm_is_that_of_the_first_stop_that_nobody_was_at() -> None:
    assert stands(course(3)).alarm == (START + minutes(8), 0)
    assert stands(course(3), scan(0, 4)).alarm == (START + minutes(13), 1)
    assert stands(course(3), scan(0, 4), scan(1, 6), scan(2, 9)).alarm is None


def test_before_its_window_a_stop_is_to_come_and_a_scan_is_warned_of() -> None:
    stop = replace(course(1).stops[0], opens=START + minutes(3))
    only = replace(course(1), stops=(stop,))
    assert states(stands(only, at=2)) == ["open"]
    assert states(stands(only, at=3)) == ["due"]
    early = stands(only, scan(0, 2))
    assert states(early) == ["done"]
    assert early.stops[0].warnings == ["before its window"]


def test_a_skip_settles_a_stop_and_a_scan_later_takes_its_place() -> None:
    skipped = stands(course(2), scan(0, 2, kind="skip"))
    assert states(skipped)[0] == "skipped"
    assert (skipped.settled, skipped.next) == (1, 1)
    assert states(stands(course(2), scan(0, 2, kind="skip"), scan(0, 4)))[0] == "done"


def test_an_exception_stays_whatever_is_scanned_afterwards() -> None:
    found = stands(course(1), scan(0, 2), scan(0, 3, kind="exception"), scan(0, 4))
    assert states(found) == ["exception"]
    assert found.stops[0].at == START + minutes(2)


def test_at_the_end_of_the_tour_what_nobody_was_at_was_missed() -> None:
    found = stands(course(3), scan(0, 2), at=3, ended=True)
    assert states(found) == ["done", "missed", "missed"]
    assert found.alarm is None


def test_an_ordered_tour_goes_back_to_what_was_left_out() -> None:
    found = stands(course(3), scan(0, 2), scan(2, 6), at=7)
    assert found.next == 1
    assert found.stops[2].warnings == ["before Loading dock"]


def test_a_tour_in_any_order_warns_of_none_and_goes_where_it_is_due_first() -> None:
    found = stands(course(3, ordered=False), scan(2, 6), at=7)
    assert found.next == 0
    assert found.stops[2].warnings == []


def test_faster_than_walking_is_a_warning_and_the_scan_counts() -> None:
    found = stands(course(2), scan(0, 2), scan(1, 3.5))
    assert states(found) == ["done", "done"]
    assert found.stops[1].warnings == ["faster than walking"]
    assert stands(course(2), scan(0, 2), scan(1, 4)).stops[1].warnings == []


def test_two_officers_on_one_tour_are_not_one_who_runs() -> None:
    found = stands(course(2), scan(0, 2, "Reyes"), scan(1, 2.5, "Okafor"))
    assert found.stops[1].warnings == []
    assert [one.by for one in found.stops] == ["Reyes", "Okafor"]


def test_order_is_that_of_keeping_when_a_clock_is_set_back() -> None:
    found = stands(course(3), scan(0, 6), scan(1, -50), scan(2, -40))
    assert found.next is None
    assert found.stops[1].warnings == ["by a clock that went back"]
    assert found.stops[2].warnings == []


def staying(**about: Any) -> Course:
    """Return a course of two stops; about the first is told how long to stay."""
    first, second = course(2).stops
    return replace(course(2), stops=(replace(first, **about), second))


def test_a_second_scan_of_the_code_says_when_somebody_left() -> None:
    told = staying(least=minutes(3))
    assert stands(told, scan(0, 2), scan(0, 4)).stops[0].warnings == ["left before 3 min"]
    assert stands(told, scan(0, 2), scan(0, 5)).stops[0].warnings == []
    assert states(stands(told, scan(0, 2), scan(0, 30)))[0] == "done"


def test_without_it_only_what_is_sure_is_warned_of() -> None:
    short, long = staying(least=minutes(3)), staying(most=minutes(5))
    assert stands(short, scan(0, 2), scan(1, 4)).stops[0].warnings == ["left before 3 min"]
    assert stands(short, scan(0, 2), scan(1, 6)).stops[0].warnings == []
    assert stands(long, scan(0, 2), scan(1, 9)).stops[0].warnings == []
    assert stands(long, scan(0, 2), scan(1, 10)).stops[0].warnings == ["stayed over 5 min"]


def test_what_a_colleague_scans_says_nothing_of_how_long_somebody_stayed() -> None:
    told = staying(least=minutes(3))
    found = stands(told, scan(0, 2, "Reyes"), scan(0, 2.5, "Okafor"), scan(1, 3, "Okafor"))
    assert found.stops[0].warnings == []


def test_by_interval_each_scan_gives_the_next_one_its_time() -> None:
    told = course(3, ordered=False, monitoring="interval", interval=minutes(10), grace=minutes(2))
    assert stands(told).alarm == (START + minutes(12), 0)
    found = stands(told, scan(1, 9), scan(0, 20), at=21)
    assert states(found) == ["late", "done", "open"]
    assert found.alarm == (START + minutes(32), 2)
    assert states(stands(told, scan(1, 9), at=21.1)) == ["missed", "done", "open"]


def test_what_is_not_monitored_is_never_late_and_raises_no_alarm() -> None:
    told = course(2, monitoring="none")
    found = stands(told, scan(0, 500), at=900)
    assert [one.word for one in found.stops] == ["done", "to come"]
    assert found.alarm is None


def test_the_same_code_within_seconds_is_one_scan() -> None:
    acts = [scan(0, 2)]
    assert same_scan(course(), acts, 0, START + minutes(2) + timedelta(seconds=10))
    assert not same_scan(course(), acts, 0, START + minutes(2) + timedelta(seconds=11))
    assert not same_scan(course(), acts, 1, START + minutes(2))
    assert not same_scan(course(), [*acts, scan(1, 2)], 0, START + minutes(2))
    assert not same_scan(course(), [scan(None, 2)], None, START + minutes(2))


def test_a_code_that_is_not_on_the_tour_settles_nothing() -> None:
    assert stands(course(2), scan(None, 1), at=2).settled == 0


def test_a_tour_of_400_checkpoints_stands_as_any_other() -> None:
    acts = [scan(index, 5 * index + 4) for index in range(400)]
    found = stands(course(400), *acts, at=2500)
    assert (found.settled, found.next, found.alarm) == (400, None, None)
    assert set(states(found)) == {"done"}


ACTS = st.lists(
    st.builds(
        scan,
        st.one_of(st.none(), st.integers(0, 3)),
        st.floats(-100, 100),
        st.sampled_from(("Reyes", "Okafor")),
        st.sampled_from(("scan", "skip", "exception")),
    ),
    max_size=12,
)
COURSES = st.builds(
    course, st.integers(4, 4), ordered=st.booleans(), interval=st.just(minutes(7)),
    monitoring=st.sampled_from(("tour", "interval", "none")),
)  # fmt: skip


@given(COURSES, ACTS, st.floats(-100, 200))
def test_every_stop_is_settled_once_it_was_named_and_no_other(
    told: Course, acts: list[Act], at: float
) -> None:
    found = stands(told, *acts, at=at)
    named = {act.stop for act in acts if act.stop is not None}
    assert {index for index, one in enumerate(found.stops) if not one.open} == named
    assert found.settled == len(named)
    assert (found.next is None) == (len(named) == 4)
    assert found.next not in named


@given(COURSES, ACTS, st.floats(-100, 200))
def test_an_alarm_has_passed_just_when_a_stop_is_missed(
    told: Course, acts: list[Act], at: float
) -> None:
    found = stands(told, *acts, at=at)
    passed = found.alarm is not None and START + minutes(at) > found.alarm[0]
    assert passed == bool(found.in_state("missed"))


@given(COURSES, ACTS)
def test_nothing_is_open_when_a_tour_has_ended(told: Course, acts: list[Act]) -> None:
    found = stands(told, *acts, ended=True)
    assert not found.in_state("open", "due")
    assert found.alarm is None
