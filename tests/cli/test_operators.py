"""`operators`, `roles`, `sites`: who may sign on, and what each role sees and may do."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest
from journals import lines

from sro_ops.access import pins

if TYPE_CHECKING:
    from shells import Shell


@pytest.fixture
def badges(school: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The school with sign-on by badge and PIN; Nia Lind has badge 20 and PIN 4321."""
    school.be("olga")
    monkeypatch.setenv("SRO_OPS_NEW_PIN", "4321")
    school("operators", "add", "--name", "Nia Lind", "--badge", "20", "--role", "officer")
    text = school.settings.read_text().replace('"os_user"', '"pin"')
    school.settings.write_text(text)
    school.types_in(b"")
    return school


def test_badge_and_pin_sign_on(badges: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    said = badges.refused("log", "x")
    assert said == "who is asking?. Name yourself with --as BADGE, or env SRO_OPS_BADGE"
    assert badges.refused("--as", "20", "log", "x") == (
        "badge 20: no PIN. Give it in env SRO_OPS_PIN"
    )
    monkeypatch.setenv("SRO_OPS_PIN", "4321")
    badges("--as", "20", "log", "x")
    monkeypatch.setenv("SRO_OPS_BADGE", "20")
    badges("log", "y")
    rows = badges.lines("journal", "--operator", "20")
    assert [row["summary"] for row in rows] == ["x", "y"]


def test_a_wrong_pin_and_an_unknown_badge_have_one_answer_and_the_pause_grows(
    badges: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 1_000_000.0
    monkeypatch.setattr(time, "time", lambda: now)
    for badge in ("20", "777"):
        monkeypatch.setenv("SRO_OPS_PIN", "9999")
        for _ in range(3):
            said = badges.refused("--as", badge, "log", "x")
            assert said == f"badge {badge}: badge and PIN do not match. Try again, slowly"
        said = badges.refused("--as", badge, "log", "x")
        assert said == f"badge {badge}: too many wrong PINs. Wait 2 s"
    monkeypatch.setenv("SRO_OPS_PIN", "4321")
    assert "Wait" in badges.refused("--as", "20", "log", "x")
    now += 2
    badges("--as", "20", "log", "x")
    monkeypatch.setenv("SRO_OPS_PIN", "9999")
    assert "do not match" in badges.refused("--as", "20", "log", "x")


def test_the_pause_is_never_longer_than_a_minute() -> None:
    assert [pins.pause(n) for n in range(9)] == [0, 0, 0, 2, 4, 8, 16, 32, 60]
    assert pins.pause(10_000) == 60


def test_a_clock_that_was_set_back_locks_nobody_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 9e9)
    for _ in range(20):
        pins.count_failure("20")
    monkeypatch.setattr(time, "time", lambda: 1e9)
    pins.check_pause("20")


def test_a_pin_is_kept_as_a_hash_and_may_be_changed_by_its_owner(
    badges: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert b"4321" not in badges.store.read_bytes()
    monkeypatch.setenv("SRO_OPS_PIN", "4321")
    monkeypatch.setenv("SRO_OPS_NEW_PIN", "123")
    assert "at least 4" in badges.refused("--as", "20", "operators", "pin", "20")
    monkeypatch.setenv("SRO_OPS_NEW_PIN", "8765")
    badges("--as", "20", "operators", "pin", "20")
    assert "do not match" in badges.refused("--as", "20", "log", "x")
    monkeypatch.setenv("SRO_OPS_PIN", "8765")
    badges("--as", "20", "log", "x")
    assert "(admin.operators)" in badges.refused("--as", "20", "operators", "pin", "1")


def test_a_pin_is_recovered_by_the_owner_of_the_file_with_a_loud_line(
    badges: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SRO_OPS_NEW_PIN", "8765")
    assert badges.json("operators", "recover", "20") == {"badge": "20", "pin": "changed"}
    newest = lines(badges.store)[-1]
    assert newest["verb"] == "PIN recovered by the owner of the store"
    assert newest["operator"] is None
    assert newest["summary"] == "Nia Lind"
    monkeypatch.setenv("SRO_OPS_PIN", "8765")
    badges("--as", "20", "log", "x")
    assert 'no operator with badge "777"' in badges.refused("operators", "recover", "777")


def test_a_service_has_a_token_that_is_shown_once(
    school: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.more('[roles.nightly]\npermissions = ["core.log", "core.note.add"]\n')
    school.be("olga")
    said = school.json("operators", "add", "--service", "--name", "Nightly import",
                       "--badge", "svc", "--role", "nightly")  # fmt: skip
    assert list(said) == ["badge", "role", "token"]
    assert said["token"] not in json.dumps(school.lines("operators", "list"))
    assert said["token"].encode() not in school.store.read_bytes()
    school.be("nobody-at-all")
    monkeypatch.setenv("SRO_OPS_TOKEN", said["token"])
    school("--as", "svc", "log", "imported")
    assert "your role reads no records" in school.refused("--as", "svc", "journal")
    monkeypatch.setenv("SRO_OPS_TOKEN", "wrong")
    assert "badge and token do not match" in school.refused("--as", "svc", "log", "x")
    assert "badge and token do not match" in school.refused("--as", "7", "log", "x")


def test_the_system_s_user_is_mapped_to_an_operator(school: Shell) -> None:
    school.be("stranger")
    said = school.refused("log", "x")
    assert said.startswith('no operator is mapped to the system\'s user "stranger".')
    assert "--os-user" in said


def test_who_is_switched_off_signs_on_no_more_and_keeps_what_they_wrote(school: Shell) -> None:
    number = school.log("of ana")["number"]
    school.be("olga")
    assert school.json("operators", "disable", "7") == {"badge": "7", "disabled": True}
    assert "Ana Reyes" in school("show", number)
    assert "nobody switches themselves off" in school.refused("operators", "disable", "1")
    school.be("ana")
    assert school.refused("log", "x") == "badge 7: this operator is switched off. Ask a supervisor"
    school.be("olga")
    assert school.json("operators", "enable", "7") == {"badge": "7", "disabled": False}
    school.be("ana")
    school.log("here again")


def test_operators_are_listed_with_their_roles(school: Shell) -> None:
    school.be("olga")
    rows = {row["badge"]: row for row in school.lines("operators", "list")}
    assert rows["7"] == {
        "badge": "7", "name": "Ana Reyes", "roles": ["officer"], "os_user": "ana",
        "service": False, "disabled": False, "last_signed_on": None,
    }  # fmt: skip
    school.be("ana")
    assert "(admin.operators)" in school.refused("operators", "list")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--badge", "7", "--role", "officer"), "badge 7 is taken. Choose another with --badge"),
        (("--badge", "30", "--role", "oficer"), 'no role "oficer". Roles: '),
        (("--badge", "30", "--role", "officer", "--at", "XXX"), 'no site "XXX"'),
        (("--badge", " ", "--role", "officer"), "an operator has a name and a badge"),
        (("--badge", "30", "--role", "officer", "--os-user", "ana"), "the system's user"),
    ],
)
def test_an_operator_that_cannot_be_is_refused(
    school: Shell, options: tuple[str, ...], said: str
) -> None:
    school.be("olga")
    before = school("operators", "list")
    more = () if "--os-user" in options else ("--os-user", "xy")
    assert school.refused("operators", "add", "--name", "X Y", *options, *more).startswith(said)
    assert school("operators", "list") == before


def test_nobody_makes_or_takes_over_an_operator_who_may_do_more(school: Shell) -> None:
    school.be("sam")
    add = ("operators", "add", "--name", "X", "--badge", "30", "--os-user", "x", "--role")
    assert school.refused(*add, "owner") == '"owner" may do more than you (*). Ask an owner'
    assert "may do more than you" in school.refused("operators", "disable", "1")
    assert "may do more than you" in school.refused("operators", "pin", "1")
    school(*add, "officer")
    school("operators", "disable", "30")


def test_roles_come_from_the_settings(school: Shell) -> None:
    rows = {row["role"]: row["permissions"] for row in school.lines("roles")}
    assert set(rows) == {
        "owner", "supervisor", "officer", "event_staff", "administrator", "service", "blind",
    }  # fmt: skip
    assert rows["blind"] == ["core.log", "core.note.add", "core.search"]
    school.more('[roles.officer]\npermissions = ["core.read.general"]\n')
    assert school.refused("log", "x") == "you have no right to do that (core.log)"


def test_a_role_without_any_class_sees_nothing_and_may_still_write(school: Shell) -> None:
    mine = school.log("patrol gym secure")["number"]
    school.be("bo")
    kept = school.log("seen from the gate")["number"]
    for command in (("journal",), ("search", "gate")):
        assert school.refused(*command).startswith("your role reads no records")
    for number in (mine, kept):
        assert "that you may see" in school.refused("show", number)


def test_a_principal_sees_education_and_no_law_enforcement_unit(school: Shell) -> None:
    school.log("police matter")
    school.log("patrol gym secure")
    school.be("olga")
    case = school.log("case late again")["number"]
    school.be("pia")
    classes = {row["class"] for row in school.lines("journal")}
    assert classes == {"general", "directory", "education"}
    assert school.lines("search", "police") == []
    assert "late again" in school("show", case)
    assert "that you may see" in school.refused("show", "N-1")
    school.be("ana")
    assert "that you may see" in school.refused("show", case)
    assert school.lines("search", "late") == []


@pytest.fixture
def two(school: Shell) -> Shell:
    """Two sites; Wes works at West alone. Acting as Wes."""
    school.be("olga")
    zone = ("--timezone", "America/New_York")
    school("sites", "add", "WMS", "--name", "West Middle", *zone)
    school("operators", "add", "--name", "Wes West", "--badge", "40", "--role", "officer",
           "--at", "WMS", "--os-user", "wes")  # fmt: skip
    text = school.settings.read_text().replace('code = "OHS"\n', "")
    school.settings.write_text(text)
    school("--site", "OHS", "log", "secret of the high school")
    school.be("wes")
    return school


def test_an_operator_of_one_site_sees_nothing_of_another(two: Shell) -> None:
    kept = two.log("of the middle school")
    assert kept["at"].endswith(("-05:00", "-04:00"))
    assert {row["site"] for row in two.lines("journal")} == {"WMS"}
    assert two.lines("search", "school")[0]["site"] == "WMS"
    assert two.lines("search", "secret") == []
    assert two.lines("--site", "OHS", "journal") == []
    assert "that you may see" in two.refused("show", "OHS/N-1")
    assert "of the middle school" in two("show", "N-1")
    assert two.refused("--site", "OHS", "log", "x") == (
        "OHS: you have no right to do that at this site"
    )
    assert two.refused("link", "N-1", "OHS/N-1").startswith("OHS: no record")
    assert two.lines("journal", "--after", "0")[0]["site"] == "WMS"
    assert [row["roles"] for row in _as_owner(two) if row["badge"] == "40"] == [["officer at WMS"]]


def _as_owner(school: Shell) -> list[dict[str, object]]:
    school.be("olga")
    return school.lines("operators", "list")


def test_where_there_are_two_sites_one_is_named(two: Shell) -> None:
    two.be("olga")
    assert "which site" in two.refused("log", "x")
    assert two.refused("journal", "--after", "0", code=2).startswith("--after and --follow need")
    assert {row["site"] for row in two.lines("journal")} == {"OHS", "WMS"}
    assert 'no site "XXX"' in two.refused("--site", "XXX", "journal")
    said = two.json("--site", "WMS", "log", "x")
    shown = two.json("show", f"WMS/{said['number']}")
    assert shown["site"] == "WMS"


def test_a_supervisor_of_one_site_adds_nobody_to_another(two: Shell) -> None:
    two.be("olga")
    two("operators", "add", "--name", "Wanda", "--badge", "41", "--role", "supervisor",
        "--at", "WMS", "--os-user", "wanda")  # fmt: skip
    two.be("wanda")
    add = ("operators", "add", "--name", "X", "--badge", "42", "--role", "officer",
           "--os-user", "x")  # fmt: skip
    for site in ((), ("--at", "OHS")):
        assert "Say --at WMS" in two.refused(*add, *site)
    two(*add, "--at", "WMS")


def test_sites_are_listed_and_added_by_right(school: Shell) -> None:
    assert school.lines("sites", "list") == [
        {"code": "OHS", "name": "Oakfield High", "timezone": "America/Chicago"}
    ]
    add = ("sites", "add", "WMS", "--name", "West", "--timezone", "America/Chicago")
    assert "(admin.sites)" in school.refused(*add)
    school.be("olga")
    assert school.json(*add) == {"site": "WMS"}
    assert school.refused(*add) == "the site WMS is there already"
    for bad in ("wms", "W", "WMS-1"):
        assert "is no site code" in school.refused("sites", "add", bad, *add[3:])
    assert 'no time zone "Moon"' in school.refused("sites", "add", "XYZ", *add[3:-1], "Moon")
