"""A store that cannot be used: one line, exit code 3, and not a byte of it changed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from journals import one
from shells import SOURCES, Shell

from sro_ops.cli.app import run
from sro_ops.store import patience

COMMANDS = (("log", "x"), ("journal",), ("show", "N-1"), ("verify",), ("types",))


def refused_untouched(school: Shell, said: str, *commands: tuple[str, ...]) -> None:
    """Hold that commands are refused with exit code 3 and leave the file as it was."""
    before = school.store.read_bytes()
    for command in commands or COMMANDS:
        got = school.refused(*command, code=3)
        assert said in got
        assert str(school.store) in got
    assert school.store.read_bytes() == before


def test_a_store_that_is_not_there_is_named_with_what_to_do(school: Shell) -> None:
    school.store.unlink()
    for command in COMMANDS:
        said = school.refused(*command, code=3)
        assert said == (
            f"{school.store}: no store here. Make one with `sro-ops init`, or name it with --store"
        )
    assert not school.store.exists()


def test_a_file_that_was_cut_short_is_left_alone(school: Shell) -> None:
    whole = school.store.read_bytes()
    school.store.write_bytes(whole[: len(whole) // 2])
    refused_untouched(
        school, "restore a backup", ("log", "x"), ("journal",), ("show", "N-1"), ("types",)
    )


@pytest.mark.parametrize("content", [b"", b"SQLite", b"a letter to the parents\n" * 100])
def test_a_file_that_is_no_database_is_left_alone(school: Shell, content: bytes) -> None:
    school.store.write_bytes(content)
    refused_untouched(school, "this file is no store")


def test_a_database_of_another_program_is_left_alone(school: Shell) -> None:
    school.store.unlink()
    with closing(sqlite3.connect(school.store)) as link, link:
        link.execute("CREATE TABLE cake (flour TEXT)")
    refused_untouched(school, "this file is no store of sro-ops")


def test_a_store_of_a_newer_schema_is_left_alone(school: Shell) -> None:
    with closing(sqlite3.connect(school.store)) as link, link:
        link.execute("UPDATE core_version SET version_num = '9999'")
    refused_untouched(school, "the store was made by a newer sro-ops (schema 9999)")


def test_a_store_with_broken_pages_is_said_to_be_damaged(school: Shell) -> None:
    school.log("x")
    with closing(sqlite3.connect(school.store)) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = link.execute("PRAGMA page_size").fetchone()[0]
        root = link.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'journal_line'"
        ).fetchone()[0]
    with school.store.open("r+b") as file:
        file.seek((root - 1) * page)
        file.write(b"\xff" * page)
    for command in (("verify",), ("journal",)):
        said = school.refused(*command, code=3)
        assert "damaged" in said, said


def test_a_store_that_another_program_keeps_locked_is_busy_and_can_be_read(
    school: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.log("before")
    monkeypatch.setenv("SRO_OPS_PATIENCE", "0.1")
    with closing(sqlite3.connect(school.store, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        said = school.refused("log", "x", code=3)
        assert "another program keeps the store locked. Nothing was saved; try again" in said
        school("journal")
        other.execute("ROLLBACK")
    school("log", "x")
    assert one(school.store, "SELECT count(*) FROM core_record") == 2


def test_a_gate_that_another_program_holds_is_busy(
    school: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    fcntl = pytest.importorskip("fcntl", reason="not here: file locks are POSIX's")
    monkeypatch.setenv("SRO_OPS_PATIENCE", "0.1")
    with school.store.with_name("store.db.gate").open("w") as gate:
        fcntl.flock(gate, fcntl.LOCK_EX)
        assert "kept the store busy" in school.refused("log", "x", code=3)
    school("log", "x")


def test_patience_is_ten_seconds_and_never_more(monkeypatch: pytest.MonkeyPatch) -> None:
    assert patience.patience() == 10
    for asked, got in (("0.5", 0.5), ("60", 10), ("-1", 0), ("nan", 10), ("soon", 10)):
        monkeypatch.setenv("SRO_OPS_PATIENCE", asked)
        assert patience.patience() == got


@pytest.mark.skipif(
    sys.platform == "win32" or os.getuid() != 0, reason="not here: only root changes accounts"
)
def test_a_second_account_that_may_only_read_the_store_is_told_so(
    school: Shell, tmp_path: Path
) -> None:
    school.log("x")
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == 0 and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o055)
    school.folder.chmod(0o755)
    for file in school.folder.iterdir():
        file.chmod(0o644)
    home = tmp_path / "nobody"
    home.mkdir(mode=0o777)
    home.chmod(0o777)
    school.monkeypatch.setenv("SRO_OPS_HOME", str(home))
    code, out, err = as_nobody(school, tmp_path, "log", "by another account")
    assert (code, out) == (3, "")
    assert err.count("\n") == 1
    assert err.startswith("error: ")
    assert str(school.folder) in err
    assert one(school.store, "SELECT count(*) FROM core_record") == 1


def as_nobody(school: Shell, folder: Path, *arguments: str) -> tuple[int, str, str]:
    """Run a command in a copy of this process that has become another account."""
    said = [folder / "out", folder / "err"]
    handles = [os.open(path, os.O_WRONLY | os.O_CREAT) for path in said]
    child = os.fork()
    if child == 0:
        for number, handle in enumerate(handles, 1):
            os.dup2(handle, number)
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        sys.stdout, sys.stderr = open(1, "w"), open(2, "w")  # noqa: SIM115 - this process ends
        code = run(["--config", str(school.settings), *arguments])
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    for handle in handles:
        os.close(handle)
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), said[0].read_text(), said[1].read_text()


def test_a_store_on_postgresql_is_said_to_come_later_without_its_password(school: Shell) -> None:
    url = "postgresql+psycopg://sro:hunter2@db.example/sro"
    for command in (*COMMANDS, ("backup", "x.db"), ("restore", "x.db"), ("doctor",)):
        code, out, err = school.run("--store", url, *command)
        assert code == 3
        assert "PostgreSQL" in out + err
        assert "hunter2" not in out + err


def test_a_store_of_another_kind_is_refused_with_the_forms_there_are(school: Shell) -> None:
    said = school.refused("--store", "mysql://x", "log", "x")
    assert "sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME" in said


def test_debug_shows_where_it_happened(school: Shell) -> None:
    school.store.unlink()
    done = school.process("--debug", "log", "x")
    assert done.returncode == 3
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("error: ")
    done = school.process("log", "x")
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1


def test_without_a_terminal_the_command_alone_shows_the_help(
    school: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    done = school.process()
    assert (done.returncode, done.stderr) == (0, "")
    assert run(["--help"]) == 0
    assert done.stdout == capsys.readouterr().out


INIT = {
    "--site": "OHS", "--name": "Oakfield High", "--timezone": "America/Chicago",
    "--operator": "Ana Reyes", "--badge": "7",
}  # fmt: skip


def init(**changed: str) -> list[str]:
    """Return the words of an init, some of its options changed."""
    options = INIT | {f"--{name}": value for name, value in changed.items()}
    return ["init", *(word for pair in options.items() for word in pair)]


@pytest.fixture
def bare(school: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Settings that name a store in a folder that is not there yet."""
    text = school.settings.read_text()
    school.settings.write_text(text.replace("store.db", "deep/er/store.db"))
    monkeypatch.setenv("SRO_OPS_PIN", "4321")
    return school


