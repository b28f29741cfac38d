"""`journal`, `search`, `show`, `types` and `add`: the promised keys, and who sees what."""

from __future__ import annotations

import json
import select
import shutil
import subprocess
import time
from datetime import datetime
from pathlib import Path

import pytest
from shells import SOURCES, Shell

from sro_ops.testing import Clock

LINE = [
    "seq", "id", "desk", "at", "recorded_at", "committed_at", "site", "operator", "plugin", "type",
    "record", "number", "verb", "summary", "place", "class", "hash",
]  # fmt: skip


def test_journal_lines_have_the_promised_keys(school: Shell, wednesday: Clock) -> None:
    kept = school.log("patrol gym secure 11:42")
    rows = school.lines("journal")
    assert [list(row) for row in rows] == [LINE] * len(rows)
    newest = rows[-1]
    assert newest["number"] == kept["number"]
    assert (newest["at"], newest["committed_at"]) == (
        "2026-10-14T11:42:00-05:00",
        "2026-10-14T14:32:00-05:00",
    )
    assert (newest["plugin"], newest["type"], newest["verb"]) == (
        "patrol",
        "patrol.check",
        "logged",
    )
    assert (newest["place"], newest["class"], newest["site"]) == ("GYM", "general", "OHS")
    assert rows[0]["number"] is None
    assert rows[0]["record"] is None
    assert [row["seq"] for row in rows] == list(range(1, len(rows) + 1))


def test_people_read_places_and_verbs_in_words(school: Shell) -> None:
    number = school.log("theft bike @rack $400")["number"]
    school("edit", number, "item=red bike", "--why", "seen")
    out = school("journal")
    assert "Bike rack" in out
    assert "theft corrected" in out
    assert "amended" not in out


def test_the_journal_is_filtered_by_what_was_asked(school: Shell, wednesday: Clock) -> None:
    for text in ("patrol gym secure 08:10", "theft bike @rack 13:05", "note yest 14:40 noise"):
        school.log(text)
    school.be("ben")
    school.log("door 4 propped")

    def found(*options: str) -> list[str]:
        return [row["number"] for row in school.lines("journal", *options) if row["number"]]

    assert found("--from", "2026-10-14", "--to", "2026-10-14T12:00") == ["P-2026-0001"]
    assert found("--to", "2026-10-14") == ["N-2026-0001"]
    assert found("--from", "2026-10-14T18:00+00:00", "--type", "theft") == ["YT-2026-0001"]
    assert found("--plugin", "patrol") == ["P-2026-0001", "D-2026-0001"]
    assert found("--operator", "8") == ["D-2026-0001"]
    assert found("--place", "bike rack") == ["YT-2026-0001"]
    assert found("--limit", "2") == ["N-2026-0001", "D-2026-0001"]
    assert found("--type", "yard.visitor") == []
    assert "Nothing here yet" in school("journal", "--type", "yard.visitor")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--type", "teft"), 'no record type "teft".'),
        (("--plugin", "yrad"), '--plugin: no lines of a plugin "yrad". Nearest: yard'),
        (("--operator", "777"), '--operator: no operator with badge "777"'),
        (("--place", "gmy"), 'no place "gmy". Nearest: Gym'),
        (("--from", "soon"), '--from is "soon". Write a time like 2026-10-14T13:05'),
        (("--to", "0001-01-01T00:00+14:00"), '--to is "0001-01-01T00:00+14:00". Write a time'),
    ],
)
def test_a_filter_that_means_nothing_is_refused(
    school: Shell, options: tuple[str, str], said: str
) -> None:
    assert school.refused("journal", *options).startswith(said)
    if options[0] in ("--type", "--from", "--to"):
        assert school.refused("search", "x", *options).startswith(said)


def test_who_remembers_the_last_seq_misses_no_line(school: Shell) -> None:
    first = school.log("one")["seq"]
    for text in ("two", "three", "four"):
        school.log(text)
    after = school.lines("journal", "--after", str(first), "--limit", "2")
    assert [row["summary"] for row in after] == ["two", "three"]
    rest = school.lines("journal", "--after", str(after[-1]["seq"]))
    assert [row["summary"] for row in rest] == ["four"]
    assert school.lines("journal", "--after", str(rest[-1]["seq"])) == []


