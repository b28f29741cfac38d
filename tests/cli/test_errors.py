"""However a command ends, a person sees one line and a script the right exit code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sro_ops.cli import app as shell
from sro_ops.cli.errors import guarded, log_path
from sro_ops.errors import Refused, SroError, Unreachable, Usage


def ending(error: BaseException, debug: bool = False) -> int:
    """Return the exit code of a command that ends with `error`."""

    def act() -> int:
        raise error

    return guarded(act, lambda: debug)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Refused('no place "rakc"', todo="Nearest: Bike rack"), 1),
        (Usage("no number given"), 2),
        (Unreachable("the store is locked", "sro-ops.db"), 3),
    ],
)
def test_a_refusal_is_one_line_and_its_exit_code(
    error: SroError, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ending(error) == code
    assert capsys.readouterr() == ("", f"error: {error}\n")


def test_what_a_terminal_would_obey_never_reaches_it(capsys: pytest.CaptureFixture[str]) -> None:
    ending(Refused("no place \x1b[31mred\x07\u202eder"))
    assert capsys.readouterr().err == "error: no place [31mredder\n"


def test_a_fault_is_one_line_and_its_traceback_is_kept_in_the_log(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert ending(KeyError("bells")) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("error: sro-ops has a fault: KeyError: 'bells'.")
    assert str(log_path()) in said
    assert home in log_path().parents
    assert "raise error" in log_path().read_text(encoding="utf-8")
    if os.name == "posix":
        assert log_path().stat().st_mode & 0o077 == 0


def test_a_fault_whose_log_cannot_be_written_is_still_one_line(
    capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    home.write_text("a file where the folder should be", encoding="utf-8")
    assert ending(KeyError("bells")) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_traceback_is_shown_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    ending(Refused("no"), debug=True)
    said = capsys.readouterr().err
    assert "Traceback" in said
    assert said.endswith("error: no\n")


def test_a_key_that_interrupts_ends_without_a_word(capsys: pytest.CaptureFixture[str]) -> None:
    assert ending(KeyboardInterrupt()) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["confg"], 'error: no command "confg". Nearest: config. See: sro-ops --help\n'),
        (["zzz"], 'error: no command "zzz". See: sro-ops --help\n'),
        (["--site"], "error: option '--site' requires an argument. See: sro-ops --help\n"),
        (
            ["config", "paths", "x"],
            "error: got unexpected extra argument (x). See: sro-ops config paths --help\n",
        ),
    ],
)
def test_wrong_usage_is_one_line_with_the_way_to_the_help(
    line: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert shell.run(line) == 2
    assert capsys.readouterr() == ("", said)


def test_a_group_without_its_command_shows_its_help_as_wrong_usage(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert shell.run(["config"]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("Usage: sro-ops config")


@pytest.mark.skipif(os.name != "posix", reason="not here: pipes that close are POSIX's")
def test_a_reader_that_goes_away_ends_the_command_quietly() -> None:
    many = (
        "import sys; from sro_ops.cli.errors import guarded; from sro_ops.cli.output import *\n"
        "def act():\n"
        "    emit_rows(({'n': n} for n in range(10**6)), [Column('n', 'n')], as_json=True)\n"
        "sys.exit(guarded(act, lambda: False))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", many], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline() == b'{"n": 0}\n'
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
