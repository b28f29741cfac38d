"""Tours on a real store: begun, scanned, skipped, ended; each act one line of the journal."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.host.context import Context
from sro_ops.store.entities import Link
from sro_ops.store.ids import new_id
from sro_ops.store.verify import verify
from sro_ops.testing import Clock
from sro_patrol.tours import service
from sro_patrol.tours.models import Checkpoint, Plan, Scan, Tour, TourException
from sro_patrol.tours.overview import plans_now

from .conftest import Planned

DUE: list[dict[str, Any]] = [{"due": "5"}, {"due": "10"}, {"due": "15"}]


def lines(context: Context, number: str) -> list[tuple[str, str]]:
    """Return the verbs and words of a record's journal lines."""
    with context.read() as session:
        found = session.journal.history(session.find(number, "OHS").id)
    return [(line.verb, line.summary) for line in found]


def tour(context: Context, number: str = "PT-2026-0001") -> Tour:
    """Return a tour as it is kept."""
    with context.read() as session:
        found = session.find(number, "OHS")
    assert isinstance(found, Tour)
    return found


def someone_else(context: Context, name: str = "Okafor") -> Context:
    """Return another operator in the same place."""
    return replace(context, actor=replace(context.actor, operator=new_id(), name=name))


def test_a_tour_is_one_record_and_each_scan_a_line_of_it(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("After lunch", DUE)
    service.start(officer, "after lunch")
    clock.forward(minutes=3)
    told = service.scan(officer, "cp-gym")
    assert told.words == "Gym doors: on time, 1 of 3; next: Loading dock"
    assert (told.result, told.written.number) == ("done", "PT-2026-0001")
    assert lines(officer, "PT-2026-0001") == [
        ("logged", "After lunch began, 3 to scan"),
        ("scanned", "Gym doors: on time, 1 of 3; next: Loading dock"),
    ]


def test_the_last_checkpoint_ends_the_tour(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Short", DUE[:2])
    service.start(officer, "Short")
    service.scan(officer, "CP-GYM")
    clock.forward(minutes=11)
    assert service.scan(officer, "CP-DOCK").words == "Loading dock: late, 2 of 2; tour finished"
    assert lines(officer, "PT-2026-0001")[-1] == (
        "moved", "Short finished, 2 of 2, 1 late; last Loading dock, late",
    )  # fmt: skip
    kept = tour(officer)
    assert (kept.state, kept.alarm_at, kept.occurred_to) == ("finished", None, clock())
    assert verify(officer.store.path).ok


def test_a_line_tells_when_and_where_its_scan_was(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    clock.forward(minutes=3)
    service.scan(officer, "CP-DOCK")
    with officer.read() as session:
        *_, line = session.journal.history(session.find("PT-2026-0001", "OHS").id)
    assert (line.at, line.place) == (line.recorded_at, "DOCK")


def test_what_comes_next_and_when_it_is_missed_stands_on_the_tour_itself(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE, grace=3)
    service.start(officer, "Late")
    assert (tour(officer).alarm_at, tour(officer).alarm_name) == (
        clock() + timedelta(minutes=8), "Gym doors",
    )  # fmt: skip
    begun = clock()
    service.scan(officer, "CP-DOCK")
    assert tour(officer).alarm_name == "Gym doors"
    clock.forward(minutes=1)
    service.scan(officer, "CP-GYM")
    assert tour(officer).alarm_at == begun + timedelta(minutes=18)
    assert tour(officer).next_name == "Band room"


def test_a_plan_that_changes_changes_no_tour_under_way(
    officer: Context, here: Context, planned: Planned
) -> None:
    plan = planned("Late", DUE)
    service.start(officer, "Late")
    with here.write() as session:
        kept = session.load(plan.id)
        assert isinstance(kept, Plan)
        kept.name = "Early"
    assert (tour(officer).tour, tour(officer).stops) == ("Late", 3)


def test_a_skip_needs_a_reason_and_settles_the_checkpoint(
    officer: Context, planned: Planned
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    with pytest.raises(Refused, match="a reason is missing"):
        service.skip(officer, "Gym doors", " ")
    told = service.skip(officer, "gym", "locked for testing")
    assert told.words == "Gym doors: skipped, 1 of 3; next: Loading dock"
    with pytest.raises(Refused, match="settled already: skipped"):
        service.skip(officer, "CP-GYM", "again")
    with officer.read() as session:
        assert session.scalars(select(Scan.reason)).all() == ["locked for testing"]


def test_an_exception_opens_a_record_that_is_linked_to_the_tour(
    officer: Context, planned: Planned
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    told = service.exception(officer, "dock", "Door does not latch")
    assert (told.opened, told.result) == ("PX-2026-0001", "exception")
    with officer.read() as session:
        opened = session.scalars(select(TourException)).one()
        assert (opened.place, opened.state, opened.what) == ("DOCK", "open", "Door does not latch")
        link = session.scalars(select(Link)).one()
        assert (link.from_record, link.to_record) == (opened.id, told.tour.id)


def test_at_the_end_of_a_tour_what_nobody_was_at_is_missed(
    officer: Context, planned: Planned
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    service.scan(officer, "CP-DOCK")
    told = service.finish(officer)
    assert told.words == "Late finished, 1 of 3, 2 missed"
    assert [one.state for one in told.stands.stops] == ["missed", "done", "missed"]
    with pytest.raises(Refused, match="no tour is running"):
        service.finish(officer)


def test_the_same_code_within_seconds_is_one_scan(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    service.scan(officer, "CP-GYM")
    clock.forward(seconds=4)
    told = service.scan(officer, "CP-GYM")
    assert (told.result, told.written) == ("again", None)
    assert told.words == "Gym doors: scanned already, 1 of 3; next: Loading dock"
    assert len(lines(officer, "PT-2026-0001")) == 2


def test_two_officers_walk_one_tour(officer: Context, planned: Planned, clock: Clock) -> None:
    planned("Late", [{"walk": 120}, {}, {}])
    okafor = someone_else(officer)
    service.start(officer, "Late")
    service.scan(officer, "CP-GYM")
    clock.forward(seconds=20)
    told = service.scan(okafor, "CP-DOCK")
    assert (told.tour.number, told.stands.settled) == ("PT-2026-0001", 2)
    assert told.stands.stops[1].warnings == []


def test_a_scan_goes_to_the_officers_own_tour_first(officer: Context, planned: Planned) -> None:
    planned("Late", DUE)
    reyes, okafor = someone_else(officer, "Reyes"), someone_else(officer)
    mine = service.start(reyes, "Late").tour.number
    theirs = service.start(okafor, "Late").tour.number
    assert service.scan(reyes, "CP-GYM").tour.number == mine
    assert service.scan(okafor, "CP-GYM").tour.number == theirs


def test_nobody_begins_the_tour_that_they_are_on(officer: Context, planned: Planned) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    with pytest.raises(Refused, match="you are on Late already"):
        service.start(officer, "Late")


def test_order_holds_when_the_clock_is_set_back_in_the_middle(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    service.scan(officer, "CP-GYM")
    clock.forward(hours=-1)
    told = service.scan(officer, "CP-DOCK")
    assert told.stands.stops[1].warnings == ["by a clock that went back"]
    assert service.scan(officer, "CP-BAND").words.endswith("3 of 3; tour finished")
    with officer.read() as session:
        assert session.scalars(select(Scan.name).order_by(Scan.seq)).all() == [
            "Gym doors", "Loading dock", "Band room",
        ]  # fmt: skip


def retire(context: Context, code: str) -> None:
    """Retire a checkpoint."""
    with context.write() as session:
        found = session.scalars(select(Checkpoint).where(Checkpoint.code == code)).one()
        found.state = found.workflow.target("retire", found.state)
        session.intend(found, "moved", "retire")


def test_a_retired_checkpoint_is_named_and_stops_no_tour_under_way(
    officer: Context, here: Context, planned: Planned
) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    retire(here, "CP-GYM")
    assert service.scan(officer, "CP-GYM").result == "done"
    service.finish(officer)
    with pytest.raises(Refused, match="that checkpoint is retired, CP-GYM"):
        service.start(officer, "Late")
    planned("Other", [{"checkpoint": "CP-DOCK"}])
    service.start(officer, "Other")
    with pytest.raises(Refused, match="Gym doors is retired and is not on the running tour"):
        service.scan(officer, "CP-GYM")


def test_a_plan_without_checkpoints_says_how_to_add_one(officer: Context, planned: Planned) -> None:
    planned("Empty", [])
    with pytest.raises(Refused, match=r"no checkpoints yet.*add stop --to TP-2026-0001"):
        service.start(officer, "Empty")


def test_two_checkpoints_have_no_code_in_common(here: Context) -> None:
    with pytest.raises(Refused), here.write() as session:
        session.add(Checkpoint(name="Gym again", code="cp-gym"))


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"code": "two words"}, "Write one word"),
        ({"code": "4711"}, "not digits alone"),
        ({"choices": "yes; no"}, "choices and no question"),
    ],
)
def test_a_checkpoint_that_no_reader_can_scan_is_refused(
    here: Context, about: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said), here.write() as session:
        session.add(Checkpoint(**{"name": "Stairs", "code": "CP-S", **about}))


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"starts": "noon"}, "Write times of day"),
        ({"days": "someday"}, "Write days"),
        ({"monitoring": "interval"}, "longest time between two scans is missing"),
    ],
)
def test_a_plan_that_cannot_be_kept_to_is_refused(
    planned: Planned, about: dict[str, str], said: str
) -> None:
    with pytest.raises(Refused, match=said):
        planned("Odd", **about)


