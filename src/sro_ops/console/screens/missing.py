"""What a mode shows whose plugin is not there: one quiet line that says so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from sro_ops.console.header import Header
from sro_ops.console.kit.bars import Keys, Ruled, app_of
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece
from sro_ops.console.kit.sheet import Sheet


class MissingScreen(Screen[None]):
    """A mode without a duty in it.

    Args:
        title: the mode's.
        why: one line, without a full stop.
    """

    AUTO_FOCUS = "Sheet"
    CSS = "MissingScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "app.mode('desk')", "to the Desk", show=False, id="missing.back")
    ]

    def __init__(self, title: str, why: str) -> None:
        super().__init__()
        self.named = title
        self.why = why

    def compose(self) -> ComposeResult:
        """Lay out header, title, the line and the keys."""
        yield Header()
        yield Ruled()
        yield Sheet(self._line)
        yield Keys()

    def _line(self, width: int) -> Sequence[Sequence[Piece]]:
        return [[], [(" ", PLAIN), (f"{self.why}.", QUIET)]]

    def on_mount(self) -> None:
        """Say where this is."""
        app = app_of(self)
        if app.status is not None:
            self.query_one(Header).tell(app.status, app.site_time())
        self.query_one(Ruled).show([(self.named, STRONG)], [("not here", QUIET)])
        self.query_one(Keys).keys((("esc", "desk"), ("F10", "more"), ("?", "help")))
