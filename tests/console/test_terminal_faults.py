"""What a terminal does to the console: signals, closed windows, resizing, pasting, tmux."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sro_ops.bench.paint import Terminal
from sro_ops.store.verify import verify

from .test_real_desk import COMMAND, environment, lines, school
from .test_terminal import DESK, SOURCES, Screen, desk

__all__ = ["school"]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")
RESTORED = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l")
"""The screen that was there before, the cursor, no bracketed paste, no mouse."""
LIMIT = 30.0


def ended(terminal: Terminal) -> bool:
    """Wait until the program has ended by itself."""
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        if os.waitid(os.P_PID, terminal.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
            return True
        terminal.pump(0.1)
    return False


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_a_signal_ends_it_with_the_terminal_given_back(number: signal.Signals, code: int) -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"patrol gym secure\r")
        screen.sees("P-2026-0031 saved")
        os.kill(terminal.pid, number)
        assert ended(terminal)
        terminal.pump(0.2)
    assert terminal.exit_code == code
    assert all(bytes_ in terminal.output for bytes_ in RESTORED)


def test_ctrl_c_neither_ends_it_nor_loses_the_line() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"half a line\x03")
        screen.sees("^q quits")
        screen.sees("› half a line")
    assert terminal.exit_code == 0


@pytest.mark.parametrize("ignored", [False, True], ids=["heard", "ignored"])
def test_a_closed_window_ends_it_and_what_was_saved_is_there(school: Path, ignored: bool) -> None:
    command = ["sh", "-c", 'trap "" HUP; exec "$@"', "sh", *COMMAND] if ignored else COMMAND
    terminal = Terminal(command, 120, 40, env=environment(school))
    terminal.__enter__()
    screen = Screen(terminal)
    screen.sees("What happened?")
    terminal.send(b"patrol gym secure, lights off\r")
    screen.sees("P-2026-0026 saved")
    terminal.send(b"half a li")
    screen.sees("half a li")
    os.close(terminal.fd)
    end = time.monotonic() + LIMIT
    while not (gone := os.waitpid(terminal.pid, os.WNOHANG)[0]) and time.monotonic() < end:
        time.sleep(0.1)
    if not gone:
        os.kill(terminal.pid, signal.SIGKILL)
        os.waitpid(terminal.pid, 0)
    assert gone, "it went on without a terminal"
    assert lines(school)[-1].summary == "secure, lights off"
    assert verify(school / "store.db").ok


def test_a_terminal_that_does_not_read_holds_nothing_up(school: Path) -> None:
    with Terminal(COMMAND, 120, 40, env=environment(school)) as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        screen.sees("told the custodian")
        for number in range(12):  # nobody reads: the pseudo-terminal's buffer fills up
            terminal.send(f"patrol gym round {number}, {'all quiet ' * 8}\r".encode())
            time.sleep(0.05)
        end = time.monotonic() + LIMIT
        while "round 11" not in lines(school)[-1].summary and time.monotonic() < end:
            time.sleep(0.2)
        assert "round 11" in lines(school)[-1].summary
        screen.sees("round 11")


def test_resized_in_a_dialog_and_back_the_question_still_stands() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.send(b"\x1b")
        screen.sees("x cross out")
        terminal.send(b"x")
        screen.sees("Cross out P-2026-0030?")
        terminal.send(b"entered")
        for columns, rows in ((20, 5), (1, 1), (120, 40)):
            terminal.resize(columns, rows)
            os.kill(terminal.pid, signal.SIGWINCH)
            terminal.pump(0.3)
        terminal.send(b" twice\r")
        screen.sees("crossed out")
    assert terminal.exit_code == 0


def test_typed_at_20_by_5_it_is_seen_and_saved() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        terminal.resize(20, 5)
        os.kill(terminal.pid, signal.SIGWINCH)
        terminal.pump(0.5)
        small = Screen(terminal)
        small.resize(20, 5)
        terminal.send(b"patrol gym secure\r")
        small.sees("saved")
    assert terminal.exit_code == 0


def test_a_paste_of_a_megabyte_is_taken_and_keys_go_on() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        paste = b"\x1b[200~" + b"all quiet on the west side " * 38_000 + b"\x1b[201~"
        sent = 0
        os.set_blocking(terminal.fd, False)
        end = time.monotonic() + 60
        while sent < len(paste) and time.monotonic() < end:
            try:
                sent += os.write(terminal.fd, paste[sent : sent + 4096])
            except BlockingIOError:
                terminal.pump(0.01)
        os.set_blocking(terminal.fd, True)
        assert sent == len(paste)
        terminal.send(b"\x15patrol gym secure\r")
        end = time.monotonic() + 60
        while not any("P-2026-0031 saved" in row for row in screen.rows()):
            assert time.monotonic() < end
            terminal.pump(0.1)


def test_a_store_that_answers_after_five_seconds_loses_no_line() -> None:
    with desk("30", "--late", "5") as terminal:
        screen = Screen(terminal)
        screen.sees("Building secured")
        terminal.send(b"first line\rsecond line\rthird")
        screen.sees("› third")
        end = time.monotonic() + LIMIT
        while not any("N-2026-0032 saved" in row for row in screen.rows()):
            assert time.monotonic() < end
            terminal.pump(0.1)
        rows = screen.until(lambda rows: "second line" in rows[-4], "the second line")
        assert "› third" in rows[-3]
        assert "first line" in rows[-5]


@pytest.mark.parametrize(
    ("arriving", "seconds"),
    [(1_000, 6), pytest.param(10_000, 60, marks=pytest.mark.campaign)],
)
def test_while_lines_pour_in_no_key_is_lost_and_the_entry_line_stays(
    tmp_path: Path, arriving: int, seconds: int
) -> None:
    kept = tmp_path / "kept.txt"
    flood = ["30", "--flood", str(arriving), str(seconds), "--kept", str(kept)]
    wanted: list[str] = []
    with desk(*flood, size=(60, 12)) as terminal:  # small: the emulator here is the slowest part
        screen = Screen(terminal)
        screen.sees("What happened?")
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            wanted.append(f"gym round {len(wanted)} all quiet")
            for letter in wanted[-1]:
                terminal.send(letter.encode())
                terminal.pump(0.02)
            rows = screen.until(lambda rows: wanted[-1] in rows[-3], wanted[-1])
            assert rows[-3].startswith("▌› ")
            terminal.send(b"\r")
        screen.sees("this one")
        screen.until(lambda rows: rows[-3].startswith("▌› What happened?"), "the saved line")
        screen.until(lambda rows: "round" not in rows[-2] or "saved" in rows[-2], "the answer")
    assert kept.read_text("utf-8").splitlines() == wanted
    assert wanted


def test_stopped_made_small_and_large_and_going_on_it_paints_every_row_and_takes_keys() -> None:
    with desk() as terminal:
        screen = Screen(terminal)
        screen.sees("What happened?")
        screen.settles()
        screen.sees("Today's log")
        os.kill(terminal.pid, signal.SIGSTOP)  # busy: it hears of both sizes at once, too late
        for columns, rows in ((60, 12), (120, 40)):
            terminal.resize(columns, rows)
            screen.resize(columns, rows)
        assert "Today's log" not in "\n".join(screen.rows()), "the terminal has kept every row"
        os.kill(terminal.pid, signal.SIGCONT)
        screen.sees("Today's log")
        terminal.send(b"patrol gym secure, lights off\r")
        screen.sees("P-2026-0031 saved")
        screen.sees("secure, lights off")
    assert terminal.exit_code == 0


@pytest.mark.peer("tmux")
def test_a_session_in_tmux_is_left_and_come_back_to(tmp_path: Path) -> None:
    tmux = ["tmux", "-S", str(tmp_path / "tmux"), "-f", "/dev/null"]
    env = {**os.environ, "PYTHONPATH": SOURCES, "TERM": "xterm-256color"}
    start = [*tmux, "new-session", "-d", "-x", "100", "-y", "30", *DESK]
    subprocess.run(start, env=env, check=True)

    def shown() -> str:
        made = subprocess.run(
            [*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=False
        )
        return made.stdout

    def sees(words: str) -> None:
        end = time.monotonic() + LIMIT
        while words not in shown():
            assert time.monotonic() < end, shown()
            time.sleep(0.1)

    try:
        sees("What happened?")
        subprocess.run([*tmux, "send-keys", "-l", "patrol gym sec"], check=True)
        sees("patrol gym sec")
        subprocess.run([*tmux, "resize-window", "-x", "60", "-y", "12"], check=True)
        subprocess.run([*tmux, "send-keys", "-l", "ure"], check=True)
        subprocess.run([*tmux, "send-keys", "Enter"], check=True)
        sees("saved 10:42:03")
        subprocess.run([*tmux, "resize-window", "-x", "100", "-y", "30"], check=True)
        sees("Today's log")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
