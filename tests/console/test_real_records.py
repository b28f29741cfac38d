"""Lists and forms on a real store, in a real terminal: from a key to the journal."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from sro_ops.store.verify import verify

from .test_real_desk import lines, school, screen
from .test_terminal import Screen

__all__ = ["school", "screen"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="not here: no pseudo-terminals")


def test_a_record_is_listed_added_by_a_form_and_changed_with_a_reason(
    screen: Screen, school: Path
) -> None:
    screen.sees("told the custodian")
    screen.terminal.send(b"\x1bOR")  # F3
    screen.sees("Scan a checkpoint")
    screen.terminal.send(b"\x1b")
    screen.sees("esc desk")
    screen.settles()
    screen.terminal.send(b"r")
    screen.sees("n new")
    screen.settles()
    screen.terminal.send(b"n")
    screen.sees("New …")
    screen.terminal.send(b"door\r")
    screen.sees("leave, draft kept")
    screen.settles()
    for text, seen in (
        (b"propped with a rock", "rock"),
        (b"\t", "now, unless"),
        (b"-5m", ", "),
        (b"\t", "Until"),
        (b"\t", "a place's name"),
    ):
        screen.terminal.send(text)
        screen.sees(seen)
        screen.settles()
    screen.terminal.send(b"gym\x13")
    screen.sees("saved")
    kept = lines(school)[-1]
    assert (kept.type, kept.place, kept.summary) == ("patrol.door", "GYM", "propped with a rock")
    screen.sees("propped with a rock")
    screen.sees("D-2026-0005 saved")
    screen.settles()
    screen.terminal.send(b"e")
    screen.sees("Edit D-")
    screen.terminal.send(b", closed it\x13")
    screen.sees("1 field needs you  Why")
    screen.terminal.send(b"wrong word\x13")
    screen.until(lambda _: lines(school)[-1].verb == "amended", "the change")
    assert lines(school)[-1].summary == "propped with a rock, closed it"
    assert verify(school / "store.db").ok
