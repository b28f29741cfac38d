"""The catch-up: lines pasted or typed, one list of what they will become, Enter saves them all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from sro_ops.console.catchup.lines import Later, figure, row, times_of
from sro_ops.console.entry.field import EntryField
from sro_ops.console.header import Header
from sro_ops.console.kit.asking import ask, why
from sro_ops.console.kit.bars import Bar, Keys, Ruled
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece
from sro_ops.console.kit.sheet import Sheet
from sro_ops.store.ids import new_id

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.typed import Preview

REST: tuple[Piece, ...] = (("Another line?", QUIET), ("  like 11:42 patrol gym secure", QUIET))
HINTS = (("↵", "save all"), ("↑", "last line again"), ("esc", "leave, lines kept"))
TYPING = (("↵", "add the line"), ("esc", "leave, lines kept"))


class CatchUp(Screen[Sequence[str]]):
    """Lines that are written up later; dismissed with those that were not saved.

    Args:
        source: what previews and saves them.
        lines: the lines so far.
    """

    AUTO_FOCUS = "EntryField"
    CSS = """
    CatchUp { layout: vertical; background: $background; }
    CatchUp > EntryField { padding: 0 1 0 3; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave, lines kept", show=False, id="catchup.leave"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="catchup.page_up"),
        Binding("pagedown", "page(1)", "a page down", show=False, id="catchup.page_down"),
    ]

    class Seen(Message):
        """What lines will become."""

        def __init__(self, previews: Sequence[tuple[str, Preview]]) -> None:
            super().__init__()
            self.previews = previews

    class Kept(Message):
        """One line was saved, or why not; `last` where no other is on its way."""

        def __init__(self, id: str, number: str, trouble: str, last: bool) -> None:
            super().__init__()
            self.id = id
            self.number = number
            self.trouble = trouble
            self.last = last

    def __init__(self, source: DeskSource, lines: Sequence[str] = ()) -> None:
        super().__init__()
        self.source = source
        self.lines = [Later(text, new_id()) for text in lines]
        self.saving = False
        self.title_row = Ruled()
        self.sheet = Sheet(self._rows)
        self.sheet.can_focus = False
        self.field = EntryField(REST, self._enter)
        self.said = Bar()

    def compose(self) -> ComposeResult:
        """Lay out title, list, line and keys."""
        yield Header()
        yield self.title_row
        yield self.sheet
        yield self.said
        yield self.field
        yield Keys()

    def on_mount(self) -> None:
        """Ask what the lines will become."""
        self.title_row.light(True)
        self._show()
        self._preview(self.lines)

    def _preview(self, lines: Sequence[Later]) -> None:
        texts = [(line.id, line.text) for line in lines]

        def look() -> Sequence[tuple[str, Preview]]:
            return [(id, self.source.preview(text)) for id, text in texts]

        ask(self, look, self.Seen, lambda _: self.Seen(()))

    def on_catch_up_seen(self, event: Seen) -> None:
        """Show what they will become."""
        event.stop()
        seen = dict(event.previews)
        for line in self.lines:
            line.preview = seen.get(line.id, line.preview)
        self._show()

    def _show(self) -> None:
        self.title_row.show([("Catch up", STRONG)], figure(self.lines))
        self.sheet.rebuild()
        typing = bool(self.field.value)
        self.query_one(Keys).keys(TYPING if typing else HINTS)

    def _rows(self, width: int) -> list[list[Piece]]:
        time = times_of(self.lines)
        return [row(line, width, time) for line in self.lines]

    # Hands

    def on_input_changed(self, event: EntryField.Changed) -> None:
        """Say what Enter does."""
        event.stop()
        self._show()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Take pasted lines in."""
        event.stop()
        self._add(event.lines)

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """Take the last line back into the field."""
        event.stop()
        last = self.lines[-1] if self.lines else None
        if event.step < 0 and not self.field.value and last and not last.number and not self.saving:
            self.lines.pop()
            self.field.put(last.text)

    def _enter(self) -> None:
        text = self.field.value
        if text.strip():
            self.field.put("")
            self._add([text])
        elif not self.saving:
            self._save()

    def _add(self, texts: Sequence[str]) -> None:
        fresh = [Later(text, new_id()) for text in texts]
        self.lines += fresh
        self._show()
        self.sheet.action_scroll_by(len(self.lines))
        self._preview(fresh)

    def action_page(self, pages: int) -> None:
        """Scroll the list."""
        self.sheet.action_page(pages)

    def action_leave(self) -> None:
        """Go back to the Desk with what is not saved."""
        if not self.saving:
            typed = [self.field.value] if self.field.value.strip() else []
            self.dismiss([*(line.text for line in self.lines if not line.number), *typed])

    # Saving

    def _save(self) -> None:
        """Save what is not saved yet, in order; the first that fails stops the rest."""
        todo = [(line.id, line.text) for line in self.lines if not line.number]
        if not todo:
            self.dismiss([])
            return
        self.saving = True
        self.said.show([("saving …", QUIET)])

        def save() -> None:
            for id, text in todo:
                try:
                    saved = self.source.save_later(text, id)
                except Exception as error:
                    self.post_message(self.Kept(id, "", why(error), last=True))
                    return
                self.post_message(self.Kept(id, saved.number, "", last=id == todo[-1][0]))

        self.run_worker(save, thread=True, exit_on_error=False)

    def on_catch_up_kept(self, event: Kept) -> None:
        """Mark the line; go back once all are saved."""
        event.stop()
        for line in self.lines:
            if line.id == event.id:
                line.number, line.trouble = event.number, event.trouble
        self._show()
        if not event.last:
            return
        self.saving = False
        if event.trouble:
            words = f"✗ Not saved: {event.trouble}. Enter tries again."
            self.said.show([(words, "error bold")], [("", PLAIN)])
        else:
            self.dismiss([])
