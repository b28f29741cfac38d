"""Looking for something alike while a line is typed: once nobody has typed for a moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from sro_ops.console.kit.asking import ask

if TYPE_CHECKING:
    from sro_ops.console.source.alike import Double

PAUSE = 0.4
"""Seconds after the last letter."""

FEWEST = 2
"""Words of a line below which nothing is looked for."""


class Doubles:
    """What is alike to the typed line, as far as it is known.

    Attributes:
        found: an open record like it, or None.
    """

    class Found(Message, namespace="entry_area"):
        """What the source says of a line."""

        def __init__(self, text: str, double: Double | None) -> None:
            super().__init__()
            self.text = text
            self.double = double

    def __init__(self, look: Callable[[str], Double | None]) -> None:
        self.found: Double | None = None
        self._look = look
        self._text = ""
        self._timer: Timer | None = None

    def watch(self, widget: Widget, text: str) -> None:
        """Look for doubles of `text` once nobody has typed for a moment; empty looks for none."""
        if text == self._text:
            return
        self.found, self._text = None, text
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if len(text.split()) >= FEWEST:
            self._timer = widget.set_timer(PAUSE, lambda: self._ask(widget, text))

    def take(self, event: Found) -> bool:
        """Take an answer; say whether it is for the line as it stands."""
        if event.text != self._text:
            return False
        self.found = event.double
        return self.found is not None

    def _ask(self, widget: Widget, text: str) -> None:
        ask(
            widget,
            lambda: self._look(text),
            lambda double: self.Found(text, double),
            lambda _: self.Found(text, None),
        )
