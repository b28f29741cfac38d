"""How a ratio is measured: both sides in turn, A B A B, and the medians of many rounds."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Act = Callable[[int], object]
"""What is timed; it is given the number of the round."""


@dataclass(frozen=True, slots=True)
class Result:
    """One measured figure and its bar.

    Attributes:
        name: the benchmark that it belongs to.
        what: what was held against what.
        measured: the ratio, or the absolute value where the bar is one.
        bar: what it should reach; None for a figure that only explains another.
        at_least: whether the bar is the least that it should be, else it is the most.
        unit: of `measured`; empty for a ratio.
        aside: absolute times, for orientation only.
    """

    name: str
    what: str
    measured: float
    bar: float | None
    at_least: bool = False
    unit: str = ""
    aside: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the bar was reached; None where there is none."""
        if self.bar is None:
            return None
        return self.measured >= self.bar if self.at_least else self.measured <= self.bar

    def as_json(self) -> dict[str, object]:
        """Return the figure as it stands in the answer of ``--json``."""
        return {
            "name": self.name,
            "what": self.what,
            "measured": round(self.measured, 3),
            "bar": self.bar,
            "bar_is": "at_least" if self.at_least else "at_most",
            "unit": self.unit,
            "met": self.met,
            "aside": self.aside,
        }


@dataclass(frozen=True, slots=True)
class Pair:
    """The median seconds of two sides that were timed in turn."""

    ours: float
    theirs: float

    @property
    def times(self) -> float:
        """How many times as long as theirs ours takes."""
        return self.ours / self.theirs

    @property
    def share(self) -> float:
        """Our rate as a share of theirs."""
        return self.theirs / self.ours

    def aside(self, each: int = 1) -> str:
        """Return both in milliseconds; `each` is how many things one act did."""
        return f"{millis(self.ours / each)} and {millis(self.theirs / each)}"


def side_by_side(ours: Act, theirs: Act, rounds: int, warm: int = 3) -> Pair:
    """Time two acts in turn, `rounds` times after `warm` rounds that do not count."""
    spent: tuple[list[float], list[float]] = ([], [])
    for round_ in range(warm + rounds):
        for act, times in zip((ours, theirs), spent, strict=True):
            started = time.perf_counter()
            act(round_)
            times.append(time.perf_counter() - started)
    return Pair(*(median(times[warm:]) for times in spent))


def quantile(times: Sequence[float], share: float) -> float:
    """Return the time that `share` of all `times` do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def millis(seconds: float) -> str:
    """Return seconds as milliseconds with three significant digits: ``0.512 ms``."""
    value = seconds * 1000
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3}f} ms"