def test_a_window_that_is_no_time_is_refused(planned: Planned) -> None:
    with pytest.raises(Refused, match=r"Due is .soon.. Write minutes after the start"):
        planned("Odd", [{"due": "soon"}])


def test_the_question_is_asked_and_its_answer_kept_in_the_words_of_its_choices(
    officer: Context, here: Context, planned: Planned
) -> None:
    with here.write() as session:
        gym = session.scalars(select(Checkpoint).where(Checkpoint.code == "CP-GYM")).one()
        gym.question, gym.choices = "Doors locked?", "yes; no; blocked"
    planned("Late", DUE)
    service.start(officer, "Late")
    told = service.scan(officer, "CP-GYM")
    assert (told.question, told.answers) == ("Doors locked?", ("yes", "no", "blocked"))
    assert service.answer(officer, "", "2").words == "Gym doors: no; next: Loading dock"
    with pytest.raises(Refused, match=r"no answer there\. One of: yes, no, blocked"):
        service.answer(officer, "PT-1", "maybe")
    with officer.read() as session:
        assert session.scalars(select(Scan.answer)).all() == ["no"]
    assert lines(officer, "PT-2026-0001")[-1] == ("answered", "Gym doors: no")


def test_an_answer_may_come_with_the_scan(
    officer: Context, here: Context, planned: Planned
) -> None:
    with here.write() as session:
        session.scalars(
            select(Checkpoint).where(Checkpoint.code == "CP-GYM")
        ).one().question = "Cold?"
    planned("Late", DUE)
    service.start(officer, "Late")
    assert service.scan(officer, "CP-GYM", "a little").question == ""
    with officer.read() as session:
        assert session.scalars(select(Scan.answer)).all() == ["a little"]


