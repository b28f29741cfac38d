"""What a mode shows whose plugin is not there: one quiet line that says so."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console.kit.ink import PLAIN, QUIET
from sro_ops.console.screens.reading import ReadingScreen, Rows


class MissingScreen(ReadingScreen):
    """A mode without a duty in it.

    Args:
        title: the mode's.
        why: one line, without a full stop.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.mode('desk')", "to the Desk", show=False, id="missing.back")
    ]

    def __init__(self, title: str, why: str) -> None:
        super().__init__()
        self.named = title
        self.why = why

    def page(self, width: int) -> Rows:
        """Return the line."""
        return [[], [(" ", PLAIN), (f"{self.why}.", QUIET)]]

    def on_mount(self) -> None:
        """Say where this is."""
        self.headline(self.named, [("not here", QUIET)])
        self.hints(("esc", "desk"), ("F10", "more"), ("?", "help"))
