"""The benchmark `desks`: eight processes that write into one store at the same time."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sro_ops.bench import ground
from sro_ops.bench.measure import Result, millis, quantile
from sro_ops.errors import Refused

_DESKS = 8
_SLOWEST = 0.999


@dataclass(frozen=True, slots=True)
class Round:
    """What a number of desks did in one round: the seconds of each write, for each desk."""

    seconds: float
    spent: list[list[float]]

    @property
    def rate(self) -> float:
        """Writes a second, of all desks together."""
        return sum(map(len, self.spent)) / self.seconds

    @property
    def spread(self) -> float:
        """How many times as much the busiest desk wrote as the least busy one."""
        return max(map(len, self.spent)) / max(1, min(map(len, self.spent)))


def desks_bench(scale: int, quick: bool) -> list[Result]:
    """Hold eight desks against one, and their slowest writes against one writer by hand."""
    rounds, seconds, desks = (1, 0.3, 2) if quick else (5, 3.0, _DESKS)
    alone, together, by_hand = [], [], []
    with ground.folder() as place:
        path = place / "ours.db"
        ground.fresh_store(path).close()
        for nth in range(rounds):
            by_hand.append(_round("hand", place / f"hand-{nth}.db", 1, seconds))
            alone.append(_round("session", path, 1, seconds))
            together.append(_round("session", path, desks, seconds))
    one, many = median(r.rate for r in alone), median(r.rate for r in together)
    ours, theirs = _slowest(together), _slowest(by_hand)
    spread = median(r.spread for r in together)
    return [
        Result("desks", f"{desks} writing, all together ÷ 1 (rate)", many / one, 0.8, True,
               aside=f"{many:.0f} and {one:.0f} records a second"),
        Result("desks", f"p99.9 of {desks} writing ÷ of one by hand (time)", ours / theirs, 12,
               aside=f"{millis(ours)} and {millis(theirs)}"),
        Result("desks", "the most that a desk wrote ÷ the least", spread, 2,
               aside=f"median write {millis(median(_all(together)))}, no error"),
    ]  # fmt: skip


def _round(kind: str, path: Path, desks: int, seconds: float) -> Round:
    running = [_start(kind, path, seconds) for _ in range(desks)]
    try:
        for process in running:
            if _line(process) != "ready":
                raise _failed(process)
        for process in running:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        spent = [_answer(process) for process in running]
    finally:
        for process in running:
            process.kill()
            process.communicate()
    return Round(seconds, spent)


def _start(kind: str, path: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "sro_ops.bench.desk_worker", kind, str(path), str(seconds)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _answer(process: subprocess.Popen[str]) -> list[float]:
    told = _line(process)
    if not told:
        raise _failed(process)
    spent: list[float] = json.loads(told)
    return spent


def _failed(process: subprocess.Popen[str]) -> Refused:
    said = process.communicate()[1].strip().splitlines()
    return Refused(f"a desk failed: {said[-1] if said else 'no word'}", "bench desks")


def _all(rounds: list[Round]) -> list[float]:
    return [second for one in rounds for spent in one.spent for second in spent]


def _slowest(rounds: list[Round]) -> float:
    return quantile(_all(rounds), _SLOWEST)
