"""Keeping what is typed and not saved: a moment after the last change, off the screen's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget

from sro_ops.console.kit.asking import ask

if TYPE_CHECKING:
    from sro_ops.console.entry.unsaved import Unsaved

PAUSE = 0.5
"""Seconds after the last change."""


class Keeper:
    """Writes an operator's unsaved lines, the newest state last, one write at a time.

    Args:
        write: keeps lines durably.
    """

    class Written(Message, namespace="desk"):
        """The lines were kept, or why not."""

        def __init__(self, why: str = "") -> None:
            super().__init__()
            self.why = why

    def __init__(self, write: Callable[[Sequence[Unsaved]], None]) -> None:
        self._write = write
        self._drafts: tuple[Unsaved, ...] = ()
        self._kept: tuple[Unsaved, ...] = ()
        self._writing = False
        self._timer: Timer | None = None
        self.open = False

    @property
    def kept(self) -> tuple[Unsaved, ...]:
        """What lies on the disk, or is being written there."""
        return self._kept

    def pause(self) -> None:
        """Keep nothing until it is known whose lines these are."""
        self.open = False
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def begin(self, kept: Sequence[Unsaved]) -> None:
        """Keep from now on; `kept` is what lies there already."""
        self._kept, self.open = tuple(kept), True

    def changed(self, widget: Widget, drafts: Sequence[Unsaved]) -> None:
        """Keep these lines soon."""
        self._drafts = tuple(drafts)
        if self.open and not self._writing and self._timer is None and self._drafts != self._kept:
            self._timer = widget.set_timer(PAUSE, lambda: self._ask(widget))

    def flush(self, widget: Widget) -> None:
        """Keep at once what is still to be kept: somebody else may sit down."""
        if self._timer is not None:
            self._timer.stop()
            self._ask(widget)

    def _ask(self, widget: Widget) -> None:
        self._timer, drafts = None, self._drafts
        if drafts == self._kept:
            return
        self._writing = True
        self._kept = drafts
        ask(widget, lambda: self._write(drafts), lambda _: self.Written(), self.Written)

    def written(self, widget: Widget) -> None:
        """Learn that a write has ended; go on with what was typed meanwhile."""
        self._writing = False
        self.changed(widget, self._drafts)

    def finish(self) -> None:
        """Keep what was typed last, now; called once the screen is gone.

        Raises:
            OSError: it cannot be written.
        """
        if self.open and self._drafts != self._kept:
            self._write(self._drafts)
            self._kept = self._drafts
