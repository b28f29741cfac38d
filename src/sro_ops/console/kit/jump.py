"""Jump labels: a letter on everything that can take the focus; its key goes there."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_lowercase
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of


class Tag(Widget):
    """The letter of one target, at its upper left corner."""

    DEFAULT_CSS = "Tag { width: 3; height: 1; position: absolute; }"

    def __init__(self, letter: str, target: Widget) -> None:
        super().__init__()
        self.letter = letter
        region = target.region
        self.styles.offset = (region.x, region.y)

    def render_line(self, y: int) -> Strip:
        """Return the letter on the accent's ground."""
        return inks_of(self).strip([(f" {self.letter} ", "background bold on:accent")], 3)


class Jump(ModalScreen[Widget | None]):
    """Letters over the screen below; dismissed with the chosen target.

    Args:
        targets: what may be jumped to, in reading order; the first 26 get a letter.
    """

    CSS = "Jump { background: $background 0%; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+o", "dismiss(None)", "leave", show=False, id="jump.leave")
    ]

    def __init__(self, targets: Sequence[Widget]) -> None:
        super().__init__()
        self.targets = dict(zip(ascii_lowercase, targets, strict=False))

    def compose(self) -> ComposeResult:
        """Lay a letter on each target."""
        for letter, target in self.targets.items():
            yield Tag(letter, target)

    def on_key(self, event: Key) -> None:
        """Go where a letter stands."""
        if event.key in self.targets:
            event.stop()
            self.dismiss(self.targets[event.key])
