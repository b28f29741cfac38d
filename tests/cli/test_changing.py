"""`edit`, `fix`, `append`, `strike`, `move` and `link`: nothing is lost, everything is told."""

from __future__ import annotations

import json

import pytest
from journals import lines, one
from shells import Shell

from sro_ops.testing import Clock


def verbs(school: Shell, number: str) -> list[str]:
    """Return the verbs of a record's lines, oldest first."""
    return [line["verb"] for line in school.json("show", number)["history"]]


def payload(school: Shell) -> dict[str, object]:
    """Return what the newest line says was changed."""
    changes: dict[str, object] = json.loads(lines(school.store)[-1]["changes"])
    return changes


def test_the_last_entry_is_corrected_without_a_reason(school: Shell, wednesday: Clock) -> None:
    number = school.log("patrol gym secure 11:42 with Eli R")["number"]
    wednesday.forward(seconds=40)
    said = school.json("fix", number, "patrol cafe secure, lights on with Eli S")
    assert list(said) == ["number", "seq", "state"]
    assert (said["number"], said["state"]) == (number, "corrected")
    shown = school.json("show", number)
    assert (shown["summary"], shown["place"]) == ("secure, lights on", "CAFE")
    assert shown["occurred_from"] == "2026-10-14T11:42:00-05:00"
    assert [(p["name"], p["struck"]) for p in shown["parties"]] == [
        ("Eli R", True),
        ("Eli S", False),
    ]
    assert verbs(school, number) == ["logged", "corrected"]
    assert payload(school)["why"] == [None, "corrected 40 s later"]
    assert f"{number}  corrected" in school("fix", number, "patrol gym dark")


def test_a_time_that_was_relative_counts_from_when_it_was_typed(
    school: Shell, wednesday: Clock
) -> None:
    number = school.log("bang -20m")["number"]
    wednesday.forward(minutes=5)
    school("fix", number, "loud bang -20m")
    assert school.json("show", number)["occurred_from"] == "2026-10-14T14:12:00-05:00"


def test_another_verb_crosses_the_old_out_and_links_the_new(
    school: Shell, wednesday: Clock
) -> None:
    old = school.log("gym 11:42-11:50 secure with Eli R")["number"]
    said = school.json("fix", old, "patrol gym secure with Eli R")
    assert said == {
        "number": "P-2026-0001",
        "seq": said["seq"],
        "state": "corrected",
        "replaces": old,
    }
    before, after = school.json("show", old), school.json("show", said["number"])
    assert before["struck"]
    assert before["history"][-1]["summary"] == "crossed out: entered as patrol"
    assert [before[key] for key in ("occurred_from", "occurred_to")] == [
        after[key] for key in ("occurred_from", "occurred_to")
    ]
    assert [(one["number"], one["relation"], one["outward"]) for one in after["links"]] == [
        (old, "replaces", True)
    ]
    assert before["links"][0]["number"] == said["number"]
    assert not before["links"][0]["outward"]
    assert after["parties"][0]["name"] == "Eli R"
    assert said["seq"] == after["history"][0]["seq"]
    assert school("fix", said["number"], "door 4 shut") == (
        f"D-2026-0001  saved in the place of {said['number']}, which is crossed out\n"
    )
    assert school.json("verify")["ok"]


def test_a_fix_that_changes_nothing_says_so(school: Shell) -> None:
    number = school.log("gate unlocked")["number"]
    assert school.refused("fix", number, "gate unlocked") == f"{number}: nothing was changed"


@pytest.mark.parametrize(
    ("seconds", "fine"), [(0, True), (600, True), (601, False), (86_400, False)]
)
def test_ten_minutes_by_the_store_s_clock(
    school: Shell, wednesday: Clock, seconds: int, fine: bool
) -> None:
    number = school.log("gate unlocked")["number"]
    wednesday.forward(seconds=seconds)
    if fine:
        school("fix", number, "gate locked")
    else:
        assert "more than ten minutes ago" in school.refused("fix", number, "gate locked")


def test_only_one_s_own_last_entry_is_fixed(school: Shell) -> None:
    mine, later = (school.log(text)["number"] for text in ("first", "second"))
    assert "you have entered something later" in school.refused("fix", mine, "x")
    school.be("ben")
    assert "only who entered it corrects it" in school.refused("fix", later, "x")
    school.log("of another operator")
    school.be("ana")
    school("fix", later, "corrected")


def test_what_is_crossed_out_is_not_fixed(school: Shell) -> None:
    number = school.log("x")["number"]
    school("strike", number, "--why", "never happened")
    assert "it is crossed out" in school.refused("fix", number, "y")


