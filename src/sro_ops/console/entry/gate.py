"""Fields that stand one above the other, and what must not be read: sign-on, the first run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.events import Key
from textual.widget import Widget

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.bars import Bar
from sro_ops.console.kit.ink import PLAIN, QUIET, Piece, trim
from sro_ops.console.kit.plain import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult

GATE_CSS = """
GateForm { height: 1fr; layout: vertical; }
GateRow { height: 1; }
GateRow > Label { width: 16; }
GateRow > GateField { width: 48; max-width: 1fr; padding: 0 1 0 0; border-left: outer $background; }
GateRow > GateField:focus { border-left: outer $accent; }
"""
"""What a screen with a `GateForm` has in its CSS; a compact field outdoes a widget's own style."""


class GateField(EntryField):
    """A field among others: what is typed after Enter belongs to the next one, however fast."""

    async def on_key(self, event: Key) -> None:
        """Hand a key on that came while this field still had the focus."""
        focused = self.screen.focused
        if isinstance(focused, GateField) and focused is not self:
            event.stop()
            event.prevent_default()
            focused.post_message(Key(event.key, event.character))


class SecretField(GateField):
    """A field that shows a dot for every letter, and gives nothing to the clipboard.

    Args:
        when: says of a value whether it is hidden; without it every value is.
    """

    def __init__(
        self,
        rest: Sequence[Piece] = (),
        when: Callable[[str], bool] | None = None,
        enter: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(rest, enter)
        self._when = when

    @property
    def hidden(self) -> bool:
        """Whether the present value is not to be read."""
        return self._when is None or self._when(self.value)

    def displayed(self) -> str:
        """Return dots where the value is hidden."""
        return "•" * len(self.value) if self.hidden else self.value

    def action_copy(self) -> None:
        """Copy nothing hidden."""
        if not self.hidden:
            super().action_copy()

    def action_cut(self) -> None:
        """Cut nothing hidden."""
        if not self.hidden:
            super().action_cut()


class Label(Bar):
    """A row of words, with a cell free before them."""

    def __init__(self, words: str = "", ink: str = PLAIN) -> None:
        super().__init__()
        if words:
            self.say(words, ink)

    def say(self, words: str, ink: str = PLAIN) -> None:
        """Say something else."""
        self.show([(f" {shown(words)}", ink)])

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row, cut at the edge."""
        return trim(self.left, width)


class GateRow(Horizontal):
    """A field behind its label."""

    def __init__(self, label: str, field: EntryField) -> None:
        super().__init__()
        self._label, self._field = Label(label, QUIET), field

    def compose(self) -> ComposeResult:
        """Lay the field beside its label."""
        yield self._label
        yield self._field


class GateForm(Widget):
    """Fields one above the other: Tab and the arrows go from each to the next.

    Attributes:
        fields: the fields, from above to below.
    """

    def __init__(self, rows: Sequence[Widget]) -> None:
        super().__init__()
        self._rows = rows
        self.said = Label()

    @property
    def fields(self) -> list[EntryField]:
        """The fields, from above to below."""
        return list(self.query(EntryField))

    @property
    def at(self) -> int | None:
        """Which field has the focus; None for none."""
        return next((at for at, field in enumerate(self.fields) if field.has_focus), None)

    def compose(self) -> ComposeResult:
        """Lay out the rows, and below them what is said."""
        yield from self._rows
        yield self.said

    def on_entry_field_accepted(self, event: EntryField.Accepted) -> None:
        """Tab goes on."""
        event.stop()
        self.move(1)

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """The arrows go from field to field."""
        event.stop()
        self.move(event.step)

    def move(self, step: int) -> None:
        """Go to the field above or below, around the end."""
        fields = self.fields
        fields[((self.at or 0) + step) % len(fields)].focus()
