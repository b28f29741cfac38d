"""The console in a real pseudo-terminal: bytes in, a screen out."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyte
import pytest

from sro_ops.bench.paint import Terminal, first_paint, key_stall

HERE = Path(__file__).parent
DESK = [sys.executable, str(HERE / "process.py")]
SOURCES = os.pathsep.join(sys.path)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")


class Screen:
    """What a person at the terminal sees."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.screen = pyte.Screen(*terminal.size)
        self.stream = pyte.ByteStream(self.screen)
        self._fed = 0
        self._rows: list[str] = []

    def rows(self) -> list[str]:
        data = bytes(self.terminal.output[self._fed :])
        if data or not self._rows:  # to feed and to read the emulator is what costs
            self._fed += len(data)
            self.stream.feed(data)
            self._rows = [row.rstrip() for row in self.screen.display]
        return self._rows

    def resize(self, columns: int, rows: int) -> None:
        """Give what is seen another size: rows that do not fit are lost."""
        self.screen.resize(rows, columns)
        self._rows = []

    def until(self, holds: Callable[[list[str]], object], what: str = "it") -> list[str]:
        end = time.monotonic() + 20
        while not holds(rows := self.rows()):
            assert time.monotonic() < end, f"{what} never came:\n" + "\n".join(rows)
            self.terminal.pump(0.05)
        return rows

    def settles(self, quiet: float = 0.6) -> None:
        """Wait until nothing has been painted for so many seconds: what was opened has the keys."""
        end, painted = time.monotonic() + 20, -1
        while painted != len(self.terminal.output) and time.monotonic() < end:
            painted = len(self.terminal.output)
            self.terminal.pump(quiet)

    def sees(self, words: str) -> list[str]:
        return self.until(lambda rows: any(words in row for row in rows), repr(words))


def desk(*arguments: str, size: tuple[int, int] = (120, 40), **env: str) -> Terminal:
    return Terminal([*DESK, *arguments], *size, env={"PYTHONPATH": SOURCES, **env})


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
def test_a_line_typed_at_a_terminal_is_seen_saved(size: tuple[int, int]) -> None:
    with desk(size=size) as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"patrol gym secure\r")
        screen.sees("P-2026-0031 saved 10:42:03")
        rows = screen.until(lambda rows: "gym secure" in rows[-4], "the new row")
        assert rows[-3].endswith("What happened?  like patrol gym secure")
    assert terminal.exit_code == 0


def test_keys_keep_their_order_however_fast_they_come() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"first\rsecond\rthi\x7f\x7f\x15third\rhalf")
        rows = screen.until(
            lambda rows: "› half" in rows[-3] and "third" in rows[-4], "the third line"
        )
        assert "first" in rows[-6]
        assert "second" in rows[-5]


def test_keys_typed_before_the_first_paint_and_during_loading_are_kept() -> None:
    with desk("30", "--slow", "1") as terminal:
        terminal.send(b"typed at the very start\r")
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"typed while it loads")
        screen.sees("saved 10:42:03")
        rows = screen.sees("› typed while it loads")
        assert "typed at the very start" in rows[-4]


def test_without_colours_words_and_signs_carry_everything() -> None:
    with desk(NO_COLOR="1") as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"\x1b[A\x1b")
        rows = screen.sees("x cross out")
        assert any("◌ station" in row for row in rows)
        assert any(row.startswith("▌") for row in rows)


def test_a_window_that_is_dragged_small_and_back_shows_the_desk_again() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"half")
        screen.sees("› half")
        terminal.resize(20, 5)
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.pump(0.3)
        terminal.resize(120, 40)
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.send(b" a line\r")
        screen.sees("saved 10:42:03")
        screen.until(lambda rows: "half a line" in rows[-4], "the new row")


def test_the_terminal_is_given_back_when_it_is_quit() -> None:
    with desk() as terminal:
        Screen(terminal).sees("What happened?")
    assert terminal.exit_code == 0
    assert b"\x1b[?1049l" in terminal.output
    assert b"\x1b[?25h" in terminal.output


def test_paint_and_key_stall_are_measured_on_the_real_thing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PYTHONPATH", SOURCES)
    painted = first_paint([*DESK, "100"], ["hat happened?", "Mirror"])
    assert 0 < painted.seconds["hat happened?"] <= painted.seconds["Mirror"]
    assert painted.peak_mb > 10
    typed = key_stall([*DESK, "100", "--heavy"], "hat happened?", seconds=0.5)
    assert typed.keys > 0
    assert typed.stall > 0


def test_nothing_heavy_is_imported_before_the_first_paint() -> None:
    heavy = "sqlalchemy pydantic pluggy alembic click psycopg argon2 textual.widgets._data_table"
    also = "textual.widgets._text_area textual.widgets._markdown textual.widgets._footer"
    code = (
        "import sys, sro_ops.console.app;"
        f"print([name for name in '{heavy} {also}'.split() if name in sys.modules])"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": SOURCES},
    )
    assert found.stdout.strip() == "[]"
