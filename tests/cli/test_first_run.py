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
def console(home: Path) -> Callable[[], Terminal]:
    def opened() -> Terminal:
        env = {"PYTHONPATH": SOURCES, "SRO_OPS_HOME": str(home)}
        return Terminal([sys.executable, "-m", "sro_ops"], 100, 30, env=env)

    return opened


def test_the_first_run_asks_four_questions_and_opens_the_desk_and_the_next_asks_the_pin(
    console: Callable[[], Terminal], home: Path
) -> None:
    with console() as terminal:
        talk = Talk(terminal)
        talk.hears(b"There is no store yet")
        for number, (question, answer) in enumerate(ANSWERS):
            if number == 2:
                talk.says(question, b"America/Chicgo")
                talk.hears(b'error: no time zone "America/Chicgo"')
            talk.says(question, answer)
        talk.hears(b"hat happened?")
    assert terminal.exit_code == 0
    assert b"4321" not in terminal.output
    store = Store(f"sqlite:///{home / 'data' / 'sro-ops.db'}")
    assert store.sites["OHS"].name == "Oakfield High"
    store.close()
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
    console: Callable[[], Terminal], home: Path, key: bytes
) -> None:
    with console() as terminal:
        talk = Talk(terminal)
        talk.says(*ANSWERS[0])
        talk.hears(b"short code")
        talk.hears(b": ")
        terminal.send(key)
        while terminal.pump(5):
            pass
    assert terminal.exit_code == 130
    assert b"Traceback" not in terminal.output
    assert not os.path.exists(home / "data")
