"""`sro-ops` in a terminal: four questions where there is no store, sign-on where there is one."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from shells import SOURCES

from sro_ops.bench.paint import Terminal
from sro_ops.store.store import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")

ANSWERS = (
    (b"Name of the school", b"Oakfield High"),
    (b"short code", b"ohs"),
    (b"Time zone", b"America/Chicago"),
    (b"Your name", b"Ana Reyes"),
    (b"Your badge", b"7"),
    (b"New PIN", b"4321"),
    (b"The same again", b"4321"),
)


class Talk:
    """What is said at a terminal, question by question."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.at = 0

    def hears(self, words: bytes) -> None:
        self.terminal.wait_for(words.decode(), timeout=60, since=self.at)
        self.at = self.terminal.output.find(words, self.at) + len(words)

    def says(self, question: bytes, answer: bytes) -> None:
        self.hears(question)
        self.hears(b": ")
        self.terminal.send(answer + b"\r")


@pytest.fixture
def console(home: Path) -> Callable[..., Terminal]:
    def opened(term: str = "xterm-256color") -> Terminal:
        env = {"PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(home), "TERM": term}
        return Terminal([sys.executable, "-m", "sro_ops"], 100, 30, env=env)

    return opened


def is_made(terminal: Terminal, home: Path) -> None:
    """The school is there, and nobody who stood at the terminal has read the PIN."""
    assert terminal.exit_code == 0
    assert b"4321" not in terminal.output
    store = Store(f"sqlite:///{home / 'data' / 'sro-ops.db'}")
    assert store.sites["OHS"].name == "Oakfield High"
    store.close()


def leaves(terminal: Terminal, key: bytes) -> None:
    """Press a key, and wait until it ends by itself."""
    terminal.send(key)
    while terminal.pump(5):
        pass


def left_nothing(terminal: Terminal, home: Path) -> None:
    assert terminal.exit_code == 130
    assert b"Traceback" not in terminal.output
    assert not os.path.exists(home / "data")


def test_where_there_is_no_screen_the_questions_come_line_by_line(
    console: Callable[..., Terminal], home: Path
) -> None:
    with console("dumb") as terminal:
        talk = Talk(terminal)
        talk.hears(b"There is no store yet")
        for number, (question, answer) in enumerate(ANSWERS):
            if number == 2:
                talk.says(question, b"America/Chicgo")
                talk.hears(b'error: no time zone "America/Chicgo"')
            talk.says(question, answer)
        talk.hears(b"hat happened?")
    is_made(terminal, home)
    with console() as terminal:
        talk = Talk(terminal)
        talk.hears(b"Sign on")
        terminal.send(b"7\r9999\r")
        talk.hears(b"badge and PIN do not match")
        terminal.send(b"4321\r")
        talk.hears(b"hat happened?")
    assert terminal.exit_code == 0


@pytest.mark.parametrize("key", [b"\x03", b"\x04"])
def test_who_leaves_the_questions_leaves_nothing(
    console: Callable[..., Terminal], home: Path, key: bytes
) -> None:
    with console("dumb") as terminal:
        talk = Talk(terminal)
        talk.says(*ANSWERS[0])
        talk.hears(b"short code")
        talk.hears(b": ")
        leaves(terminal, key)
    left_nothing(terminal, home)


ON_SCREEN = (
    (b"Its name, as it is printed", b"Oakfield High\r"),
    (b"2 to 8 capitals", b"ohs\r"),
    (b"Like America/Chicago", b"\x15America/Chicgo\r"),
    (b'no time zone "America/Chicgo"', b"\x15America/Chicago\r"),
    (b"You will be the owner", b"Ana Reyes\r"),
    (b"What you sign on with", b"7\r"),
    (b"At least four characters", b"12\r"),
    (b"a PIN has at least 4 characters", b"\x154321\r"),
    (b"The same PIN", b"4322\r"),
    (b"The two PINs differ", b"\x154321\r"),
)


def test_four_questions_on_the_screen_make_a_store_and_open_the_desk(
    console: Callable[..., Terminal], home: Path
) -> None:
    with console() as terminal:
        talk = Talk(terminal)
        for heard, typed in ON_SCREEN:
            talk.hears(heard)
            terminal.send(typed)
        talk.hears(b"hat happened?")
    is_made(terminal, home)


@pytest.mark.parametrize("key", [b"\x11", b"\x03"], ids=["^q", "^c"])
def test_who_leaves_the_screen_leaves_nothing(
    console: Callable[..., Terminal], home: Path, key: bytes
) -> None:
    with console() as terminal:
        talk = Talk(terminal)
        talk.hears(b"Its name, as it is printed")
        terminal.send(b"Oakfield\r")
        talk.hears(b"2 to 8 capitals")
        leaves(terminal, key)
    left_nothing(terminal, home)


def test_the_demo_is_one_key_away(console: Callable[..., Terminal], home: Path) -> None:
    with console() as terminal:
        talk = Talk(terminal)
        talk.hears(b"Its name, as it is printed")
        terminal.send(b"\x1b[12~")
        talk.hears(b"A school year at Oakfield High")
        talk.hears(b"hat happened?")
    assert not os.path.exists(home / "data")
