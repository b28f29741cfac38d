"""`sro-ops log`: whatever an officer types is kept, once, and answered with its number."""

from __future__ import annotations

import json
import re
from datetime import datetime
from uuid import uuid4

import pytest
from journals import lines, one
from shells import Shell

from sro_ops.testing import Clock

KEYS = ["number", "id", "seq", "type", "summary", "at", "state"]


def test_a_line_is_answered_with_the_promised_keys(school: Shell, wednesday: Clock) -> None:
    answer = school.json("log", "patrol", "gym", "secure")
    assert list(answer) == KEYS
    assert answer["number"] == "P-2026-0001"
    assert (answer["type"], answer["state"]) == ("patrol.check", "saved")
    assert answer["at"] == "2026-10-14T14:32:00-05:00"
    assert answer["seq"] == lines(school.store)[-1]["seq"]
    assert school("log", "p", "gym", "dark") == "P-2026-0002  saved  14:32  dark\n"


def test_the_same_id_twice_is_one_record_with_the_same_answer(school: Shell) -> None:
    id = str(uuid4())
    first = school.json("log", "--id", id, "door 4 propped")
    assert first["id"] == id
    assert school.json("log", "--id", id.upper(), "door 4 propped") == first
    assert one(school.store, "SELECT count(*) FROM core_record") == 1


def test_an_id_that_is_no_uuid_is_wrong_usage(school: Shell) -> None:
    assert school.refused("log", "--id", "42", "x", code=2) == '--id: "42" is no UUID'
    assert "not with log -" in school.refused("log", "--id", str(uuid4()), "-", code=2)


def test_a_retry_by_who_may_not_read_is_answered_in_one_line_that_tells_nothing(
    school: Shell,
) -> None:
    school.be("bo")
    id = str(uuid4())
    assert school.json("log", "--id", id, "gate unlocked")["state"] == "saved"
    assert school.refused("log", "--id", id, "gate unlocked") == (
        "a record with this id is kept already, and you may not read it."
        " Nothing was added; for another record take another id"
    )


def test_a_repeat_within_five_seconds_is_the_first_one(school: Shell, wednesday: Clock) -> None:
    first = school.json("log", "gate unlocked")
    wednesday.forward(seconds=4)
    again = school.json("log", "gate unlocked")
    assert again == {**first, "state": "already_saved"}
    assert "already saved" in school("log", "gate unlocked")
    wednesday.forward(seconds=2)
    assert school.json("log", "gate unlocked")["number"] == "N-2026-0002"


def test_again_keeps_both(school: Shell) -> None:
    assert school.json("log", "gate unlocked")["number"] == "N-2026-0001"
    assert school.json("log", "--again", "gate unlocked")["number"] == "N-2026-0002"


def test_another_operator_or_place_or_person_is_no_repeat(school: Shell, wednesday: Clock) -> None:
    said = [school.json("log", "noise"), school.json("log", "--place", "gym", "noise")]
    said += [school.json("log", "noise with Eli R"), school.json("log", "noise with Eli S")]
    school.be("ben")
    said += [school.json("log", "noise")]
    assert [one["state"] for one in said] == ["saved"] * 5
    assert len({one["number"] for one in said}) == 5


def test_different_stated_times_are_never_the_same(school: Shell, wednesday: Clock) -> None:
    texts = ["bang", "bang 11:42", "bang 11:43", "bang 11:42-11:50", "bang 11:42-11:55"]
    said = [school.json("log", text)["state"] for text in texts]
    assert said == ["saved"] * 5
    assert school.json("log", "bang 11:42")["state"] == "already_saved"
    assert school.json("log", "bang 11:42-11:55")["state"] == "already_saved"


def test_what_was_crossed_out_may_be_typed_again_at_once(school: Shell, wednesday: Clock) -> None:
    number = school.json("log", "gate unlocked")["number"]
    school("strike", number, "--why", "wrong gate")
    assert school.json("log", "gate unlocked")["state"] == "saved"


def test_time_and_place_can_be_options(school: Shell, wednesday: Clock) -> None:
    said = school.json("log", "--at", "yest 14:40", "--place", "bike rack", "lock cut")
    assert said["at"] == "2026-10-13T14:40:00-05:00"
    assert school.json("show", said["number"])["place"] == "RACK"
    assert school.json("log", "--at", "-20m", "x")["at"] == "2026-10-14T14:12:00-05:00"


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--place", "rakc"), 'no place "rakc". Nearest: Bike rack'),
        (("--at", "25:10"), '--at: "25:10" is no time. Write 11:42, -20m or yest 14:40'),
        (("--at", "11:42 and more"), '--at: "11:42 and more" is no time.'),
        (("--at", ""), '--at: "" is no time.'),
    ],
)
def test_an_option_that_is_not_understood_is_refused_and_nothing_is_kept(
    school: Shell, option: tuple[str, str], said: str
) -> None:
    assert school.refused("log", *option, "bike gone").startswith(said)
    assert one(school.store, "SELECT count(*) FROM core_record") == 0