def test_init_makes_a_store_without_questions(bare: Shell) -> None:
    path = bare.folder / "deep" / "er" / "store.db"
    said = bare.json(*init())
    assert said == {"store": str(path), "site": "OHS", "operator": "7"}
    assert path.stat().st_mode & 0o077 == 0
    assert bare("--as", "7", "log", "x").startswith("N-")
    before = path.read_bytes()
    assert "a file lies there already" in bare.refused(*init())
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"timezone": "America/Chicgo"}, 'no time zone "America/Chicgo". Write one like'),
        ({"site": "ohs"}, '"ohs" is no site code. Write 2 to 8 capitals, like OHS'),
        ({"name": " "}, "OHS: the site needs a name"),
        ({"role": "ownr"}, 'no role "ownr". Nearest: owner'),
        ({"badge": ""}, "an operator has a name and a badge"),
        ({"operator": "\x00"}, "an operator has a name and a badge"),
    ],
)
def test_init_with_a_bad_value_leaves_nothing_behind(
    bare: Shell, home: Path, changed: dict[str, str], said: str
) -> None:
    assert bare.refused(*init(**changed)).startswith(said)
    assert not (bare.folder / "deep").exists()
    assert not (home / "state").exists()


def test_init_with_a_short_pin_or_none_leaves_nothing_behind(
    bare: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SRO_OPS_PIN", "123")
    assert bare.refused(*init()).startswith("a PIN has at least 4 characters")
    monkeypatch.delenv("SRO_OPS_PIN")
    bare.types_in(b"")
    assert bare.refused(*init()) == "no PIN. Give it in env SRO_OPS_PIN"
    assert not (bare.folder / "deep").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("upgrade", "the store was upgraded. Close and open this desk again"),
        ("swap", "the store's file was moved or replaced. Close and open this desk again"),
    ],
)
def test_a_log_that_is_open_keeps_nothing_once_the_store_has_changed_beneath_it(
    school: Shell, change: str, said: str
) -> None:
    env = {**os.environ, "PYTHONPATH": SOURCES}
    with subprocess.Popen(
        school.argv("log", "-", "--again"), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, env=env,
    ) as desk:  # fmt: skip
        assert desk.stdin is not None
        assert desk.stdout is not None
        desk.stdin.write(b"before\n")
        desk.stdin.flush()
        assert b"N-" in desk.stdout.readline()
        if change == "swap":
            shutil.copy(school.store, school.folder / "copy.db")
            os.replace(school.folder / "copy.db", school.store)
        else:
            with closing(sqlite3.connect(school.store)) as link, link:
                link.execute("UPDATE core_version SET version_num = '0002'")
        out, err = desk.communicate(b"too late\n")
    assert (desk.returncode, out) == (3, b"")
    assert err.decode() == f"error: {school.store}: {said}\n"
