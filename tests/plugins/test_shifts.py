"""Shifts: on and off at the times at which they happened, one at a time, none of them lost."""

from __future__ import annotations

import json

import pytest
from patrolling import Watch

from sro_ops.errors import Refused
from sro_ops.records.changing import strike
from sro_ops.store.verify import verify
from sro_patrol.shifts.commands import shift
from sro_patrol.shifts.reading import read_off, read_on, things

ON = "on relieves nobody, keys 4, radio 12, light rain"


@pytest.mark.parametrize(
    ("said", "whom", "received", "weather", "remarks"),
    [
        ("nobody", "nobody", None, None, None),
        ("relieves nobody, keys 4, radio 12, light rain", "nobody", "keys 4, radio 12",
         "light rain", None),
        ("relieves Chidi Okafor keys 4 radio 12 light rain", "Chidi Okafor", "keys 4, radio 12",
         "light rain", None),
        ("relieving Okafor, Keys 4 and vest, weather: -4°, snow", "Okafor", "keys 4, vest",
         "snow", "weather: -4°"),
        ("post, lots filling, light rain", None, None, "light rain", "post, lots filling"),
        ("keys 4 received", None, "keys 4", None, None),
        ("", None, None, None, None),
    ],
)  # fmt: skip
def test_what_is_said_on_coming_is_read_into_its_fields(
    desk: Watch, said: str, whom: str | None, received: str | None, weather: str | None,
    remarks: str | None,
) -> None:  # fmt: skip
    found = read_on(said, desk.now())
    told = [found.get(name) for name in ("relieves", "received", "weather", "remarks")]
    assert told == [whom, received, weather, remarks]


@pytest.mark.parametrize(
    ("said", "whom", "handed", "remarks"),
    [
        ("relieved by Okafor, keys 4, radio 12", "Okafor", "keys 4, radio 12", None),
        ("keys 4, radio 12 to Chidi Okafor, all quiet", "Chidi Okafor", "keys 4, radio 12",
         "all quiet"),
        ("all to Okafor", "Okafor", "all", None),
        ("nobody, all", "nobody", "all", None),
        ("all clear", None, None, "all clear"),
        ("keys 4 handed over, clear night", None, "keys 4", "clear night"),
    ],
)  # fmt: skip
def test_what_is_said_on_leaving_is_read_into_its_fields(
    desk: Watch, said: str, whom: str | None, handed: str | None, remarks: str | None
) -> None:
    found = read_off(said, desk.now())
    assert [found.get(n) for n in ("relieved_by", "handed", "remarks")] == [whom, handed, remarks]


def test_a_list_of_things_is_single_things() -> None:
    assert things("keys 4,  radio 12 , ") == ["keys 4", "radio 12"]
    assert things(None) == []


def test_a_shift_begins_and_ends_at_the_times_at_which_it_did(desk: Watch) -> None:
    desk.at("2026-10-14 07:31:22")
    on = desk.types(ON)
    assert (on.number, on.type, on.remark) == ("SH-2026-0001", "patrol.shift", "")
    assert on.summary == "relieves nobody, keys 4, radio 12, light rain"
    desk.at("2026-10-14 15:08:47")
    off = desk.types("off relieved by Okafor, all")
    assert off.summary == "relieved by O., handed over keys 4, radio 12"
    ended = desk.record(off.number)
    assert (ended.shift, ended.officer, ended.later) == (on.number, "Dana Reyes", False)
    assert f"{ended.occurred_from:%H:%M:%S}" == "20:08:47"
    assert verify(desk.house.store.path).ok


def test_names_of_people_are_initials_in_the_log(desk: Watch) -> None:
    assert desk.types("on relieves Chidi Okafor").summary == "relieves C.O."
    assert "Okafor" not in desk.prints("daily")


def test_one_shift_of_an_officer_is_open_at_a_time(desk: Watch) -> None:
    first = desk.types(ON).number
    desk.at("2026-10-14 09:00")
    again = desk.types("on nobody")
    assert (again.type, again.remark) == ("core.note", f"you are on duty already ({first})")
    assert "error" not in desk.runs(shift, "status")
    assert [row["officer"] for row in desk.rows(shift, "status")] == ["Dana Reyes"]
    assert desk.types("on nobody", "okafor").type == "patrol.shift"


