"""The Desk on a real store, in a real terminal: what is typed becomes journaled records."""

from __future__ import annotations

import getpass
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sro_ops.bench.paint import Terminal
from sro_ops.demo.plan import Plan, over
from sro_ops.demo.playing import play, write_school
from sro_ops.store.model import CLASSES, Line, Scope
from sro_ops.store.reading import open_journal
from sro_ops.store.verify import verify

from .test_terminal import SOURCES, Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
COMMAND = [sys.executable, "-m", "sro_ops"]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A made-up school with yesterday in its log; the system's user signs on as its officer."""
    folder = tmp_path / "school"
    plan = Plan(over(datetime.now(UTC)), behind=0)
    play(write_school(folder, getpass.getuser(), plan), plan)
    return folder


@pytest.fixture
def screen(school: Path) -> Iterator[Screen]:
    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        found = Screen(terminal)
        found.sees("What happened?")
        yield found


def environment(school: Path) -> dict[str, str]:
    return {"PYTHONPATH": SOURCES, "SRO_OPS_CONFIG": str(school / "sro-ops.toml")}


def lines(school: Path) -> list[Line]:
    """Every line but those of who came and went."""
    with open_journal(school / "store.db", Scope(None, frozenset(CLASSES), sealed=True)) as journal:
        found = journal.newest(500, desk_view=False)
    return [line for line in found if line.type != "core.operator"]


def test_the_first_page_shows_the_log_with_places_by_name(school: Path) -> None:
    with Terminal(COMMAND, 260, 50, env=environment(school)) as terminal:
        screen = Screen(terminal)
        rows = screen.sees("lights left on, told the custodian")
        assert any("Loading dock" in row for row in rows)
        screen.sees("Nothing due.")
        terminal.send(b"/shoving\r")
        rows = screen.sees("with M.T.")
        assert not any("Marcus" in row for row in rows)


def test_a_typed_line_is_journaled_and_verifies(screen: Screen, school: Path) -> None:
    screen.terminal.send(b"patrol gym secure, lights off\r")
    screen.sees("P-2026-0026 saved")
    kept = lines(school)[-1]
    assert (kept.type, kept.place, kept.summary) == ("patrol.check", "GYM", "secure, lights off")
    assert kept.who == "Dana Reyes"
    assert verify(school / "store.db").ok


def test_a_line_of_another_desk_comes_in_by_itself(screen: Screen, school: Path) -> None:
    screen.sees("told the custodian")
    said = subprocess.run(
        [*COMMAND, "log", "door 7 rattling in the wind"],
        env={**os.environ, **environment(school)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    screen.sees("rattling in the wind")


def test_the_last_entry_is_reopened_and_corrected(screen: Screen, school: Path) -> None:
    screen.terminal.send(b"dorr 4 propped\r")
    screen.sees("N-2026-0034 saved")
    screen.terminal.send(b"\x1b")
    screen.sees("x cross out")
    screen.terminal.send(b"u")
    screen.sees("fixing")
    screen.terminal.send(b"\x15door 4 propped\r")
    screen.until(lambda _: lines(school)[-1].verb == "linked", "the link to the new record")
    told = [(line.verb, line.type) for line in lines(school)[-4:]]
    assert told == [
        ("logged", "core.note"),
        ("struck", "core.note"),
        ("logged", "patrol.door"),
        ("linked", "patrol.door"),
    ]


def test_killed_in_the_middle_of_an_entry_nothing_is_half_saved(
    screen: Screen, school: Path
) -> None:
    screen.terminal.send(b"patrol gym secure\r")
    screen.sees("P-2026-0026 saved")
    before = lines(school)
    screen.terminal.send(b"patrol lot b truck idl")
    screen.sees("truck idl")
    os.kill(screen.terminal.pid, signal.SIGKILL)
    assert lines(school) == before
    assert verify(school / "store.db").ok


def test_what_was_typed_and_not_saved_survives_a_kill(school: Path, home: Path) -> None:
    def kept() -> str:
        return "".join(path.read_text("utf-8") for path in (home / "state/drafts").glob("*.json"))

    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        first = Screen(terminal)
        first.sees("today")
        first.sees("Nothing due.")
        terminal.send(b"patrol lot b truck idl")
        first.until(lambda _: "truck idl" in kept(), "the kept line")
        os.kill(terminal.pid, signal.SIGKILL)
    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        again = Screen(terminal)
        again.sees("1 line was not saved when you left")
        terminal.send(b"ing, moved on\r")
        again.until(lambda _: lines(school)[-1].summary == "truck idling, moved on", "the line")
        again.until(lambda _: kept() == "", "an empty file")


def test_a_form_half_filled_in_survives_a_kill(school: Path, home: Path) -> None:
    def kept() -> str:
        return "".join(path.read_text("utf-8") for path in (home / "state/drafts").glob("*.json"))

    def note(screen: Screen) -> None:
        screen.sees("Nothing due.")
        screen.terminal.send(b"\x1b[21~")
        screen.sees("More")
        screen.terminal.send(b"notes\r")
        screen.sees("n new")
        screen.terminal.send(b"n")
        screen.sees("New note")

    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        first = Screen(terminal)
        note(first)
        terminal.send(b"half a form")
        first.until(lambda _: "half a form" in kept(), "the kept form")
        first.sees("draft kept")
        os.kill(terminal.pid, signal.SIGKILL)
    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        again = Screen(terminal)
        note(again)
        again.sees("half a form")
        again.sees("draft kept")
        terminal.send(b"\x13")
        again.until(lambda _: lines(school)[-1].summary == "half a form", "the note")
        again.until(lambda _: kept() == "", "an empty file")


def test_the_patrol_panel_and_the_strip_follow_what_is_typed(screen: Screen) -> None:
    screen.sees("✓ Nothing due.")
    screen.sees("No patrol today yet.")
    screen.terminal.send(b"patrol gym secure\r")
    screen.sees("✓ Gym  secure")
