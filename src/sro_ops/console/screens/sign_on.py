"""Badge and PIN: at the start, when somebody takes over, and on a locked desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import ModalScreen

from sro_ops.console.entry.gate import GATE_CSS, GateField, GateForm, GateRow, Label, SecretField
from sro_ops.console.header import Header
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Hint, Keys, Ruled
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.source.access import AccessSource, SignedOn
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from sro_ops.console.entry.field import EntryField

TITLES = {"on": "Sign on", "change": "Change operator", "lock": "Locked"}
WIDEST = 64
ADVICE = {
    "on": "Your badge, then your PIN. Forgotten? A supervisor gives you a new one.",
    "change": "Whoever takes over signs on. A line half typed waits for its writer.",
    "lock": "The log is hidden. Type what happened, or just your PIN.",
}
"""What to do, in one row."""


class Answered(Message):
    """The store has answered to badge and PIN."""

    def __init__(self, answer: SignedOn) -> None:
        super().__init__()
        self.answer = answer


class NotAnswered(Message):
    """The store cannot be asked, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class SignOnScreen(ModalScreen[tuple[SignedOn, list[str]] | None]):
    """Asks who sits there.

    Dismissed with the store's answer and the lines that were typed meanwhile; with None where
    somebody changed their mind.

    Args:
        source: holds badge and PIN against the store.
        why: ``on`` at the start, ``change`` or ``lock``.
        badge: the badge to begin with.
        holds_lines: says whether lines of the one before are not saved yet.
    """

    AUTO_FOCUS = ""
    CSS = f"""
    {GATE_CSS}
    SignOnScreen {{ layout: vertical; background: $background; align: left top; }}
    SignOnScreen GateForm {{ padding: 1 0 0 0; }}
    SignOnScreen GateRow > Label {{ width: 12; }}
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave it", id="sign-on.leave", show=False)
    ]

    def __init__(
        self, source: AccessSource, why: str, badge: str, holds_lines: Callable[[], bool]
    ) -> None:
        super().__init__()
        self._source = source
        self._why = why
        self._holds_lines = holds_lines
        self._busy = False
        self.wait = 0
        self.lines: list[str] = []
        rest = [("What happened?  saved after the PIN", QUIET)]
        self.line = SecretField(rest, str.isdecimal, self._line_done)
        self.badge = GateField(enter=lambda: self.set_focus(self.pin))
        self.badge.value = badge
        self.pin = SecretField(enter=self._ask)
        self.form = GateForm(list(self._rows()))

    @property
    def shut(self) -> bool:
        """Whether only a PIN leads away from here."""
        return self._why != "change"

    def _rows(self) -> Iterator[Widget]:
        yield Label(ADVICE[self._why])
        yield Label()
        if self._why == "lock":
            yield GateRow("Line", self.line)
            yield Label()
        yield GateRow("Badge", self.badge)
        yield Label()
        yield GateRow("PIN", self.pin)
        yield Label()

    def compose(self) -> ComposeResult:
        """Lay out title, fields, what is said, and keys."""
        yield Header()
        yield Ruled(WIDEST)
        yield self.form
        yield Keys()

    def on_mount(self) -> None:
        """Say what this is; whoever begins here types the badge, then the PIN."""
        self.query_one(Ruled).light(True)
        self.query_one(Ruled).show([(TITLES[self._why], STRONG)], [(self._fact(), QUIET)])
        self.query_one(Keys).keys(self._hints())
        start = self.line if self._why == "lock" else self.pin if self.badge.value else self.badge
        app_of(self).wake(start)
        self.set_interval(1.0, self._count_down)
        self._tell()

    def _fact(self) -> str:
        app = app_of(self)
        return f"since {app.site_time():%H:%M}" if self._why == "lock" and app.status else ""

    def _hints(self) -> tuple[Hint, ...]:
        leave: tuple[Hint, ...] = (("esc", "leave it"),) if not self.shut else ()
        last = ("^q", "quit")
        return (("↵", "on"), ("↑ ↓", "field"), *leave, ("F9", "emergency"), last)

    # Hands

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep the other pasted lines too."""
        event.stop()
        if self._why == "lock":
            self.lines.extend(event.lines)
            self.line.put("")
            self._tell()

    def on_input_changed(self, event: EntryField.Changed) -> None:
        """A PIN that is typed where a line belongs is not shown."""
        event.stop()
        event.input.refresh()

    def _line_done(self) -> None:
        text = self.line.value.strip()
        self.line.put("")
        if text.isdecimal():
            self.pin.put(text)
            self._ask()
            return
        if text:
            self.lines.append(text)
        self.set_focus(self.pin)
        self._tell()

    def action_leave(self) -> None:
        """Go back, where nothing but a PIN is asked for."""
        if not self.shut and not self._busy:
            self.dismiss(None)

    # The store's answer

    def _ask(self) -> None:
        badge, pin = self.badge.value.strip(), self.pin.value
        if not badge:
            self.set_focus(self.badge)
        elif not pin:
            self.set_focus(self.pin)
        elif not self._busy and not self.wait:
            self._busy = True
            self._tell("checking …", QUIET)
            same = self._holds_lines()
            ask(self, lambda: self._source.sign_on(badge, pin, same), Answered, NotAnswered)

    def on_answered(self, event: Answered) -> None:
        """Let whoever it is in, or say why not."""
        self._busy = False
        if event.answer.right:
            line = self.line.value.strip()
            lines = [*self.lines, *([line] if line and not line.isdecimal() else [])]
            self.dismiss((event.answer, lines))
            return
        self._refuse(event.answer.why, event.answer.wait)

    def on_not_answered(self, event: NotAnswered) -> None:
        """Say why the store cannot be asked; lines are kept."""
        self._busy = False
        self._refuse(event.why, 0)

    def _refuse(self, why: str, wait: int) -> None:
        self.wait = wait
        self.pin.put("")
        self.set_focus(self.pin)
        self._tell(f"✗ {why}", "error bold")

    def _count_down(self) -> None:
        if self.wait:
            self.wait -= 1
            self._tell()

    def _tell(self, words: str = "", ink: str = PLAIN) -> None:
        if self.wait:
            unit = "second" if self.wait == 1 else "seconds"
            pieces: list[Piece] = [
                (" ✗ Too many wrong PINs. ", "error bold"),
                (f"Next try in {self.wait} {unit}", PLAIN),
            ]
        elif words:
            pieces = [(f" {shown(words)}", ink)]
        elif self.lines:
            count = len(self.lines)
            noun = "line waits" if count == 1 else "lines wait"
            pieces = [(f" {count} {noun} for your PIN", STRONG)]
        else:
            pieces = []
        self.form.said.show(pieces)
