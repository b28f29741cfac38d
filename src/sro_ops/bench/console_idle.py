"""The part of the benchmark `console` about an idle desk: what it takes while nobody touches it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from sro_ops.bench import ground
from sro_ops.bench.console_home import PANELS, environment, panels
from sro_ops.bench.measure import Result
from sro_ops.bench.paint import Terminal
from sro_ops.bench.screen import comes, quiet

SPEED = 16
MINUTES, SETTLED = 30, 5
"""Minutes by the desk's clock that are looked at, and after which its memory is first taken."""


def idle(minutes: float, quick: bool) -> list[Result]:
    """Look at the demo's desk with four panels, its other desks typing, and no key pressed.

    Args:
        minutes: real minutes, at the pace of the day; 0 for 30 by a clock at 16 times the speed.
        quick: two seconds only.
    """
    if not Path("/proc/self/stat").exists():
        return []
    speed = 1 if minutes else SPEED
    whole = (minutes or MINUTES) * 60 / speed
    first = min(SETTLED * 60 / speed, whole / 2)
    if quick:
        first, whole = 1.0, 2.0
    with ground.folder() as home:
        plugin = panels(home)
        argv = [sys.executable, "-m", "sro_ops", "demo", "--at", "10:20"]
        argv += ["--speed", str(speed), "--plugin", str(plugin)]
        with Terminal(argv, env=environment(home)) as terminal:
            comes(terminal, f"{PANELS[-1]} at ", timeout=120)
            quiet(terminal, 0.4)
            spent, grown, megabytes = _watched(terminal, first, whole)
    told = f"{whole / 60:.1f} minutes, the clock at {speed}x"
    return [
        Result("console", "an idle desk with 4 panels, share of a core", spent * 100, 2, unit="%",
               aside=told),
        Result("console", f"its memory at the end ÷ at minute {SETTLED}", grown, 1.05,
               aside=f"{megabytes:.0f} MB; {told}"),
    ]  # fmt: skip


def _watched(terminal: Terminal, first: float, whole: float) -> tuple[float, float, float]:
    """Return the share of a core, the growth from `first` to `whole` seconds, and the megabytes."""
    began, cpu = time.perf_counter(), _cpu(terminal.pid)
    _rest(terminal, began + first)
    early = _resident(terminal.pid)
    _rest(terminal, began + whole)
    late = _resident(terminal.pid)
    return (_cpu(terminal.pid) - cpu) / (time.perf_counter() - began), late / early, late


def _rest(terminal: Terminal, end: float) -> None:
    while (left := end - time.perf_counter()) > 0:
        if not terminal.pump(min(left, 1.0)):
            raise RuntimeError("the desk ended by itself")


def _cpu(pid: int) -> float:
    """Return the seconds of a core that a process has had."""
    words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    """Return the megabytes of memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
