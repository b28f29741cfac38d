"""Parts of a record on the shell: `add PART --to NUMBER`, `edit --part`, and what `show` tells."""

from __future__ import annotations

import pytest
from shells import Shell


@pytest.fixture
def plan(school: Shell) -> str:
    """A plan with two stops, entered by nothing but the shell's general commands."""
    for name, code in (("Gym doors", "CP-GYM"), ("Cafe", "CP-CAFE")):
        school("add", "checkpoint", f"name={name}", f"code={code}", f"place={code[3:]}")
    number: str = school.json("add", "plan", "name=After lunch")["number"]
    school("add", "stop", "--to", number, "checkpoint=CP-GYM", "due=10", "walk=60")
    school("add", "stop", "--to", "TP-1", "checkpoint=CP-CAFE", "dropped=no")
    return number


def test_a_part_is_added_to_its_record_and_shown_with_it(school: Shell, plan: str) -> None:
    shown = school.json("show", plan)
    assert [stop["checkpoint"] for stop in shown["parts"]["stop"]] == ["CP-GYM", "CP-CAFE"]
    assert [line["verb"] for line in shown["history"]] == ["logged", "amended", "amended"]
    text = school("show", plan)
    assert "Stops\n    1  CP-GYM, 10, Walk to the next 60 s\n    2  CP-CAFE\n" in text


def test_a_part_is_amended_with_a_reason(school: Shell, plan: str) -> None:
    school("edit", plan, "--part", "stop 2", "due=15", "--why", "too short")
    assert [stop["due"] for stop in school.json("show", plan)["parts"]["stop"]] == ["10", "15"]
    assert school.json("show", plan)["history"][-1]["why"] == "too short"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", "stpo", "--to", "TP-1"), 'no part "stpo". Nearest: stop'),
        (("add", "stop", "--to", "TP-9"), "no record TP-2026-0009"),
        (("add", "stop", "--to", "TP-1"), "Checkpoint is missing"),
        (("add", "stop", "--to", "TP-1", "checkpont=x"), 'no field "checkpont". Nearest: checkp'),
        (("add", "stop", "--to", "TP-1", "checkpoint=x", "due=soon"), "Write minutes after"),
        (("edit", "TP-1", "--part", "stop 3", "due=5", "--why", "x"), 'no stop "3". There are 2'),
        (("edit", "TP-1", "--part", "stop 1", "due=5", "--why", " "), "a reason is needed"),
        (("edit", "TP-1", "--part", "stop 1", "due=10", "--why", "x"), "nothing was changed"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_one_line(
    school: Shell, plan: str, arguments: tuple[str, ...], said: str
) -> None:
    assert said in school.refused(*arguments)


def test_a_tour_is_walked_on_the_shell(school: Shell, plan: str) -> None:
    begun = school.json("patrol", "start", "After")
    assert (begun["number"], begun["next"]) == ("PT-2026-0001", "Gym doors")
    said = school.json("patrol", "scan", "cp-gym", "--answer", "fine")
    assert list(said) == [
        "number", "tour", "result", "checkpoint", "warnings", "done", "stops", "next", "state",
        "message", "question", "choices", "opened",
    ]  # fmt: skip
    assert (said["result"], said["message"]) == ("done", "Gym doors: on time, 1 of 2; next: Cafe")
    assert "After lunch  PT-2026-0001  1 of 2  Cafe" in school("patrol", "status")
    assert school.lines("patrol", "tours")[0]["running"] == "PT-2026-0001"
    assert "skipped, 2 of 2; tour finished" in school(
        "patrol", "skip", "Cafe", "--why", "wet floor"
    )
    shown = school.json("show", "PT-1")
    assert [scan["kind"] for scan in shown["parts"]["scan"]] == ["scan", "skip"]
    assert shown["state"] == "finished"
    assert "no tour is running" in school.refused("patrol", "scan", "CP-GYM")


def test_a_checkpoint_scanned_beside_every_tour_is_a_place_looked_at(
    school: Shell, plan: str
) -> None:
    kept = school.log("CP-GYM")
    assert (kept["type"], kept["summary"]) == (
        "patrol.check", "Gym doors scanned, not on a running tour",
    )  # fmt: skip
    assert school.json("show", kept["number"])["place"] == "GYM"
    school("patrol", "start", "After")
    assert school.log("CP-GYM")["summary"] == "Gym doors: on time, 1 of 2; next: Cafe"