def test_reading_and_adding_to_one_s_entry_does_not_end_its_fix(school: Shell) -> None:
    number = school.log("x")["number"]
    school("show", number)
    school("append", number, "more")
    school("fix", number, "y")


def test_fields_are_amended_with_a_reason(school: Shell) -> None:
    number = school.log("theft bike @rack $400")["number"]
    said = school.json("edit", number, "value=$1,250.50", "place=gym", "--why", "receipt came")
    assert list(said) == ["number", "seq", "state"]
    assert said["state"] == "amended"
    shown = school.json("show", number)
    assert shown["fields"] == {"item": "bike", "value_cents": 125_050}
    assert (shown["place"], shown["version"]) == ("GYM", 2)
    told = payload(school)
    assert told["value"] == [40_000, 125_050]
    assert told["why"] == [None, "receipt came"]
    assert [line["why"] for line in shown["history"]] == [None, "receipt came"]
    text = school("show", number)
    assert "$1,250.50" in text
    assert "corrected Ana Reyes bike, $1,250.50 (receipt came)\n" in text
    assert f"{number}  corrected" in school("edit", number, "value=", "--why", "not known")
    assert school.json("show", number)["fields"]["value_cents"] is None


def test_an_amendment_of_an_older_version_is_refused(school: Shell) -> None:
    number = school.log("theft bike")["number"]
    school("edit", number, "item=red bike", "--why", "seen", "--version", "1")
    said = school.refused("edit", number, "item=blue bike", "--why", "seen", "--version", "1")
    assert said == (
        f"{number}: somebody else changed this record meanwhile. Look again, then decide"
    )


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("itme=x", 'yard.theft: no field "itme". Nearest: item'),
        ("value=lots", 'Value is "lots". Write an amount like $400 or 1,250.50'),
        ("place=rakc", 'no place "rakc". Nearest: Bike rack'),
        ("item=", "Item is missing. Give it a value"),
        ("item=bike", "{number}: nothing was changed"),
        ("occurred_from=", "Occurred is missing. Write a time like 2026-10-14T13:05"),
        ("occurred_from=noon", 'Occurred is "noon". Write a time like 2026-10-14T13:05'),
        ("occurred_from=9999-12-31T23:30", 'Occurred is "9999-12-31T23:30". Write a time like'),
        ("occurred_to=2000-01-01", "Until lies before Occurred"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_changed(
    school: Shell, value: str, said: str
) -> None:
    number = school.log("theft bike")["number"]
    got = school.refused("edit", number, value, "--why", "because")
    assert got.startswith(said.format(number=number))
    assert verbs(school, number) == ["logged"]


def test_a_field_that_names_a_place_takes_one_of_the_site_s(school: Shell) -> None:
    number = school.json("add", "yard.visitor", "host=Ms Bell", "parked=bike rack")["number"]
    assert school.json("show", number)["fields"]["parked"] == "RACK"
    assert "Parked at  Bike rack\n" in school("show", number)
    for value, said in (
        ("parked=bik rack", 'Parked at: no lot "bik rack". Nearest: Bike rack'),
        ("parked=gym", 'Parked at: no lot "gym". Choose Bike rack'),
    ):
        assert school.refused("edit", number, value, "--why", "moved") == said
    said = school.refused("edit", number, "parked=rack", "--why", "moved")
    assert said == f"{number}: nothing was changed"


@pytest.mark.parametrize(
    ("values", "said"), [(("item",), "is not FIELD=VALUE"), (("item=a", "item=b"), "given twice")]
)
def test_values_that_are_not_written_as_such_are_wrong_usage(
    school: Shell, values: tuple[str, ...], said: str
) -> None:
    number = school.log("theft bike")["number"]
    assert said in school.refused("edit", number, *values, "--why", "w", code=2)
    assert "Missing option '--why'".lower() in school.refused("edit", number, "item=x", code=2)


@pytest.mark.parametrize("command", [("edit", "item=car"), ("strike",), ("seal",), ("expunge",)])
def test_a_reason_has_words(school: Shell, command: tuple[str, ...]) -> None:
    number = school.log("theft bike")["number"]
    school.be("olga")
    name, *rest = command
    assert "a reason is needed" in school.refused(name, number, *rest, "--why", " \x00")


def test_a_record_is_crossed_out_once_and_stays_in_sight(school: Shell) -> None:
    number = school.log("theft bike")["number"]
    said = school.json("strike", number, "--why", "entered twice")
    assert (said["number"], said["state"]) == (number, "struck")
    assert school.refused("strike", number, "--why", "x") == f"{number}: it is crossed out already"
    assert school.json("show", number)["struck"]
    for answer in (school("show", number), school("search", "bike"), school("journal")):
        assert "crossed out" in answer
    assert school("show", number).endswith("Ana Reyes crossed out: entered twice\n")
    assert school.json("show", number)["history"][-1]["why"] == "entered twice"


def test_a_record_moves_by_the_steps_of_its_workflow(school: Shell) -> None:
    school.be("olga")
    number = school.log("case late again")["number"]
    said = school.json("move", number, "hold", "escorted=3", "place=gym")
    assert said["state"] == "moved"
    shown = school.json("show", number)
    assert (shown["state"], shown["fields"]["escorted"], shown["place"]) == ("held", 3, "GYM")
    assert f"{number}  moved" in school("move", number, "finish")
    assert verbs(school, number)[-1] == "moved"
    assert '"hold" is not possible while done' in school.refused("move", number, "hold")
    assert 'no step "finsh". Nearest: finish' in school.refused("move", number, "finsh")
    note = school.log("x")["number"]
    assert school.refused("move", note, "hold") == f"{note}: a note has no steps"


def test_a_step_back_to_the_same_state_needs_something_that_changed(school: Shell) -> None:
    school.be("olga")
    number = school.log("case late again")["number"]
    assert "nothing was changed" in school.refused("move", number, "renew")
    school("move", number, "renew", "text=late once more")
    assert verbs(school, number)[-1] == "moved"


def test_the_state_is_not_set_past_the_workflow(school: Shell) -> None:
    school.be("olga")
    number = school.log("case late again")["number"]
    assert 'no field "state"' in school.refused("edit", number, "state=done", "--why", "x")


def test_lines_are_added_to_a_record_s_narrative(school: Shell) -> None:
    number = school.log("theft bike")["number"]
    said = school.json("append", number, "owner", "came  back")
    assert (said["number"], said["state"]) == (number, "appended")
    [told] = school.json("show", number)["narrative"]
    assert list(told) == ["at", "operator", "text", "struck"]
    assert told["text"] == "owner came  back"
    assert "owner came back" in school("show", number)
    assert "there is nothing to add" in school.refused("append", number, " \x00 ")


def test_two_records_are_linked_and_the_link_is_seen_from_both(school: Shell) -> None:
    first, second = (school.log(text)["number"] for text in ("theft bike", "patrol rack found it"))
    assert school.json("link", first, second, "continues") == {
        "number": first,
        "other": second,
        "relation": "continues",
    }
    here, there = (school.json("show", number)["links"] for number in (first, second))
    assert here == [{"number": second, "site": "OHS", "relation": "continues", "outward": True}]
    assert there == [{"number": first, "site": "OHS", "relation": "continues", "outward": False}]
    assert school.refused("link", first, second, "continues") == (
        f"{first}: it is linked so already: continues {second}"
    )
    assert school("link", first, second) == f"{first}  see  {second}  linked\n"
    assert "not linked to itself" in school.refused("link", first, first)
    assert "no record P-2026-0099" in school.refused("link", first, "P-99")
    assert one(school.store, "SELECT count(*) FROM core_link") == 2
    assert second in school("show", first)
    assert first in school("show", second)


def test_what_others_entered_needs_a_right_of_its_own(school: Shell) -> None:
    school.more('[roles.helper]\npermissions = ["core.log", "core.note.*", "core.read.*"]\n')
    number = school.log("x")["number"]
    school.be("olga")
    school("operators", "add", "--name", "Hal", "--badge", "12", "--role", "helper",
           "--os-user", "hal")  # fmt: skip
    school.be("hal")
    own = school.log("y")["number"]
    school("edit", own, "text=z", "--why", "mine")
    assert school.refused("edit", number, "text=z", "--why", "his") == (
        f"{number}: somebody else entered it (core.amend)"
    )
    assert "(core.strike)" in school.refused("strike", number, "--why", "his")
    assert "(core.link)" in school.refused("link", own, number)
    assert "(core.append)" in school.refused("append", own, "more")
    assert "(core.add)" in school.refused("add", "note", "text=x")


@pytest.mark.parametrize("number", ["nonsense", "P-", "P-2026-0001-3", ""])
def test_what_is_no_number_is_said_to_be_none(school: Shell, number: str) -> None:
    said = school.refused("show", "--", number)
    assert said == f'"{number}" is no record number. Write it like P-2026-0142 or P-142'


def test_a_number_is_typed_in_short_in_any_case_with_its_site_or_without(school: Shell) -> None:
    whole = school.log("patrol gym secure")["number"]
    year = whole.split("-")[1]
    for typed in ("p-1", "P-0001", f"p-{year}-1", whole, f"OHS/{whole}", f" ohs/{whole} "):
        assert school.json("show", typed)["number"] == whole
    assert school.refused("show", "p-2") == f"OHS: no record P-{year}-0002 that you may see"
    assert 'no site "XXX"' in school.refused("show", "xxx/p-1")
