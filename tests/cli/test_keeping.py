"""`verify`, `backup`, `restore` and `doctor`: whether the store is whole, and copies of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from journals import lines, one, tamper
from shells import SOURCES, Shell


def test_a_whole_store_is_told_with_its_heads(school: Shell) -> None:
    school.log("x")
    said = school.json("verify")
    newest = lines(school.store)[-1]
    assert said == {
        "ok": True,
        "lines": newest["seq"],
        "sites": {"OHS": {"lines": newest["seq"], "head": newest["hash"]}},
        "first_break": None,
    }
    assert school("verify") == f"All {newest['seq']} lines hold. OHS {newest['seq']} lines\n"


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        ("UPDATE journal_payload SET summary = 'forged' WHERE line = {pos}", "its words were"),
        ("UPDATE journal_line SET place = 'CAFE' WHERE pos = {pos}", "its envelope was changed"),
        ("UPDATE core_record SET place = 'CAFE' WHERE number = 'YT-{year}-0001'", "by hand"),
        ("UPDATE yard_theft SET value = 1", "its record was changed by hand"),
        ("DELETE FROM journal_payload WHERE line = {pos}", "its words are gone"),
    ],
)
def test_what_was_changed_by_hand_is_named_with_its_line(
    school: Shell, statement: str, what: str
) -> None:
    kept = school.log("theft bike @rack $400")
    school.log("later")
    school("verify")
    year = kept["number"].split("-")[1]
    pos = one(school.store, "SELECT pos FROM journal_line WHERE seq = ?", kept["seq"])
    tamper(school.store, statement.format(pos=pos, year=year))
    code, out, err = school.run("verify", "--json")
    assert code == 1
    first = json.loads(out)["first_break"]
    assert list(first) == ["site", "seq", "record", "number", "what"]
    assert (first["site"], first["seq"], first["number"]) == ("OHS", kept["seq"], kept["number"])
    assert what in first["what"]
    said = school.refused("verify")
    assert said.startswith(f"line {kept['seq']} OHS {kept['number']}: {first['what']}")
    assert err == f"error: {said}\n"


def test_a_cut_tail_shows_against_an_exported_head(school: Shell, tmp_path: Path) -> None:
    before = school.store.read_bytes()
    seq = school.log("theft bike")["seq"]
    heads = tmp_path / "heads.json"
    heads.write_text(school("verify", "--json"))
    school("verify", "--head", str(heads))
    _put_back(school, before)
    school.monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path / "a desk that remembers nothing"))
    assert school.json("verify")["ok"]
    said = school.refused("verify", "--head", str(heads))
    assert f"the chain was cut: line {seq} was seen before" in said


def print_report(school: Shell, file: Path) -> str:
    """Print today's report to a file, as a plain printer would."""
    school("report", "daily", "-o", str(file))
    return file.read_text()


def test_a_printed_report_holds_a_whole_chain_and_shows_a_cut_one(
    school: Shell, tmp_path: Path
) -> None:
    before = school.store.read_bytes()
    seq = school.log("theft bike")["seq"]
    report, copied = tmp_path / "report.txt", tmp_path / "copied by hand.txt"
    *_, first, second = print_report(school, report).splitlines()
    copied.write_text(f"{first} {second[:16]}")
    school.log("what came after the report")
    for file in (report, copied):
        assert "lines hold" in school("verify", "--head", str(file))
    _put_back(school, before)
    school.monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path / "a desk that remembers nothing"))
    school.log("another line in its place")
    assert school.json("verify")["ok"]
    for file in (report, copied):
        said = school.refused("verify", "--head", str(file))
        assert f"line {seq} OHS" in said
        assert "differs from the head that was remembered" in said
    _put_back(school, before)
    school.monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path / "another such desk"))
    assert school.json("verify")["ok"]
    for file in (report, copied):
        said = school.refused("verify", "--head", str(file))
        assert f"the chain was cut: line {seq} was seen before" in said


@pytest.mark.parametrize("format_", ["text", "json", "html"])
def test_a_report_of_every_form_that_is_read_by_machines_holds_the_chain(
    school: Shell, tmp_path: Path, format_: str
) -> None:
    before = school.store.read_bytes()
    seq = school.log("theft bike")["seq"]
    file = tmp_path / f"daily.{format_}"
    school("report", "daily", "--format", format_, "-o", str(file))
    assert "lines hold" in school("verify", "--head", str(file))
    _put_back(school, before)
    school.monkeypatch.setenv("SRO_OPS_HOME", str(tmp_path / "a desk that remembers nothing"))
    said = school.refused("verify", "--head", str(file))
    assert f"the chain was cut: line {seq} was seen before" in said


def test_a_cut_tail_shows_at_a_desk_that_remembers_it(school: Shell) -> None:
    before = school.store.read_bytes()
    school.log("theft bike")
    school("verify")
    _put_back(school, before)
    assert "the chain was cut" in school.refused("verify")


