"""The benchmark `console`: what hands at the desk wait for, measured at a real pseudo-terminal.

Every figure is held against the least that Textual, or the store, needs for the same thing, the two
in turn; but for the idle desk, whose bars are a share of a core and its own memory.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sro_ops.bench import console_list, ground
from sro_ops.bench.bare import HELLO, INPUT, program
from sro_ops.bench.console_home import PANELS, PLACES, Alone, desk, environment, line
from sro_ops.bench.console_idle import idle
from sro_ops.bench.desk_paint import SKELETON, alternately, seconds_to
from sro_ops.bench.measure import Result, millis
from sro_ops.bench.paint import Terminal, first_paint
from sro_ops.bench.screen import comes, in_turn, press, quiet
from sro_ops.errors import Refused

_LINES = 100_000
_LETTERS = " room 4321 propped, closed it"
_RESTING = 0.25
"""Seconds between letters: as one who types without haste, so that each finds a desk at rest."""


def console_bench(scale: int, quick: bool, minutes: float = 0) -> list[Result]:
    """Hold the console's paints against bare ones, and look at it while nobody does anything.

    Args:
        scale: lines of the long list.
        quick: a few rounds only.
        minutes: real minutes to look at the idle desk; 0 for 30 by a clock at 16 times the speed.
    """
    if sys.platform == "win32":
        raise Refused("there is no pseudo-terminal here", "bench console")
    lines = min(scale, _LINES)
    with ground.folder() as home:
        results = _first_paint(home, lines, 1 if quick else 9)
    with ground.folder() as home:
        results += _typing(home, lines, 2 if quick else 45)
    results += console_list.lists(scale, 2 if quick else 25)
    return results + idle(minutes, quick)


def _first_paint(home: Path, lines: int, rounds: int) -> list[Result]:
    argv, env = desk(home, lines, with_panels=True), environment(home)
    row, last = ground.values(lines - 1)["text"].split()[-1], f"{PANELS[-1]} at "
    hello, ours = alternately(
        lambda: first_paint(program(HELLO), ["hello"], env=env),
        lambda: first_paint(argv, [SKELETON, row, last], env=env),
        rounds,
    )
    plain = seconds_to(hello, "hello")
    what = f"the Desk with 4 panels on {lines:,} lines ÷ Textual hello"
    return [
        ratio(f"{what}, {name} (time)", seconds_to(ours, marker), plain, bar)
        for name, marker, bar in (
            ("skeleton", SKELETON, 1.4), ("rows", row, 1.6), ("all panels live", last, 3.5),
        )
    ]  # fmt: skip


def _typing(home: Path, lines: int, rounds: int) -> list[Result]:
    argv, env = desk(home, lines, PLACES), environment(home)
    with started(argv, env) as ours, Terminal(program(INPUT), env=env) as bare:
        comes(bare, "eady")
        letter, theirs = in_turn(
            lambda nth: _letter(ours, nth), lambda nth: _letter(bare, nth), rounds, _RESTING
        )
        ours.send(b"\x15")
        alone = Alone(home / "alone.db", lines)
        saved, kept = in_turn(lambda nth: _saved(ours, nth), alone.keep, rounds, _RESTING)
        alone.close()
    return [
        ratio(f"a letter, with completion among {PLACES:,} places ÷ a bare Input (time)",
              letter, theirs, 2),
        ratio("Enter to \"saved\" on the screen ÷ the store's own time (time)", saved, kept, 3),
    ]  # fmt: skip


@contextmanager
def started(argv: list[str], env: dict[str, str]) -> Iterator[Terminal]:
    """Start a desk and wait until it is loaded and at rest."""
    with Terminal(argv, env=env) as terminal:
        comes(terminal, SKELETON.replace("?", r"\?"))
        comes(terminal, "Nothing due")
        quiet(terminal, 0.4)
        yield terminal


def _letter(terminal: Terminal, nth: int) -> float:
    """Type the next letter of a line; a new line where the last one is at its end."""
    at = nth % len(_LETTERS)
    if at == 0:
        terminal.send(b"\x15")
        quiet(terminal, _RESTING)
        press(terminal, b"door", "door")
        quiet(terminal, _RESTING)
    return press(terminal, _LETTERS[at].encode(), "door" + _LETTERS[: at + 1])


def _saved(terminal: Terminal, nth: int) -> float:
    """Type a line of its own, and return the seconds from Enter to what says that it is kept."""
    press(terminal, line(nth).encode(), line(nth))
    quiet(terminal, _RESTING)
    return press(terminal, b"\r", r"✓ N-\d+-\d+ saved")


def ratio(what: str, ours: float, theirs: float, bar: float) -> Result:
    """Return the figure of two times."""
    return Result("console", what, ours / theirs, bar, aside=f"{millis(ours)} and {millis(theirs)}")
