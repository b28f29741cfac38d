"""What time it is: one clock for all of a desk. The machine's own, but in a demo.

A clock is called for the time and answers with an aware moment in UTC.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

Clock = Callable[[], datetime]
"""Tells the time when it is called."""


def utc_now() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


class RunningClock:
    """A clock that runs on from a moment of the past, as fast as it is told, and stops for nobody.

    It never shows a time that has not come: once it has caught up with the real time it goes with
    it. So what is written by it is never dated in the future.

    Args:
        begins: what it shows first, aware.
        speed: how many times as fast as real time it runs.
        real: the real time; tests give their own.
        steady: seconds that only grow, by which it runs.
    """

    def __init__(
        self,
        begins: datetime,
        speed: float = 1.0,
        real: Clock = utc_now,
        steady: Callable[[], float] = monotonic,
    ) -> None:
        self.speed = speed
        self._begins = begins.astimezone(UTC)
        self._real, self._steady = real, steady
        self._started = steady()

    def __call__(self) -> datetime:
        """Return the time that it shows."""
        run = timedelta(seconds=(self._steady() - self._started) * self.speed)
        return min(self._begins + run, self._real())

    def until(self, moment: datetime) -> float:
        """Return the least real seconds until it can show `moment`; 0 once it does."""
        return max(0.0, (moment - self()).total_seconds() / self.speed)
