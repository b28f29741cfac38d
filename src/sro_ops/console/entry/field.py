"""The entry line: one field that takes whatever is typed, and shows what it understood."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.events import Key, Paste
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.plain import typed

if TYPE_CHECKING:
    from sro_ops.console.kit.ink import Piece
    from sro_ops.console.source.typed import Mark

MARKED = {
    "verb": "foreground bold",
    "wrong": "error underline",
    "place": "accent",
    "time": "accent",
    "tag": "accent",
    "money": "accent",
    "person": "accent",
}
"""The ink of each kind of understood word."""


class EntryField(Input):
    """A one-row field on which nothing is ever markup, with marks, and ghost text after the end.

    Keys act in the order in which they came, however fast: a scanner's Enter, and what it types
    next, arrive within a millisecond.

    Args:
        rest: what stands in the empty field, as pieces.
        enter: called at once when Enter is pressed; without it `Submitted` is posted.

    Attributes:
        marks: stretches that were understood, or are wrong.
        ghost: the quiet text after the cursor that Tab accepts.
    """

    DEFAULT_CSS = """
    EntryField {
        height: 1; width: 1fr; border: none; padding: 0; background: $boost;
        &:focus { border: none; background-tint: $boost 0%; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+j", "submit", "save", show=False, id="entry.submit"),
        Binding("tab", "accept", "take what is offered", show=False, id="entry.accept"),
        Binding("up", "earlier(-1)", "a line typed before", show=False, id="entry.earlier"),
        Binding("down", "earlier(1)", "a line typed later", show=False, id="entry.later"),
    ]

    class Accepted(Message):
        """Tab was pressed: take the offer, or go on to the next panel."""

    class Recalled(Message):
        """An arrow asked for an earlier (-1) or later (1) typed line."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Lines(Message):
        """Several lines were pasted; what stood in the field is part of the first."""

        def __init__(self, lines: Sequence[str]) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, rest: Sequence[Piece] = (), enter: Callable[[], None] | None = None) -> None:
        super().__init__(compact=True, select_on_focus=False)
        self._enter = enter
        self.cursor_blink = False
        self.rest = rest
        self.marks: Sequence[Mark] = ()
        self.ghost = ""

    def put(self, text: str) -> None:
        """Replace what is in the field; the cursor goes to the end."""
        self.value = typed(text)
        self.cursor_position = len(self.value)

    def show(self, marks: Sequence[Mark], ghost: str) -> None:
        """Show these marks and this ghost text."""
        if (marks, ghost) != (self.marks, self.ghost):
            self.marks, self.ghost = marks, ghost
            self.refresh()

    async def on_key(self, event: Key) -> None:
        """Run a key's action before the next key is looked at.

        Textual lets a key bubble to the app before its action runs, and letters overtake it.
        """
        action = EDITING.get(event.key)
        if action is not None and await self.app.run_action(action, self):
            event.stop()
            event.prevent_default()

    async def action_submit(self) -> None:
        """Hand the line on."""
        if self._enter is None:
            await super().action_submit()
        else:
            self._enter()

    def on_paste(self, event: Paste) -> None:
        """Insert a pasted line; several, with what stands in the field, are handed on."""
        event.prevent_default()
        event.stop()
        lines = [line for line in map(typed, event.text.splitlines()) if line.strip()]
        if not lines:
            return
        start, end = sorted(self.selection)
        self.replace(lines[0], start, end)
        if lines[1:]:
            first = self.value
            self.put("")
            self.post_message(self.Lines([first, *lines[1:]]))

    def action_cursor_right(self, select: bool = False) -> None:
        """Move right; at the end of the line accept the ghost text."""
        if self.ghost and self.cursor_at_end and not select:
            self.action_accept()
        else:
            super().action_cursor_right(select)

    def action_accept(self) -> None:
        """Say that Tab was pressed."""
        self.post_message(self.Accepted())

    def action_earlier(self, step: int) -> None:
        """Say that an arrow was pressed."""
        self.post_message(self.Recalled(step))

    def render_line(self, y: int) -> Strip:
        """Return the field: marks, selection, cursor, ghost; or what stands in it at rest."""
        width = self.size.width
        inks = inks_of(self)
        if not self.value:
            return inks.strip(self._resting(), width, "boost")
        left = self.scroll_offset.x
        first = left if self.value.isascii() else 0
        strip = inks.strip(self._inked(first, left + width + 1), None, "boost")
        strip = strip.crop(left - first, left - first + width)
        return strip.adjust_cell_length(width, inks.style("foreground", "boost"))

    def _resting(self) -> list[Piece]:
        if not self.has_focus:
            return list(self.rest)
        text, ink = self.rest[0] if self.rest else (" ", "quiet")
        return [(text[:1], "background on:accent"), (text[1:], ink), *self.rest[1:]]

    def displayed(self) -> str:
        """Return what is shown for the value, letter by letter."""
        return self.value

    def _inked(self, first: int, last: int) -> list[Piece]:
        """Return the characters from `first` to `last` as pieces, one per stretch of an ink."""
        length = len(self.value)
        ghost = self.ghost if self.has_focus and self.cursor_at_end else ""
        text = (self.displayed() + (ghost or " "))[first:last]
        inks = ["foreground" if first + at < length else "quiet" for at in range(len(text))]

        def paint(start: int, end: int, ink: str) -> None:
            for at in range(max(start - first, 0), min(end - first, len(text))):
                inks[at] = ink

        for mark in self.marks:
            paint(mark.start, min(mark.end, length), MARKED.get(mark.kind, "foreground"))
        start, end = sorted(self.selection)
        paint(start, end, "cursor-ink on:cursor")
        if self.has_focus:
            paint(self.cursor_position, self.cursor_position + 1, "background on:accent")
        made: list[Piece] = []
        begin = 0
        for at in range(1, len(text) + 1):
            if at == len(text) or inks[at] != inks[begin]:
                made.append((text[begin:at], inks[begin]))
                begin = at
        return made


EDITING: dict[str, str] = {
    key: binding.action
    for binding in (*Input.BINDINGS, *EntryField.BINDINGS)
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""What each editing key does; the field's own keys come last and win."""