def test_the_time_is_the_site_s_own_with_its_offset(school: Shell) -> None:
    at = datetime.fromisoformat(school.json("log", "x")["at"])
    assert at.utcoffset() is not None
    assert re.search(r"-0[56]:00$", school.json("log", "y")["at"])


@pytest.mark.parametrize("text", ["", "   ", "note", "\x00\x1b"])
def test_what_says_nothing_is_not_kept(school: Shell, text: str) -> None:
    assert school.refused("log", text) == "there is nothing to keep yet. Type what happened"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("[red]not red[/red]", "[red]not red[/red]"),
        ("quotes \" ' ` $HOME %s {}", "quotes \" ' ` $HOME %s {}"),
        ("escape \x1b[31mred\x1b[0m bell \x07", "escape [31mred[0m bell"),
        ("nul \x00 in it", "nul in it"),
        ("emoji 🚒 and שלום", "emoji 🚒 and שלום"),
        ("turned \u202eright", "turned \u202eright"),
        ("half \udce9 a letter", "half a letter"),
        ("'; DROP TABLE core_record; --", "'; DROP TABLE core_record; --"),
        ("=1+1", "=1+1"),
        ("@gym", "@gym"),
        ("11:42", "11:42"),
        ("#fight", "#fight"),
        ("with Jayden M", "who was there"),
        ("-x --y", "-x --y"),
    ],
)
def test_no_line_is_refused_for_its_content(school: Shell, text: str, summary: str) -> None:
    kept = school.json("log", "--", text)
    assert " ".join(kept["summary"].split()) == summary
    assert kept["state"] == "saved"
    assert school.json("verify")["ok"]


def test_a_line_of_100_kb_is_kept_whole(school: Shell) -> None:
    text = "word " * 20_000
    assert school.json("log", text)["summary"] == text.strip()


def test_what_a_terminal_would_obey_is_not_printed(school: Shell) -> None:
    school("log", "escape \x1b[31mred \u202eturned")
    for answer in (school("journal"), school("search", "escape"), school("show", "N-1")):
        assert not set("\x1b\u202e") & set(answer)


def test_a_verb_whose_record_lacks_something_falls_back_to_a_note(school: Shell) -> None:
    kept = school.log("caller plumber for the boiler")
    assert (kept["type"], kept["summary"]) == ("core.note", "caller plumber for the boiler")
    kept = school.log("theft $400 @rack #bike")
    assert kept["type"] == "yard.theft"
    assert school.log("theft")["summary"] == "theft"
    kept = school.log("theft @rack $400")
    assert (kept["type"], kept["summary"]) == ("core.note", "theft $400")
    assert school.json("show", kept["number"])["place"] == "RACK"


def test_names_after_with_are_parties_and_never_in_a_summary(school: Shell) -> None:
    kept = school.log("fight @cafe 11:42 with Jayden M and Tyler R, none hurt")
    assert "Jayden" not in kept["summary"]
    shown = school.json("show", kept["number"])
    assert [party["name"] for party in shown["parties"]] == ["Jayden M", "Tyler R"]
    assert "Jayden" not in json.dumps(school.lines("journal"))
    [found] = school.lines("search", "jayden")
    assert found["number"] == kept["number"]


def test_lines_of_standard_input_are_answered_one_by_one(school: Shell) -> None:
    school.types_in(
        b"\xef\xbb\xbfpatrol gym secure\r\n\r\n   \r\ndoor 4 propped\rand shut\n\x00\nlast"
    )
    said = school.lines("log", "-")
    assert [one["number"] for one in said] == ["P-2026-0001", "D-2026-0001", "N-2026-0001"]
    assert [list(one) for one in said] == [KEYS] * 3
    assert said[0]["summary"] == "secure"


def test_standard_input_that_is_not_utf_8_is_kept_as_far_as_it_goes(school: Shell) -> None:
    school.types_in("café closed\n".encode("latin-1"))
    [said] = school.lines("log", "-")
    assert said["summary"] == "caf\ufffd closed"


def test_a_line_that_is_refused_is_named_by_its_number_and_the_rest_is_kept(school: Shell) -> None:
    school.types_in(b"first\n\nnote\nthird\n")
    code, out, err = school.run("log", "-", "--json")
    assert code == 1
    assert [json.loads(line)["summary"] for line in out.splitlines()] == ["first", "third"]
    assert err.splitlines() == [
        "error: line 3: there is nothing to keep yet. Type what happened",
        "error: 1 line was not kept. The others were",
    ]


def test_a_repeated_line_of_standard_input_is_answered_with_the_first(school: Shell) -> None:
    school.types_in(b"same\nsame\n")
    first, again = school.lines("log", "-")
    assert again == {**first, "state": "already_saved"}


def test_who_may_not_log_is_refused(school: Shell) -> None:
    school.be("gus")
    assert school.refused("log", "x") == "you have no right to do that (core.log)"
    school.be("pia")
    assert "core.log" in school.refused("log", "x")
