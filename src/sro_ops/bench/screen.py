"""What a terminal was told to show, as text, and how long after a key it came."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from statistics import median

from sro_ops.bench.paint import Terminal

_WARM = 3
_INK = re.compile(rb"\x1b\[[0-9;:]*m")
_OTHER = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(\x07|\x1b\\)|[@-Z\\^_])")


def shown(output: bytes) -> str:
    """Return the text in what a program printed: inks left out, each move of the cursor a break."""
    return _OTHER.sub(b"\n", _INK.sub(b"", output)).decode("utf-8", "replace")


Sign = str | Callable[[str], object]
"""A pattern that a text should match, or a function that says whether it is the right one."""


def comes(terminal: Terminal, sign: Sign, since: int = 0, timeout: float = 20.0) -> float:
    """Wait until what was printed from `since` on is right; return when, by `perf_counter`.

    Raises:
        TimeoutError: it did not come in time, or the program ended without it.
    """
    right = re.compile(sign).search if isinstance(sign, str) else sign
    end = time.perf_counter() + timeout
    while not right(shown(bytes(terminal.output[since:]))):
        left = end - time.perf_counter()
        if left <= 0 or not terminal.pump(left):
            raise TimeoutError(f"{terminal.argv[0]}: no {sign!r} within {timeout:g} s")
    return time.perf_counter()


def press(terminal: Terminal, keys: bytes, sign: Sign, timeout: float = 20.0) -> float:
    """Press keys; return the seconds until a paint that is right."""
    quiet(terminal)
    since, pressed = len(terminal.output), time.perf_counter()
    terminal.send(keys)
    return comes(terminal, sign, since, timeout) - pressed


def quiet(terminal: Terminal, seconds: float = 0.02) -> None:
    """Take in what is still coming, until nothing has come for so long; at most half a second."""
    end = time.perf_counter() + 0.5
    while time.perf_counter() < end:
        before = len(terminal.output)
        terminal.pump(seconds)
        if len(terminal.output) == before:
            return


def in_turn(
    ours: Callable[[int], float], bare: Callable[[int], float], rounds: int, gap: float
) -> tuple[float, float]:
    """Return the median seconds of two that act in turn, after three rounds that do not count.

    Args:
        ours: does something for the nth time and returns the seconds that it took.
        bare: the same of the other side.
        rounds: that count.
        gap: seconds of rest before each.
    """
    spent: tuple[list[float], list[float]] = ([], [])
    for nth in range(rounds + _WARM):
        for act, times in zip((ours, bare), spent, strict=True):
            time.sleep(gap)
            times.append(act(nth))
    return median(spent[0][_WARM:]), median(spent[1][_WARM:])
