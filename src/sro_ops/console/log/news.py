"""The long job behind the Desk: listening to the other desks."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from textual.widget import Widget

from sro_ops.console.kit.asking import why
from sro_ops.console.messages import News, Trouble

if TYPE_CHECKING:
    from sro_ops.console.source.desk import DeskSource

WAIT = 1.0
"""Seconds for which one call waits for news."""

LISTENING = "listening"
"""The worker that goes on as long as the Desk is open."""


class Listener:
    """One thread that waits for lines and posts them; it ends when it is stopped."""

    def __init__(self, source: DeskSource) -> None:
        self._source = source
        self._stopped = threading.Event()
        self._dropped = False

    def start(self, listening: Widget, after: int) -> None:
        """Post to `listening` every line newer than `after`."""
        listening.run_worker(
            lambda: self._listen(listening, after),
            name=LISTENING,
            thread=True,
            exit_on_error=False,
        )

    def drop(self) -> None:
        """Post nothing more; the source stays open for whoever listens next."""
        self._dropped = True
        self._stopped.set()

    def stop(self) -> None:
        """End the thread, also where it waits, and the source with it."""
        self._stopped.set()
        if not self._dropped:
            self._source.close()

    def _listen(self, listening: Widget, after: int) -> None:
        pause = 1.0
        while not self._stopped.is_set():
            try:
                lines = self._source.wait_news(after, WAIT)
            except Exception as error:
                listening.post_message(Trouble("Other desks' lines", why(error)))
                self._stopped.wait(pause)
                pause = min(pause * 2, 30.0)
                continue
            pause = 1.0
            if lines and not self._stopped.is_set():
                after = max(line.pos for line in lines)
                listening.post_message(News(lines))
