"""A plugin that fails costs its own panel or screen; the desk goes on. In a real terminal."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from faulty import KINDS

from sro_ops.bench.paint import Terminal

from .test_terminal import SOURCES, Screen

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
PROGRAM = [sys.executable, str(Path(__file__).parent / "guest_process.py")]
CORE = (
    *("compose", "mount", "render", "render_line", "handler", "action", "app_action"),
    *("app_later", "timer", "worker", "watch", "css"),
)
AT_ONCE = {*KINDS[: KINDS.index("handler")], "css", "variable", "child_css"}
"""Faults that need no key."""


def kinds() -> list[object]:
    """Every fault; those beside the twelve that everybody runs are for the campaign."""
    rest = [kind for kind in KINDS if kind not in (*CORE, "block")]
    return [*CORE, *(pytest.param(kind, marks=pytest.mark.campaign) for kind in rest)]


@contextmanager
def desk(*arguments: str) -> Iterator[Screen]:
    with Terminal([*PROGRAM, *arguments], 120, 40, env={"PYTHONPATH": SOURCES}) as terminal:
        screen = Screen(terminal)
        screen.sees("Building secured")
        yield screen
    assert terminal.exit_code == 0


@contextmanager
def palette(words: str) -> Iterator[Screen]:
    """Open Textual's own palette, which the plugin feeds, and type in it."""
    with desk("palette") as screen:
        screen.terminal.send(b"\x10")
        screen.sees("Search for commands")
        screen.terminal.send(words.encode())
        yield screen


def still_works(screen: Screen) -> None:
    """Type a line where lines are typed, and find it saved."""
    screen.terminal.send(b"\x15patrol gym secure\r")
    screen.sees("P-2026-0031 saved")
    screen.sees("gym secure")


@pytest.mark.parametrize("kind", kinds())
def test_a_panel_that_fails_leaves_the_desk_as_it_was(kind: str) -> None:
    with desk("panel", kind) as screen:
        if kind not in AT_ONCE:
            screen.settles()
            screen.terminal.send(b"z")
        off = kind == "app_timer"  # it goes on and on, so it is switched off
        screen.sees(f"Lamp {kind} is switched off" if off else f"Lamp {kind} stopped")
        still_works(screen)


@pytest.mark.parametrize("kind", kinds())
def test_a_screen_that_fails_leads_back_to_the_desk(kind: str) -> None:
    with desk("screen", kind) as screen:
        screen.terminal.send(b"\x07")
        if kind not in AT_ONCE:
            screen.until(lambda rows: "What happened?" not in "".join(rows), "the screen")
            screen.settles()
            screen.terminal.send(b"z")
        screen.sees("The desk goes on")
        screen.terminal.send(b"\x1b")
        screen.sees("What happened?")
        still_works(screen)


def test_a_choice_of_the_palette_that_fails_leaves_the_desk_as_it_was() -> None:
    with palette("light") as screen:
        screen.sees("light the lamp")
        screen.terminal.send(b"\r")
        screen.sees("the lamp is out")
        still_works(screen)


def test_a_palette_that_fails_to_find_leaves_the_desk_as_it_was() -> None:
    with palette("find") as screen:
        screen.settles()
        screen.terminal.send(b"\x1b")
        screen.until(lambda rows: not any("▔▔▔" in row for row in rows), "the desk")
        still_works(screen)


def test_a_plugin_that_holds_the_screen_is_named_and_no_key_is_lost() -> None:
    with desk("panel", "block") as screen:
        screen.sees("BlockPanel")
        time.sleep(1.2)
        screen.terminal.send(b"patrol gym secure\r")
        screen.sees("faulty holds the screen: 2 s. What you type is kept.")
        screen.sees("P-2026-0031 saved")


def test_a_fault_of_the_console_itself_ends_it_with_one_line(tmp_path: Path) -> None:
    program = [*PROGRAM, "own"]
    with Terminal(program, 120, 40, env={"PYTHONPATH": SOURCES}) as terminal:
        screen = Screen(terminal)
        screen.sees("Building secured")
        terminal.send(b"\x07")
        while terminal.pump(5):
            pass
    said = terminal.output.decode().rpartition("\x1b[?1006l")[2].split("\r\n")
    assert [line for line in said if line.strip()][:1] == [
        "error: sro-ops has a fault: ValueError: no more ink. Where it happened is "
        f"kept in {tmp_path / 'sro-ops-home' / 'state' / 'errors.log'}"
    ]
    assert terminal.exit_code == 1
