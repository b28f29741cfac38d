"""Questions that stand over a screen, one deep: what will happen, and a verb to do it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.color import Color
from textual.containers import Vertical
from textual.events import Click, Resize
from textual.message import Message
from textual.screen import ModalScreen

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, trim
from sro_ops.console.kit.plain import shown


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
    """The verb and the way back, with their keys; a click does what the key does.

    Args:
        verb: what the left button says.
        danger: whether it takes something away: an error ground, else the accent's.
    """

    def __init__(self, verb: str, danger: bool = False) -> None:
        super().__init__(
            (f" {verb} ", f"panel bold on:{'error' if danger else 'accent'}"),
            ("  ↵", KEY),
            ("        ", PLAIN),
            (" Leave it ", "foreground on:boost"),
            ("  Esc", KEY),
        )
        self._verb_ends = len(verb) + 5

    async def on_click(self, event: Click) -> None:
        """Press the button under the mouse."""
        await self.app.run_action("screen.do" if event.x < self._verb_ends else "screen.leave")


class Question(ModalScreen[Any]):
    """Ask before something is done, do it, and stay open until that has worked.

    Args:
        question: what is asked, with the number: ``Cross out T-2026-0035?``.
        what: what it is about, in one line.
        then: what will happen, in one line.
        verb: what the button says; a verb, not OK.
        do: what does it, called in a thread with what was typed; the dialog is dismissed with what
            it returns.
        label: what the field asks for; empty for no field.
        need: what is said when the field is empty; empty where it may be.
        danger: whether it takes something away.
        failed: how a refusal begins.
    """

    AUTO_FOCUS = "EntryField"
    DEFAULT_CSS = """
    Question { align: center middle; background: $background 65%; }
    Question > Vertical { width: 70; max-width: 100%; height: auto; background: $panel;
                          padding: 1 3; }
    Question.-narrow > Vertical { width: 64; }
    Question EntryField { width: 1fr; padding: 0 1 0 0; border-left: outer $accent; }
    Question EntryField:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", show=False, id="dialog.leave"),
        Binding("enter", "do", "do it", show=False, id="dialog.do"),
    ]

    class Done(Message):
        """It was done; here is what came back."""

        def __init__(self, result: object) -> None:
            super().__init__()
            self.result = result

    class NotDone(Message):
        """It was not done, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(
        self,
        question: str,
        what: str,
        then: str,
        verb: str,
        do: Callable[[str], object],
        *,
        label: str = "",
        need: str = "",
        danger: bool = False,
        failed: str = "Not done",
    ) -> None:
        super().__init__()
        self._asked = (question, what, then, verb)
        self._do = do
        self._label = label
        self._need = need
        self._danger = danger
        self._failed = failed
        self._busy = False
        self.field = EntryField()
        self.said = Words()

    def compose(self) -> ComposeResult:
        """Lay out question, consequence, field and verb."""
        question, what, then, verb = self._asked
        with Vertical():
            yield Words((shown(question), STRONG))
            yield Words()
            yield Words((shown(what), PLAIN))
            yield Words((shown(then), QUIET))
            yield Words()
            if self._label:
                yield Words((f"{self._label} ", QUIET), ("*" if self._need else "", "accent"))
                yield self.field
            yield self.said
            yield Buttons(verb, self._danger)

    def on_mount(self) -> None:
        """Draw an edge where the theme's grounds are all one."""
        variables = self.app.get_css_variables()
        if variables["panel"] == variables["background"]:
            self.query_one(Vertical).styles.border = ("round", Color.parse(variables["hair"]))

    def on_resize(self, event: Resize) -> None:
        """Leave some of the screen in sight beside it."""
        self.set_class(event.size.width < 100, "-narrow")

    def on_input_submitted(self, event: EntryField.Submitted) -> None:
        """Press the verb."""
        event.stop()
        self.action_do()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep all that was pasted, on one line."""
        event.stop()
        self.field.put(" ".join(event.lines))

    def action_do(self) -> None:
        """Do it, if what is needed was typed."""
        typed = self.field.value.strip()
        if self._need and not typed:
            self._tell(f"✗ {self._need}")
        elif not self._busy:
            self._busy = True
            ask(self, lambda: self._do(typed), self.Done, self.NotDone)

    def action_leave(self) -> None:
        """Go back with nothing done."""
        if not self._busy:
            self.dismiss(None)

    def on_question_done(self, event: Done) -> None:
        """Go back with what came."""
        self.dismiss(event.result)

    def on_question_not_done(self, event: NotDone) -> None:
        """Say why; what was typed stays in the field."""
        self._busy = False
        self._tell(f"✗ {self._failed}: {event.why}.")

    def _tell(self, words: str) -> None:
        self.said.show([(shown(words), "error bold")])
