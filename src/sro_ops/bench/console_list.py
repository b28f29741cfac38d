"""The part of the benchmark `console` about long lists: first row, cursor, and a jump far away."""

from __future__ import annotations

import re
import time
from statistics import median

from sro_ops.bench import ground
from sro_ops.bench.bare import LIST, program
from sro_ops.bench.console_home import desk, environment
from sro_ops.bench.measure import Result
from sro_ops.bench.paint import Terminal
from sro_ops.bench.screen import comes, in_turn, press, quiet, shown

SHORT = 1_000
"""Lines of the list that a long one is held against."""

FRAME = 1000 / 60
"""Milliseconds of a frame."""

_DATE = r" +\d\d [A-Z]"
_MARKS = re.compile("[\n ]… {9}")
_GRAB, _DRAG, _DROP = b"\x1b[<0;72;5M", b"\x1b[<32;72;22M", b"\x1b[<0;72;22m"
"""The mouse on the scroll bar of a list at 120 by 40: at its head, to its middle, let go."""


def lists(lines: int, rounds: int) -> list[Result]:
    """Hold a list of `lines` records against a short one and against a bare one."""
    from sro_ops.bench.console import ratio, started

    with ground.folder() as far, ground.folder() as near:
        long_desk, short_desk = desk(far, lines), desk(near, SHORT)
        with (
            started(long_desk, environment(far)) as long,
            started(short_desk, environment(near)) as short,
            Terminal(program(LIST), env=environment(near)) as bare,
        ):
            comes(bare, "row 20 ")
            _open(long, lines)
            _open(short, SHORT)
            turned = in_turn(
                lambda nth: _turn(long, lines, nth),
                lambda nth: _turn(short, SHORT, nth),
                rounds, 0.3,
            )  # fmt: skip
            down = in_turn(
                lambda nth: _down(long, lines, nth), lambda nth: _bare_down(bare, nth), rounds, 0.05
            )
            jumps = [_jump(long, lines) for _ in range(rounds)][1:]
    marks, rows = (median(one[at] for one in jumps) * 1000 for at in (0, 1))
    return [
        ratio(f"a list of {lines:,}, first row ÷ a list of {SHORT:,} (time)", *turned, 1.2),
        ratio(f"a key in a list of {lines:,} to its paint ÷ a bare list (time)", *down, 2),
        Result("console", f"a jump to the middle of {lines:,}: rows", rows, 50, unit="ms",
               aside=f"median of {len(jumps)} drags of the scroll bar"),
        Result("console", "a jump to the middle: placeholders", marks, 2 * FRAME, unit="ms",
               aside="the frame in which it is asked for, and the next"),
    ]  # fmt: skip


def _open(terminal: Terminal, lines: int) -> None:
    """Open the list of notes, newest first."""
    press(terminal, b"\x1b[21~", "More")
    press(terminal, b"notes", "notes")
    press(terminal, b"\r", f"N-\\d+-{lines:04d}{_DATE}")
    quiet(terminal, 0.4)


def _turn(terminal: Terminal, lines: int, nth: int) -> float:
    """Read the list anew, the other way around; after an odd number of times the oldest is first.

    Turned back it is read as it was; each end counts as often as the other.
    """
    first = lines if nth % 2 else 1
    return press(terminal, b"s", f"N-\\d+-{first:04d}{_DATE}")


def _down(terminal: Terminal, lines: int, nth: int) -> float:
    """Put the cursor on the next row, from the first one."""
    if nth == 0:
        press(terminal, b"s" if _oldest_first(terminal) else b"\x1b[H", f"N-\\d+-{lines:04d}")
        quiet(terminal, 0.4)
    return press(terminal, b"\x1b[B", f"N-\\d+-{lines - nth - 1:04d}{_DATE}")


def _oldest_first(terminal: Terminal) -> bool:
    heads = re.findall("When (↓|↑)", shown(bytes(terminal.output)))
    return bool(heads) and heads[-1] == "↑"


def _bare_down(terminal: Terminal, nth: int) -> float:
    return press(terminal, b"\x1b[B", f"row {nth + 1} ")


def _jump(terminal: Terminal, lines: int) -> tuple[float, float]:
    """Drag the scroll bar to the middle; return the seconds to placeholders and to rows."""
    press(terminal, b"\x1b[H", f"N-\\d+-{lines:04d}{_DATE}")
    quiet(terminal, 0.3)
    terminal.send(_GRAB)
    quiet(terminal, 0.1)
    since, dragged = len(terminal.output), time.perf_counter()
    terminal.send(_DRAG)
    marked = comes(terminal, lambda text: _MARKS.search(text) or _middle(text, lines), since)
    came = comes(terminal, lambda text: _middle(text, lines), since)
    terminal.send(_DROP)
    quiet(terminal, 0.2)
    return marked - dragged, came - dragged


def _middle(text: str, lines: int) -> bool:
    """Say whether rows from the middle of the list are there."""
    found = re.findall(rf"N-\d+-(\d+){_DATE}", text)
    return any(lines * 0.2 < int(number) < lines * 0.8 for number in found)
