"""Fields that stand one above the other, and what must not be read: sign-on, the first run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.events import Key

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.bars import Bar
from sro_ops.console.kit.ink import Piece, trim


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
    """A row of words."""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row, cut at the edge."""
        return trim(self.left, width)
