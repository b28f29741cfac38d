"""Questions that stand over the Desk, one deep: what will happen, and a verb to do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click, Resize
from textual.screen import ModalScreen

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, trim
from sro_ops.console.kit.plain import shown
from sro_ops.console.messages import NotStruck, Struck
from sro_ops.console.source import Saved


class Words(Bar):
    """One row of a dialog."""

    GROUND = "panel"

    def __init__(self, *pieces: Piece, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left = pieces

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row, cut at the dialog's edge."""
        return trim(self.left, width)


class Buttons(Words):
    """The verb and the way back, with their keys; a click does what the key does."""

    def __init__(self, verb: str) -> None:
        super().__init__(
            (f" {verb} ", "panel bold on:error"),
            ("  ↵", KEY),
            ("        ", PLAIN),
            (" Leave it ", "foreground on:boost"),
            ("  Esc", KEY),
        )
        self._verb_ends = len(verb) + 5

    async def on_click(self, event: Click) -> None:
        """Press the button under the mouse."""
        await self.app.run_action("screen.cross" if event.x < self._verb_ends else "screen.leave")


class CrossOut(ModalScreen[Saved | None]):
    """Ask why a record is crossed out, and cross it out; stays open until that has worked.

    Args:
        name: what the question calls it: its number, or less where the room must not see it.
        what: what it says, in one line.
        strike: what crosses it out, called in a thread with the reason.
    """

    AUTO_FOCUS = "EntryField"
    CSS = """
    CrossOut { align: center middle; background: $background 65%; }
    CrossOut > Vertical { width: 70; max-width: 100%; height: auto; background: $panel;
                          padding: 1 3; }
    CrossOut.-narrow > Vertical { width: 64; }
    CrossOut EntryField { width: 1fr; padding: 0 1 0 0; border-left: outer $accent; }
    CrossOut EntryField:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(self, name: str, what: str, strike: Callable[[str], Saved]) -> None:
        super().__init__()
        self._name_of = name
        self._what = what
        self._strike = strike
        self._busy = False
        self.field = EntryField()
        self.said = Words()

    def compose(self) -> ComposeResult:
        """Lay out question, consequence, reason and verb."""
        with Vertical():
            yield Words((f"Cross out {shown(self._name_of)}?", STRONG))
            yield Words()
            yield Words((shown(self._what), PLAIN))
            yield Words(("It stays in the journal, ⊘ crossed out, with your reason.", QUIET))
            yield Words()
            yield Words(("Reason ", QUIET), ("*", "accent"))
            yield self.field
            yield self.said
            yield Buttons("Cross out")

    def on_resize(self, event: Resize) -> None:
        """Leave some of the Desk in sight beside it."""
        self.set_class(event.size.width < 100, "-narrow")

    def on_input_submitted(self, event: EntryField.Submitted) -> None:
        """Press the verb."""
        event.stop()
        self.action_cross()

    def action_cross(self) -> None:
        """Cross it out, if there is a reason."""
        reason = self.field.value.strip()
        if not reason:
            self._tell("✗ Say why, in a few words.")
        elif not self._busy:
            self._busy = True
            ask(self, lambda: self._strike(reason), Struck, NotStruck)

    def action_leave(self) -> None:
        """Go back with nothing done."""
        if not self._busy:
            self.dismiss(None)

    def on_struck(self, event: Struck) -> None:
        """Go back to the Desk."""
        self.dismiss(event.saved)

    def on_not_struck(self, event: NotStruck) -> None:
        """Say why; the reason stays in the field."""
        self._busy = False
        self._tell(f"✗ Not crossed out: {event.why}.")

    def _tell(self, words: str) -> None:
        self.said.show([(shown(words), "error bold")])