def test_a_scheduled_plan_says_when_it_is_to_be_walked_next(
    officer: Context, planned: Planned, clock: Clock
) -> None:
    planned("Rounds", DUE, starts="7:30 22:00", days="mon-fri")
    planned("Often", DUE, every=90)
    planned("Whenever", DUE)
    made = clock()
    clock.forward(days=1)
    service.start(officer, "Often")
    coming = {one.plan.name: one.next_start for one in plans_now(officer)}
    assert coming == {
        "Rounds": made + timedelta(hours=14),
        "Often": clock() + timedelta(minutes=90),
        "Whenever": None,
    }


def test_who_may_not_see_general_records_finds_no_tour(officer: Context, planned: Planned) -> None:
    planned("Late", DUE)
    service.start(officer, "Late")
    blind = replace(officer, actor=replace(officer.actor, scope=replace(
        officer.actor.scope, classes=frozenset({"medical"}))))  # fmt: skip
    with pytest.raises(Refused, match="no checkpoint has the code"):
        service.scan(blind, "CP-GYM")
    with pytest.raises(Refused, match="There is no tour yet"):
        service.start(blind, "Late")


def test_a_tour_of_400_checkpoints_is_walked_to_its_end(officer: Context, here: Context) -> None:
    from sro_patrol.tours.models import Stop

    with here.write() as session:
        plan = Plan(name="Whole school", order="any")
        session.add(plan)
        for count in range(400):
            session.add(Checkpoint(name=f"Spot {count}", code=f"S-{count}"))
            session.add(Stop(record=plan, checkpoint=f"S-{count}"))
    service.start(officer, "Whole")
    for count in (399, 0, 200):
        told = service.scan(officer, f"S-{count}")
    assert told.words == "Spot 200: done, 3 of 400; next: Spot 1"
