"""The tour report as the shell prints it: what was walked, and why what was not on time was not."""

from __future__ import annotations

import csv
import json
from io import StringIO

import pytest
from shells import Shell

from sro_ops.testing import Clock

SPOTS = ("Gym doors", "Cafe", "Rack", "Lot B")


@pytest.fixture
def walked(school: Shell, wednesday: Clock) -> Shell:
    """A school at which one tour was walked: on time, late, skipped, and one was missed."""
    for spot in SPOTS:
        school("add", "checkpoint", f"name={spot}", f"code={spot.replace(' ', '')}")
    school("add", "plan", "name=After lunch", "grace=2")
    for count, spot in enumerate(SPOTS, 1):
        school(
            "add", "stop", "--to", "TP-1", f"checkpoint={spot.replace(' ', '')}", f"due={5 * count}"
        )
    school("patrol", "start", "After lunch")
    school("patrol", "scan", "Gymdoors")
    wednesday.forward(minutes=11)
    school("patrol", "scan", "Cafe")
    school("patrol", "skip", "Rack", "--why", "bikes are locked away")
    school("patrol", "finish")
    return school


def test_it_tells_of_each_tour_and_of_what_was_not_on_time(walked: Shell) -> None:
    text = walked("report", "patrol.tours")
    assert max(map(len, text.splitlines())) <= 72
    rows = [" ".join(row.split()) for row in text.splitlines()]
    assert "14:32 After lunch 1 1 1 1 0 PT-2026-0001" in rows
    assert "14:42 Cafe late by 1 min PT-2026-0001" in rows
    assert "14:47 Rack skipped bikes are locked away PT-2026-0001" in rows
    assert "14:52 Lot B missed – PT-2026-0001" in rows
    assert not any("Gym doors" in row for row in rows)


def test_its_totals_name_what_finds_their_records(walked: Shell) -> None:
    document = json.loads(walked("report", "patrol.tours", "--format", "json"))
    [totals] = [part for part in document["parts"] if "totals" in part]
    found = {one["label"]: (one["value"], one["records"]["type"]) for one in totals["rows"]}
    assert found == {
        "Tours": (1, "patrol.tour"), "Done on time": (1, "patrol.tour"),
        "Late": (1, "patrol.tour"), "Missed": (1, "patrol.tour"),
        "Skipped": (1, "patrol.tour"), "Exception": (0, "patrol.exception"),
    }  # fmt: skip
    assert walked.lines("journal", "--type", "patrol.tour")


def test_it_is_a_spreadsheet_too(walked: Shell) -> None:
    rows = list(csv.reader(StringIO(walked("report", "patrol.tours", "--format", "csv"))))
    assert any(row[1:3] == ["After lunch", "1"] for row in rows if len(row) > 3)


def test_what_was_crossed_out_is_listed_and_not_counted(walked: Shell) -> None:
    walked("strike", "PT-1", "--why", "a drill")
    text = walked("report", "patrol.tours")
    assert "(crossed" in text
    assert "No tour was walked." in text


def test_on_a_day_without_tours_it_says_so(school: Shell) -> None:
    assert "No tour was walked." in school("report", "patrol.tours")
