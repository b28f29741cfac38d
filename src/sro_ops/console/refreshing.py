"""What is asked anew: once it is loaded, soon after commits, and every minute of the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from sro_ops.console.kit.asking import ask
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.message import Message
    from textual.widget import Widget

T = TypeVar("T")

BETWEEN = 2.0
"""Real seconds: however many lines come in and however fast the clock runs, plugins are not asked
more often than this."""

EVERY = timedelta(minutes=1)
"""How often plugins are asked when nothing comes in."""


class Refreshed:
    """When a widget asks the source again; never twice at a time.

    Args:
        look: asks the source.
        answer: makes the message with the answer.
        trouble: makes the message that says why there is none.
    """

    def __init__(
        self,
        look: Callable[[], T],
        answer: Callable[[T], Message],
        trouble: Callable[[str], Message],
    ) -> None:
        self._work: Callable[[Widget], None] = lambda widget: ask(widget, look, answer, trouble)
        self._started = False
        self._asking = False
        self._stale = False
        self._asked_at = datetime.min.replace(tzinfo=UTC)
        self._began = 0.0

    def start(self, widget: Widget) -> None:
        """Ask now, and from now on."""
        self._started = True
        self._ask(widget)

    def stale(self) -> None:
        """Ask again soon: something was committed."""
        self._stale = True

    def tick(self, widget: Widget) -> None:
        """Ask where it is time to; called every second."""
        due = self._stale or app_of(widget).now() - self._asked_at >= EVERY
        if self._started and due and monotonic() - self._began >= BETWEEN:
            self._ask(widget)

    def done(self) -> None:
        """Learn that the answer has come."""
        self._asking = False

    def _ask(self, widget: Widget) -> None:
        if self._asking:
            self._stale = True
            return
        self._asking, self._stale = True, False
        self._asked_at, self._began = app_of(widget).now(), monotonic()
        self._work(widget)
