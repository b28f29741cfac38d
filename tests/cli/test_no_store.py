"""A start on a store that cannot be opened: a page says why, F9 works, and the exit code is 3."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from shells import SOURCES

from sro_ops.bench.paint import Terminal
from sro_ops.store import stamps

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")

F9, QUIT, ESCAPE = b"\x1b[20~", b"\x11", b"\x1b"


def environment(home: Path) -> dict[str, str]:
    return {"PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(home), "SRO_OPS_PIN": "4321"}


def sro_ops(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    import os

    return subprocess.run(
        [sys.executable, "-m", "sro_ops", *arguments], env={**os.environ, **environment(home)},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@pytest.fixture
def store(home: Path) -> Path:
    """A store that this desk has seen; return its file."""
    options = "--site OHS --name Oakfield --timezone America/Chicago --badge 7 --role owner"
    made = sro_ops(home, "init", *options.split(), "--operator", "Ana Reyes")
    assert made.returncode == 0, made.stderr
    assert sro_ops(home, "--as", "7", "log", "first").returncode == 0
    return home / "data" / "sro-ops.db"


def missing(store: Path) -> None:
    store.rename(store.with_name("elsewhere.db"))


def damaged(store: Path) -> None:
    store.write_bytes(b"no database at all " * 400)


def newer(store: Path) -> None:
    with sqlite3.connect(store) as link:
        link.execute("UPDATE core_version SET version_num = '9999'")


WRONG: list[tuple[Callable[[Path], None], str]] = [
    (missing, "The store of this desk is gone"),
    (damaged, "This file is no store"),
    (newer, "newer"),
]


def opened(home: Path) -> Terminal:
    return Terminal([sys.executable, "-m", "sro_ops"], 120, 30, env=environment(home))


@pytest.mark.parametrize(("spoil", "said"), WRONG, ids=["missing", "damaged", "newer"])
def test_a_page_says_why_and_f9_stamps_all_the_same(
    store: Path, home: Path, spoil: Callable[[Path], None], said: str
) -> None:
    spoil(store)
    with opened(home) as terminal:
        terminal.wait_for("The store cannot be opened", 60)
        terminal.wait_for(said, 60)
        terminal.wait_for("What to do")
        terminal.send(F9)
        terminal.wait_for("Call 911")
        terminal.send(b"3")
        terminal.wait_for("is it real, or a drill?")
        terminal.send(b"r")
        terminal.wait_for("LOCKDOWN")
        while not stamps.waiting():
            terminal.pump(0.1)
        terminal.send(ESCAPE)
        terminal.wait_for("real, since")
        terminal.send(QUIT)
        while terminal.pump(5):
            pass
    assert terminal.exit_code == 3
    assert b"error: " in terminal.output
    assert b"Traceback" not in terminal.output
    [kept] = stamps.waiting()
    assert (kept.call, kept.drill, kept.site) == ("Lockdown", False, "OHS")


def test_the_stamp_is_journaled_once_the_store_is_back(store: Path, home: Path) -> None:
    missing(store)
    stamps.stamp("OHS", "Hold", drill=True)
    with opened(home) as terminal:
        terminal.wait_for("The store cannot be opened", 60)
        store.with_name("elsewhere.db").rename(store)
        terminal.send(b"r")
        terminal.wait_for("Sign on", 60)
        terminal.send(b"7\r4321\r")
        terminal.wait_for("HOLD, drill, at the emergency card", 60)
    assert stamps.waiting() == []


def test_without_a_terminal_it_stays_one_line(store: Path, home: Path) -> None:
    missing(store)
    answer = sro_ops(home, "--as", "7", "log", "x")
    assert answer.returncode == 3
    assert answer.stderr.startswith("error: ")
    assert answer.stderr.count("\n") == 1