def test_on_the_shell_a_second_shift_is_refused_and_nothing_is_kept(desk: Watch) -> None:
    desk.types(ON)
    desk.at("2026-10-14 09:00")
    with pytest.raises(Refused, match="on duty already"):
        desk.house.lend("patrol").enter("on nobody")
    assert len(desk.rows(shift, "status")) == 1


def test_who_is_not_on_duty_still_logs_freely(desk: Watch) -> None:
    assert desk.types("door 4 propped, closed it").type == "patrol.door"
    kept = desk.types("off nobody")
    assert (kept.type, kept.remark) == ("core.note", "you were not on duty then")


def test_what_was_taken_out_and_not_handed_over_is_told(desk: Watch) -> None:
    desk.types(ON)
    desk.at("2026-10-14 10:00")
    desk.runs(shift, "take", "radio", "7")
    desk.runs(shift, "back", "radio", "12")
    assert desk.rows(shift, "status")[0]["carries"] == ["keys 4", "radio 7"]
    answer = json.loads(desk.runs(shift, "off", "all", "to", "Okafor", "--json"))
    assert answer["summary"] == "relieved by O., handed over keys 4, radio 7"
    assert desk.record("SH-2026-0001").summary() == "relieves nobody, keys 4, radio 12, light rain"


@pytest.mark.parametrize(
    ("words", "why"),
    [(("take", "keys", "4"), "carry keys 4 already"), (("back", "vest"), "do not carry vest")],
)
def test_what_is_carried_is_taken_once_and_only_that_comes_back(
    desk: Watch, words: tuple[str, ...], why: str
) -> None:
    desk.types(ON)
    with pytest.raises(Refused, match=why):
        desk.runs(shift, *words)


def test_a_corrected_line_carries_what_it_says_now(desk: Watch) -> None:
    number = desk.types("on nobody, keys 5").number
    desk.clock.forward(seconds=20)
    desk.fixes(number, "on nobody, keys 4, vest")
    assert desk.rows(shift, "status")[0]["carries"] == ["keys 4", "vest"]


def test_a_corrected_end_is_still_the_end_of_its_shift(desk: Watch) -> None:
    desk.types(ON)
    desk.at("2026-10-14 15:10")
    number = desk.types("off keys 4").number
    desk.clock.forward(seconds=30)
    desk.fixes(number, "off 15:02 all")
    ended = desk.record(number)
    assert (ended.shift, ended.handed) == ("SH-2026-0001", "keys 4, radio 12")
    assert desk.rows(shift, "status") == []


def test_a_crossed_out_end_opens_the_shift_again(desk: Watch) -> None:
    desk.types(ON)
    desk.at("2026-10-14 09:10")
    number = desk.types("off all").number
    assert desk.rows(shift, "status") == []
    strike(desk.house.store, desk.house.actor, number, "only to the car", desk.house.site)
    assert [row["number"] for row in desk.rows(shift, "status")] == ["SH-2026-0001"]


# A shift that nobody ended


def test_a_shift_that_nobody_ends_needs_somebody_after_fourteen_hours(desk: Watch) -> None:
    desk.types("on nobody")
    desk.at("2026-10-14 20:59")
    assert desk.due("okafor") == []
    desk.at("2026-10-14 21:01")
    assert desk.due("okafor") == ["Reyes never went off duty"]
    assert desk.rows(shift, "status")[0]["state"] == "never ended"


def test_it_is_ended_by_its_officer_with_the_time_at_which_it_ended(desk: Watch) -> None:
    desk.types("on nobody")
    desk.at("2026-10-15 07:31")
    vague = desk.types("off")
    assert (vague.type, "when did SH-2026-0001 end?" in vague.remark) == ("core.note", True)
    assert desk.types("on nobody").number == "SH-2026-0002"
    late = desk.types("off yest 15:08")
    assert "entered later" in late.summary
    assert desk.record(late.number).shift == "SH-2026-0001"
    assert desk.due("reyes") == []
    assert [row["number"] for row in desk.rows(shift, "status")] == ["SH-2026-0002"]


