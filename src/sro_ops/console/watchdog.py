"""Who holds the screen: a thread that notices when the screen's thread does not come round.

A plugin that computes or waits on the screen's thread cannot be stopped, but it can be named: keys
typed meanwhile are kept by the terminal's own thread and act afterwards.
"""

from __future__ import annotations

import asyncio
import sys
import threading
import traceback
from collections.abc import Callable
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.console.blame import Owners

BEAT = 0.5
"""Seconds between two signs of life of the screen's thread."""

LIMIT = 2.0
"""Seconds without one after which somebody is named."""


class HeldUp(Exception):
    """A plugin has held the screen's thread; the stack in which it was seen is its note."""

    def __init__(self, seconds: float, stack: str) -> None:
        super().__init__(f"it held the screen for {seconds:.1f} s")
        self.add_note(stack)


class Watchdog:
    """Watches the thread that runs the loop.

    Args:
        owners: tells whose a running function is.
        holding: called in the watchdog's thread, again and again, with the plugin and the seconds
            for which it has held the screen.
        held: called on the screen's thread when a plugin has let go of it.
        alive: says whether there is anything left to watch.
    """

    def __init__(
        self,
        owners: Callable[[], Owners],
        holding: Callable[[str, float], None],
        held: Callable[[str, str, HeldUp], None],
        alive: Callable[[], bool],
    ) -> None:
        self._owners = owners
        self._holding = holding
        self._held = held
        self._alive = alive
        self._beat = monotonic()
        self._seen: tuple[str, str, str, float] | None = None

    def start(self) -> None:
        """Begin; called on the thread that is to be watched, within its loop."""
        self._loop = asyncio.get_running_loop()
        self._thread = threading.get_ident()
        self._sign_of_life()
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()

    def _sign_of_life(self) -> None:
        now = monotonic()
        if self._seen is not None:
            plugin, where, stack, since = self._seen
            self._seen = None
            self._held(plugin, where, HeldUp(now - since, stack))
        self._beat = now
        if self._alive():
            self._loop.call_later(BEAT, self._sign_of_life)

    def _watch(self) -> None:
        last = monotonic()
        while self._alive():
            threading.Event().wait(BEAT)
            now, beat = monotonic(), self._beat
            stalled, last = now - last > BEAT * 3, now
            if now - beat < LIMIT or stalled:  # where we did not run either, all was stopped
                continue
            frame = sys._current_frames().get(self._thread)
            found = self._whose(frame)
            if found and self._beat == beat:
                if self._seen is None and frame is not None:
                    stack = "".join(traceback.format_stack(frame))
                    self._seen = (*found, stack, beat)
                self._holding(found[0], now - beat)

    def _whose(self, frame: FrameType | None) -> tuple[str, str] | None:
        while frame is not None:
            name = frame.f_globals.get("__name__", "")
            if plugin := self._owners().of_module(name):
                return plugin, f"{frame.f_code.co_name}, {name} line {frame.f_lineno}"
            frame = frame.f_back
        return None
