"""The benchmark `paint`: how soon the Desk stands on a large journal, and whether keys wait.

The Desk runs as a person starts it, in a pseudo-terminal of 120 by 40, on a copy of the store, its
operator signed on by the system's user; in turn with it, the smallest program that Textual makes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from statistics import median

from sro_ops.bench import ground
from sro_ops.bench.bare import HELLO, program
from sro_ops.bench.console_home import desk, environment
from sro_ops.bench.measure import Result, millis
from sro_ops.bench.paint import Painted, first_paint, key_stall
from sro_ops.errors import Refused

_LINES = 100_000
_LOADING = 3.0
"""Seconds to type for: longer than loading takes."""

SKELETON = "hat happened?"
"""The entry line at rest, but for the letter under its cursor."""


def paint_bench(scale: int, quick: bool) -> list[Result]:
    """Hold the Desk's first paint against a Textual hello; its key stalls and its memory."""
    if sys.platform == "win32":
        raise Refused("there is no pseudo-terminal here", "bench paint")
    rounds, typings, seconds = (1, 1, 0.5) if quick else (15, 5, _LOADING)
    lines = min(scale, _LINES)
    row = ground.values(lines - 1)["text"].split()[-1]
    with ground.folder() as home:
        argv, env = desk(home, lines), environment(home)
        hello, ours = alternately(
            lambda: first_paint(program(HELLO), ["hello"], env=env),
            lambda: first_paint(argv, [SKELETON, row], env=env),
            rounds,
        )
        typed = [key_stall(argv, SKELETON, seconds, env=env) for _ in range(typings)]
    plain = seconds_to(hello, "hello")
    stall, peak = median(one.stall for one in typed), max(one.peak_mb for one in typed)
    what = f"the Desk on {lines:,} lines ÷ Textual hello"
    return [
        _against(f"{what}, skeleton (time)", seconds_to(ours, SKELETON), plain, 1.4),
        _against(f"{what}, rows (time)", seconds_to(ours, row), plain, 1.6),
        Result("paint", "longest key stall while the rest loads", stall * 1000, 100, unit="ms",
               aside=f"median of {len(typed)} runs, {sum(one.keys for one in typed)} keys"),
        Result("paint", "peak memory of the Desk", peak, 75, unit="MB", aside="loaded, typing"),
    ]  # fmt: skip


def alternately(
    one: Callable[[], Painted], other: Callable[[], Painted], rounds: int
) -> tuple[list[Painted], list[Painted]]:
    """Run both in turn, A B A B, after a round that does not count."""
    done = [(one(), other()) for _ in range(rounds + 1)][1:]
    return [pair[0] for pair in done], [pair[1] for pair in done]


def seconds_to(runs: list[Painted], marker: str) -> float:
    """Return the median seconds to a marker."""
    return median(run.seconds[marker] for run in runs)


def _against(what: str, ours: float, theirs: float, bar: float) -> Result:
    return Result("paint", what, ours / theirs, bar, aside=f"{millis(ours)} and {millis(theirs)}")