def test_it_is_ended_by_somebody_else_and_marked(desk: Watch) -> None:
    desk.types("on nobody")
    desk.at("2026-10-15 08:00")
    desk.sits("lind")
    desk.runs(shift, "off", "--shift", "SH-1", "--at", "yest 15:08", "keys 4")
    ended = desk.record("SO-2026-0001")
    assert (ended.later, ended.officer, ended.handed) == (True, "Dana Reyes", "keys 4")
    assert f"{ended.occurred_from:%d %H:%M}" == "14 20:08"
    assert desk.due("lind") == []


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ((), "when did it end"),
        (("--at", "yest 06:00"), "ends before it began"),
    ],
)
def test_an_end_without_a_possible_time_is_refused(
    desk: Watch, words: tuple[str, ...], why: str
) -> None:
    desk.types("on nobody")
    desk.at("2026-10-15 08:00")
    with pytest.raises(Refused, match=why):
        desk.runs(shift, "off", "--shift", "SH-1", *words)


def test_the_desk_itself_is_never_on_duty(desk: Watch) -> None:
    from dataclasses import replace

    desk.house.actor = replace(desk.house.actor, operator=None)
    assert desk.types("on nobody").remark == "nobody has signed on here"


# The first row, and paper


def test_the_first_row_says_who_is_on_duty(desk: Watch) -> None:
    desk.at("2026-10-14 07:31")
    desk.types("on nobody")
    desk.at("2026-10-14 08:00")
    desk.types("on nobody", "okafor")
    with desk.house.store.read(desk.people["reyes"]) as session:
        said = [one.value for one in desk.house.plugins.header(session, "OHS", desk.now())]
    assert [(fact.label, fact.text) for fact in said] == [
        ("On duty", "Okafor"), ("On duty", "Reyes"),
    ]  # fmt: skip


def test_the_daily_report_begins_with_on_duty_and_ends_with_off(desk: Watch) -> None:
    desk.at("2026-10-14 07:31")
    desk.types(ON)
    desk.at("2026-10-14 11:00")
    desk.types("patrol gym secure")
    desk.at("2026-10-14 15:10")
    desk.types("off all to Okafor")
    said = [row for row in desk.prints("daily").splitlines() if row[2:3] == ":"]
    assert said[0].startswith("07:31  on duty   relieves nobody, keys 4, radio 12, light")
    assert said[-1].startswith("15:10  off duty  relieved by O., handed over keys 4, radio")


def test_hours_are_told_by_week_officer_and_school(desk: Watch) -> None:
    for day in ("12", "13", "14"):
        desk.at(f"2026-10-{day} 07:30")
        desk.types("on nobody")
        desk.at(f"2026-10-{day} 15:45")
        desk.types("off nobody")
    desk.types("on nobody", "okafor")
    said = desk.prints("patrol.hours")
    assert "12 Oct 2026   Dana Reyes      OHS            3    24 h 45" in said
    assert "1 not ended" in said
    assert "at least 0 h 00" in said


@pytest.mark.parametrize(
    ("evening", "morning", "hours"),
    [("2026-10-31 22:00", "2026-11-01 06:00", "9 h 00"),
     ("2027-03-13 22:00", "2027-03-14 06:00", "7 h 00")],
)  # fmt: skip
def test_a_night_in_which_clocks_change_has_the_hours_that_it_had(
    desk: Watch, evening: str, morning: str, hours: str
) -> None:
    desk.at(evening)
    desk.types("on nobody")
    desk.at(morning)
    desk.types("off nobody")
    assert hours in desk.prints("patrol.hours", first=evening[:10])
    assert "06:00  off duty" in desk.prints("daily")


def test_a_clock_that_was_set_back_ends_nothing_before_it_began(desk: Watch) -> None:
    desk.at("2026-10-14 08:00")
    desk.types("on nobody")
    desk.at("2026-10-14 07:40")
    assert desk.types("off nobody").remark == "you were not on duty then"
    desk.at("2026-10-14 08:05")
    assert desk.types("off nobody").type == "patrol.off"


def test_the_bare_command_is_its_list(desk: Watch) -> None:
    desk.types("on nobody")
    assert desk.rows(shift) == desk.rows(shift, "status")
    assert desk.runs(shift) == desk.runs(shift, "status") != ""