def test_following_shows_lines_of_other_desks_as_they_come(school: Shell) -> None:
    school.log("before")
    env = {"PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(school.folder / "other"), "LOGNAME": "ana"}
    argv = school.argv("journal", "--follow", "--json", "--type", "note", "--limit", "1")
    with subprocess.Popen(argv, stdout=subprocess.PIPE, encoding="utf-8", env=env) as follower:
        assert follower.stdout is not None
        assert json.loads(follower.stdout.readline())["summary"] == "before"
        time.sleep(0.2)
        for text in ("theft bike", "after", "and after"):
            school.log(text)
        assert select.select([follower.stdout], [], [], 20)[0]
        assert json.loads(follower.stdout.readline())["summary"] == "after"
        assert json.loads(follower.stdout.readline())["summary"] == "and after"
        follower.terminate()


def test_search_is_newest_first_with_the_same_keys(school: Shell) -> None:
    school.log("bike gone at the rack")
    school.log("theft bike")
    rows = school.lines("search", "bike")
    assert [row["number"][:2] for row in rows] == ["YT", "N-"]
    assert list(rows[0]) == LINE
    assert [r["number"][:2] for r in school.lines("search", "bike", "--type", "note")] == ["N-"]
    assert len(school.lines("search", "bike", "--limit", "1")) == 1
    assert school("search", "nowhere") == "Nothing found.\n"


@pytest.mark.parametrize(
    "query", ['"', "AND OR NOT", "bike*", "(", "summary:bike", "-", "\x00", "a" * 5000, "🚲"]
)
def test_whatever_is_searched_is_never_an_error(school: Shell, query: str) -> None:
    school.log("bike")
    school("search", "--", query)


def test_a_record_is_shown_whole(school: Shell, wednesday: Clock) -> None:
    number = school.log("theft bike @rack 11:42-11:50 $400 with Eli R")["number"]
    school("append", number, "owner told")
    shown = school.json("show", number)
    for key in ("occurred_from", "occurred_to", "recorded_at"):
        assert datetime.fromisoformat(shown[key]).utcoffset() is not None
    assert shown["occurred_to"] == "2026-10-14T11:50:00-05:00"
    assert shown["fields"] == {"item": "bike", "value_cents": 40_000}
    assert (shown["site"], shown["class"], shown["owner_agency"]) == ("OHS", "general", "school")
    assert [list(line) for line in shown["history"]] == [[*LINE, "why"]] * 2
    text = school("show", number)
    for words in ("Theft", "Bike rack", "Wed 14 Oct 2026 11:42", "$400", "Eli R", "owner told"):
        assert words in text


def test_opening_a_protected_record_leaves_one_line_and_lists_leave_none(school: Shell) -> None:
    school.be("olga")
    number = school.log("case late again")["number"]
    school("journal")
    school("search", "late")
    assert [line["verb"] for line in school.lines("journal") if line["number"]] == ["logged"]
    school("show", number)
    verbs = [line["verb"] for line in school.lines("journal") if line["number"]]
    assert verbs == ["logged", "read"]
    other = school.log("theft bike")["number"]
    school("show", other)
    assert school.lines("journal")[-1]["verb"] == "logged"


def test_types_tell_what_a_script_must_know(school: Shell) -> None:
    rows = {row["type"]: row for row in school.lines("types")}
    assert set(rows) >= {
        "core.note", "patrol.check", "patrol.door", "yard.theft", "yard.case", "yard.visitor",
    }  # fmt: skip
    case = rows["yard.case"]
    assert (case["prefix"], case["class"], case["plugin"]) == ("YC", "education", "yard")
    assert case["states"] == ["open", "held", "done"]
    assert case["transitions"]["finish"] == {"from": ["open", "held"], "to": "done"}
    fields = {field["name"]: field for field in case["fields"]}
    assert fields["manner"]["choices"] == {"walk": "On foot", "cart": "By cart"}
    assert (fields["escorted"]["kind"], fields["escorted"]["minimum"]) == ("number", 0)
    assert "yard.case.amend" in case["permissions"]
    money = {field["name"]: field for field in rows["yard.theft"]["fields"]}["value"]
    assert (money["kind"], money["required"]) == ("money", False)
    assert "Case" in school("types")


def test_a_record_of_any_type_is_added_field_by_field(school: Shell, wednesday: Clock) -> None:
    said = school.json(
        "add", "case", "text=late", "escorted=3", "calm=no", "manner=By cart", "place=gym",
        "occurred_from=2026-10-14T08:00", "occurred_to=2026-10-14T08:10",
    )  # fmt: skip
    assert list(said) == ["number", "id", "seq", "type", "summary", "at", "state"]
    assert (said["number"], said["at"]) == ("YC-2026-0001", "2026-10-14T08:00:00-05:00")
    school.be("olga")
    fields = school.json("show", said["number"])["fields"]
    assert (fields["escorted"], fields["calm"], fields["manner"]) == (3, False, "cart")
    assert fields["calm"] is False


def test_a_field_s_time_is_shown_by_the_site_s_clocks(school: Shell) -> None:
    number = school.json("add", "yard.visitor", "host=Ms Bell", "until=2026-10-14T13:05")["number"]
    assert school.json("show", number)["fields"]["until"] == "2026-10-14T13:05:00-05:00"
    assert "Until then  Wed 14 Oct 2026 13:05\n" in school("show", number)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (("theft", "value=$4"), "Item is missing. Give it a value"),
        (("case", "escorted=-1"), "Escorted is -1. It is at least 0"),
        (("case", "escorted=3.5"), 'Escorted is "3.5". Write a whole number'),
        (("case", "calm=maybe"), 'Calm is "maybe". Write yes or no'),
        (("case", "manner=on foto"), 'Manner is "on foto". Nearest: walk'),
        (("case", "txet=x"), 'yard.case: no field "txet". Nearest: text'),
        (("csae", "text=x"), 'no record type "csae".'),
        (("note", "text=x", "place=gmy"), 'no place "gmy". Nearest: Gym'),
        (("note", "text=x", "occurred_from=2026-10-14", "occurred_to=2026-10-13"), "Until lies"),
    ],
)
def test_a_record_that_breaks_a_rule_is_not_added(
    school: Shell, values: tuple[str, ...], said: str
) -> None:
    assert school.refused("add", *values).startswith(said)
    assert all(row["record"] is None for row in school.lines("journal"))


