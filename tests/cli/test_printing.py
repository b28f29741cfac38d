"""`sro-ops reports` and `report`: whose copy holds what, and what printing does to an entry."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from journals import lines
from shells import Shell

pytestmark = pytest.mark.usefixtures("wednesday")


def test_every_report_is_listed_with_its_plugin(school: Shell) -> None:
    assert "daily" in school("reports")


def test_without_days_a_report_is_of_today_in_the_order_in_which_it_happened(school: Shell) -> None:
    school.log("lunch duty, calm", "--at", "12:10")
    school.log("bus lane clear", "--at", "11:42")
    printed = school("report", "daily")
    assert "Wednesday 14 October 2026" in printed
    assert printed.index("bus lane clear") < printed.index("lunch duty")
    assert "Journal of OHS, line" in printed


def test_a_day_without_entries_says_so(school: Shell) -> None:
    printed = school("report", "daily", "--from", "2026-10-01", "--to", "2026-10-01")
    assert "Nothing was entered." in printed


def test_an_entry_is_told_once_as_it_is_now(school: Shell) -> None:
    number = school.log("bus lane claer")["number"]
    school("fix", number, "bus lane clear")
    printed = school("report", "daily")
    assert printed.count("bus lane clear") == 1
    assert "claer" not in printed


def test_a_crossed_out_entry_stays_in_sight_and_is_not_counted(school: Shell) -> None:
    number = school.log("wrong day")["number"]
    school("strike", number, "--why", "entered twice")
    said = json.loads(school("report", "daily", "--format", "json"))
    table, totals = said["parts"]
    assert table["rows"][0]["summary"] == "(crossed out) wrong day"
    assert totals["rows"] == []


def test_names_are_initials_and_a_protected_record_tells_nothing(school: Shell) -> None:
    school.log("talk with Jayden M about the lot")
    printed = school("report", "daily")
    assert "Jayden" not in printed
    assert "with J.M." in printed


def test_a_report_names_the_options_that_find_the_records_behind_a_total(school: Shell) -> None:
    school.log("one")
    school.log("two")
    _, totals = json.loads(school("report", "daily", "--format", "json"))["parts"]
    total = totals["rows"][0]
    options = [word for key, value in total["records"].items() for word in (f"--{key}", value)]
    found = school("journal", *options, "--json").splitlines()
    assert len(found) == total["value"] == 2


def test_the_police_copy_holds_the_units_records_and_the_schools_does_not(school: Shell) -> None:
    school.log("for the unit's own use")
    assert "for the unit" in school("report", "daily", "--copy", "police")
    assert "for the unit" not in school("report", "daily", "--copy", "school")
    assert "School copy" in school("report", "daily", "--copy", "school")


def test_the_busiest_places_and_hours_are_counted_by_when_it_occurred(school: Shell) -> None:
    for words in ("@cafe loud", "@cafe calm", "no place"):
        school.log(words, "--at", "11:42")
    school.log("bus lane clear", "--at", "07:31")
    struck = school.log("@cafe twice", "--at", "11:50")["number"]
    school("strike", struck, "--why", "entered twice")
    places, nowhere, hours = json.loads(school("report", "busiest", "--format", "json"))["parts"]
    assert places["bars"] == [{"label": "Cafeteria", "value": 2}]
    assert nowhere["text"] == "Without a place: 2"
    counted = [(bar["label"], bar["value"]) for bar in hours["bars"]]
    assert counted == [
        ("07:00", 1), ("08:00", 0), ("09:00", 0), ("10:00", 0), ("11:00", 3),
    ]  # fmt: skip


def test_nothing_protected_is_counted_by_place(school: Shell) -> None:
    number = school.log("@cafe for a few eyes only")["number"]
    assert "Cafeteria" in school("report", "busiest")
    school.be("sam")
    school("seal", number, "--why", "court order")
    assert "Nothing was entered." in school("report", "busiest")


def test_what_was_printed_is_not_quietly_corrected_any_more(school: Shell) -> None:
    number = school.log("bus lane claer")["number"]
    school("report", "daily")
    said = school.refused("fix", number, "bus lane clear")
    assert "printed" in said
    assert "Use edit with a reason" in said


def test_a_report_of_other_days_leaves_todays_last_entry_to_be_fixed(school: Shell) -> None:
    number = school.log("bus lane claer")["number"]
    school("report", "daily", "--from", "2026-10-01", "--to", "2026-10-13")
    school("fix", number, "bus lane clear")


def test_the_journal_says_what_was_printed_and_by_whom(school: Shell) -> None:
    school("report", "daily", "--copy", "police")
    line = lines(school.store)[-1]
    assert line["verb"] == "printed"
    assert "Daily activity, 2026-10-14, police copy" in school("journal", "--limit", "1")


@pytest.mark.parametrize(
    ("ending", "start"),
    [("txt", "Oakfield"), ("csv", "occurred_at"), ("json", "{"), ("html", "<!doctype"),
     ("pdf", "%PDF")],
)  # fmt: skip
def test_a_file_is_written_in_the_form_that_its_name_tells(
    school: Shell, tmp_path: Path, ending: str, start: str
) -> None:
    school.log("door 4 propped")
    target = tmp_path / f"report.{ending}"
    assert school("report", "daily", "-o", str(target)).strip() == str(target)
    assert target.read_bytes().startswith(start.encode())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("daly",), 'no report "daly". Nearest: daily'),
        (("daily", "--from", "14.10."), '--from: "14.10." is no day. Write 2026-10-14'),
        (("daily", "--from", "2026-10-14", "--to", "2026-10-13"), "lies before the first"),
        (("daily", "-o", "/nowhere/at/all.txt"), "cannot be written"),
    ],
)
def test_what_cannot_be_printed_is_said_in_one_line(
    school: Shell, arguments: tuple[str, ...], said: str
) -> None:
    assert said in school.refused("report", *arguments)


def test_a_report_that_was_not_written_leaves_no_line_and_no_file(
    school: Shell, tmp_path: Path
) -> None:
    before = len(lines(school.store))
    school.refused("report", "daily", "-o", str(tmp_path / "missing" / "x.txt"))
    assert len(lines(school.store)) == before
    assert not (tmp_path / "missing").exists()


def test_who_may_not_print_is_told(school: Shell) -> None:
    school.be("gus")
    assert "core.report" in school.refused("report", "daily")