def _put_back(school: Shell, before: bytes) -> None:
    """Put an older file in the store's place, as a cut tail leaves it."""
    for path in school.folder.glob("store.db*"):
        path.unlink()
    school.store.write_bytes(before)


def test_a_head_that_is_none_is_refused(school: Shell, tmp_path: Path) -> None:
    heads = tmp_path / "heads.json"
    assert "cannot be read" in school.refused("verify", "--head", str(heads))
    for text in ("", "[]", "{}", '{"sites": {"OHS": 3}}', "Journal of OHS, line 3, head 00"):
        heads.write_text(text)
        said = school.refused("verify", "--head", str(heads))
        assert said == (
            f"{heads}: no head of a chain in it. Give what verify --json or a daily report printed"
        )
    heads.write_text(json.dumps({"sites": {"WMS": {"lines": 3, "head": "0" * 64}}}))
    said = school.refused("verify", "--head", str(heads))
    assert said.startswith("WMS: its chain is gone: line 3 was seen before")


def test_a_backup_while_another_desk_writes_is_whole_and_comes_back(
    school: Shell, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    env = {**os.environ, "PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(tmp_path / "other")}
    with subprocess.Popen(
        school.argv("log", "-", "--again"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=env
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write(b"line after line\n" * 300)
        writer.stdin.flush()
        writer.stdout.readline()
        school.be("olga")
        said = school.json("backup", str(copy))
        writer.stdin.close()
        assert len(writer.stdout.readlines()) == 299
    assert writer.returncode == 0
    assert said == {"file": str(copy), "bytes": copy.stat().st_size}
    assert copy.stat().st_mode & 0o077 == 0
    kept = one(copy, "SELECT count(*) FROM core_record")
    assert 1 <= kept <= 300
    assert "a file lies there already" in school.refused("backup", str(copy))
    assert school.json("restore", str(copy)) == {"store": str(school.store), "from": str(copy)}
    assert one(school.store, "SELECT count(*) FROM core_record") == kept
    assert school.json("verify")["ok"]
    assert school.store.with_name("store.db.before-restore").exists()


def test_a_backup_goes_nowhere_where_there_is_no_folder(school: Shell, tmp_path: Path) -> None:
    school.be("olga")
    assert "no such folder" in school.refused("backup", str(tmp_path / "no" / "copy.db"))


def test_to_back_up_and_to_restore_need_a_right(school: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert "(admin.backup)" in school.refused("backup", str(copy))
    assert not copy.exists()
    school.be("sam")
    school("backup", str(copy))
    assert "(admin.restore)" in school.refused("restore", str(copy))


def test_a_damaged_backup_is_not_restored(school: Shell, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    school.log("x")
    school.be("olga")
    school("backup", str(copy))
    tamper(copy, "UPDATE journal_payload SET summary = 'forged'")
    before = school.store.read_bytes()
    said = school.refused("restore", str(copy))
    assert "this backup does not verify" in said
    copy.write_bytes(copy.read_bytes()[:5000])
    school.refused("restore", str(copy), code=3)
    assert "no store here" in school.refused("restore", str(tmp_path / "none.db"), code=3)
    assert school.store.read_bytes() == before


def test_a_damaged_store_is_put_right_by_the_owner_of_its_file(
    school: Shell, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    school.be("olga")
    school("backup", str(copy))
    school.store.write_bytes(b"rubbish" * 1000)
    school("restore", str(copy))
    assert school.json("verify")["ok"]
    school.store.unlink()
    school("restore", str(copy))
    assert school.json("verify")["ok"]


def test_the_doctor_finds_all_well(school: Shell) -> None:
    rows = school.lines("doctor")
    assert [list(row) for row in rows] == [["state", "what", "found"]] * len(rows)
    found = {row["what"]: row for row in rows}
    assert {row["state"] for row in rows} == {"ok"}
    assert found["durability"]["found"] == "wal, synchronous FULL"
    assert found["store"]["found"] == str(school.store)
    assert found["plugin yard"]["found"] == "1.0 active"


def test_the_doctor_exits_with_what_is_wrong(school: Shell) -> None:
    code, out, err = school.run("--store", "sqlite:///none.db", "doctor")
    assert (code, err) == (3, "error: one thing is not well. See the list above\n")
    assert "no store here" in out
    school.more('[console]\nthem = "day"\n')
    code, out, err = school.run("doctor", "--json")
    assert code == 1
    wrong = [row for row in map(json.loads, out.splitlines()) if row["state"] != "ok"]
    assert [row["what"] for row in wrong] == ["settings"]
    assert 'unknown key "them"' in wrong[0]["found"]
    school.settings.write_text("[")
    assert "not TOML" in school.run("doctor")[1]