@pytest.fixture
def without_yard(school: Shell) -> Shell:
    """The school, with a theft on file and the district's plugin switched off."""
    school.log("theft bike @rack $400 with Eli R")
    school("plugins", "disable", "yard")
    return school


def test_a_record_whose_plugin_is_off_is_listed_found_and_shown(without_yard: Shell) -> None:
    number = without_yard.lines("journal")[-1]["number"]
    assert "bike" in without_yard("journal", "--type", "theft")
    assert without_yard.lines("search", "bike")[0]["number"] == number
    shown = without_yard.json("show", number)
    assert (shown["fields"], shown["label"]) == ({}, "Theft")
    assert "The plugin yard is not loaded; its fields are not shown." in without_yard(
        "show", number
    )
    [row] = [row for row in without_yard.lines("types") if row["type"] == "yard.theft"]
    assert row["loaded"] is False


def test_a_record_whose_plugin_is_off_is_kept_from_changes_but_not_from_people(
    without_yard: Shell,
) -> None:
    number = without_yard.lines("journal")[-1]["number"]
    said = without_yard.refused("edit", number, "item=car", "--why", "x")
    assert said.startswith(f"{number}: its plugin is not loaded (yard.theft)")
    assert "its plugin is not loaded" in without_yard.refused("add", "theft", "item=x")
    assert "its plugin is not loaded" in without_yard.refused("fix", number, "theft car")
    without_yard("append", number, "owner told")
    without_yard("strike", number, "--why", "found again")
    without_yard.be("sam")
    without_yard("seal", number, "--why", "juvenile")
    assert "owner told" in without_yard("show", number)
    assert without_yard.json("verify")["ok"]
    assert without_yard.log("theft bike")["type"] == "core.note"


def test_safe_mode_leaves_the_district_s_plugin_out(school: Shell, template: Path) -> None:
    loaded = {row["plugin"]: row["loaded"] for row in school.lines("--safe-mode", "types")}
    assert loaded == {"core": True, "patrol": True, "yard": False}
    assert school.json("--safe-mode", "log", "theft bike")["type"] == "core.note"


def test_a_plugin_folder_that_others_can_write_is_refused_by_name_and_the_desk_works_on(
    school: Shell, template: Path, tmp_path: Path
) -> None:
    plugins = tmp_path / "loose"
    shutil.copytree(template / "plugins.d", plugins)
    (plugins / "cli_yard").chmod(0o777)
    text = school.settings.read_text().replace(str(template / "plugins.d"), str(plugins))
    school.settings.write_text(text)
    rows = {row["name"]: row for row in school.lines("plugins")}
    assert rows["yard"]["state"] == "failed"
    assert f"others can write {plugins / 'cli_yard'}" in rows["yard"]["reason"]
    assert list(rows["yard"])[:6] == ["name", "version", "source", "state", "stage", "reason"]
    assert school.log("theft bike")["type"] == "core.note"
    assert school.log("patrol gym secure")["type"] == "patrol.check"
    assert "yard" in school.run("doctor")[1]
    assert school.run("doctor")[0] == 1


def test_an_unknown_key_is_named_with_file_line_and_the_nearest(school: Shell) -> None:
    school.more('[console]\nthem = "day"\n')
    for command in (("log", "x"), ("journal",), ("types",)):
        said = school.refused(*command)
        assert said.startswith(f"{school.settings} line ")
        assert said.endswith('unknown key "them" in [console]. Nearest: theme')
