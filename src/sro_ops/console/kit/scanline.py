"""A field that takes scans on a screen: one after the other, each with its result in words."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from sro_ops.console.entry.field import EntryField
from sro_ops.console.entry.speech import scanned
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, stand_of
from sro_ops.console.kit.ink import KEY, QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.scanned import ask_who_scanned

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


class Said(Bar):
    """The row under the field."""

    GROUND = "surface"


class ScanLine(Vertical):
    """A field that keeps the focus, and under it what the last scan came to.

    A code goes to whichever plugin knows it, as on the Desk; the question of a scan is asked, and
    its field takes the next code too. Escape leaves the field for what stands above it.

    Args:
        rest: what stands in the empty field: ``Scan a checkpoint``.
    """

    DEFAULT_CSS = """
    ScanLine { height: 2; }
    ScanLine EntryField { width: 1fr; padding: 0 1; border-left: outer transparent; }
    ScanLine EntryField:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "to the list", show=False, id="scan.leave"),
    ]

    class Kept(Message):
        """A scan was kept, or answered; here is what it came to."""

        def __init__(self, saved: Saved) -> None:
            super().__init__()
            self.saved = saved

    class Left(Message):
        """Escape or Tab: on to what stands above the field."""

    class Came(Message):
        """The answer for the code that was on its way."""

        def __init__(self, code: str, saved: Saved | None) -> None:
            super().__init__()
            self.code = code
            self.saved = saved

    class Failed(Message):
        """It could not be asked, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, rest: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.field = EntryField([("› ", KEY), (rest, QUIET)], self._enter)
        self.said = Said()
        self._codes: deque[str] = deque()
        self._flying = False

    def compose(self) -> ComposeResult:
        """Lay the field over the result."""
        yield self.field
        yield self.said

    def tell(self, pieces: list[Piece]) -> None:
        """Say something in the row under the field."""
        self.said.show(pieces)

    def _enter(self) -> None:
        code = self.field.value.strip()
        self.field.put("")
        if code:
            self._codes.append(code)
            self._send()

    def _send(self) -> None:
        if self._flying or not self._codes:
            return
        self._flying, code = True, self._codes.popleft()
        source = stand_of(self).source
        ask(self, lambda: source.scanned(code), lambda saved: self.Came(code, saved), self.Failed)

    def on_scan_line_came(self, event: Came) -> None:
        """Say what became of a scan, and send the next."""
        event.stop()
        self._flying = False
        if event.saved is None:
            words = f"nobody knows the code “{shown(event.code)}”"
            self.tell([("✗ ", "error bold"), (words, STRONG)])
        else:
            self.kept(event.saved)
        self._send()

    def on_scan_line_failed(self, event: Failed) -> None:
        """Say why nothing was kept."""
        event.stop()
        self._flying = False
        self.tell([("✗ ", "error bold"), (f"Not saved: {shown(event.why)}. Scan again.", STRONG)])
        self._send()

    def kept(self, saved: Saved) -> None:
        """Say what a scan came to, and ask what it asks."""
        self.tell(scanned(saved))
        self.post_message(self.Kept(saved))
        ask_who_scanned(self.screen, stand_of(self).source, saved, self.kept)

    def on_entry_field_accepted(self, event: EntryField.Accepted) -> None:
        """Go on to the next widget."""
        event.stop()
        self.screen.focus_next()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Take pasted codes, one a line."""
        event.stop()
        self._codes.extend(line.strip() for line in event.lines if line.strip())
        self._send()

    def action_leave(self) -> None:
        """Leave the field."""
        self.post_message(self.Left())
