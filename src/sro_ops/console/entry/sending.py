"""The lines on their way to the store: sent one after the other, confirmed, or given back."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.message import Message

from sro_ops.console.entry import speech
from sro_ops.console.entry.field import EntryField
from sro_ops.console.entry.outbox import Draft, Outbox
from sro_ops.console.entry.rows import EntryRows
from sro_ops.console.kit.asking import ask
from sro_ops.console.messages import SaveDone, SaveFailed
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sro_ops.console.kit.ink import Piece
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.typed import Saved

CONFIRMED = 4.0
"""Seconds for which the second line says that a line was saved."""


class Sending(EntryRows):
    """The half of the entry line between Enter and "saved"; what is typed is the other half.

    Attributes:
        outbox: the lines on their way, and those that wait for the field.
        ready: whether lines can be saved.
        fixing: the number of the record that the typed line corrects; empty for none.
        adding: the number of the record to which the typed line is added; empty for none.
        error: why lines cannot be saved now; empty while they can.
    """

    class Kept(Message, namespace="entry_area"):
        """A line was saved: here is what the store answered."""

        def __init__(self, saved: Saved) -> None:
            super().__init__()
            self.saved = saved

    class Told(Message, namespace="entry_area"):
        """What the footer says about saving may have changed."""

    def __init__(self, source: DeskSource) -> None:
        super().__init__()
        self.source = source
        self.field = EntryField(speech.AT_REST, self._enter)
        self.outbox = Outbox()
        self.ready = False
        self.fixing = self.adding = ""
        self.error = ""
        self.last_saved: datetime | None = None
        self.clock = 24
        self._again_for = ""
        self._draft_id = self._draft_text = ""
        self._note_for = ""
        self._flash: tuple[str, Sequence[Piece]] | None = None

    @abstractmethod
    def _enter(self) -> None:
        """Do what Enter does with the typed line."""

    @abstractmethod
    def _look(self) -> None:
        """Look at the typed line anew."""

    @abstractmethod
    def _tell(self, aside: Sequence[Piece] | None = None) -> None:
        """Say the most urgent thing."""

    def flash(self, pieces: Sequence[Piece]) -> None:
        """Say something in the second line until 4 s have passed or the line is typed on."""
        self._flash = (self.field.value, pieces)
        mine = self._flash
        self.set_timer(CONFIRMED, lambda: self._unflash(mine))
        self._tell()

    def _unflash(self, flash: object) -> None:
        if self._flash is flash:
            self._flash = None
            self._tell()

    def clear(self, text: str) -> None:
        """Empty the field if `text`, whose answer has come, still stands in it."""
        if self.field.value == text:
            self.outbox.remember(text)
            self._bring_next()

    def _fill(self, draft: Draft) -> None:
        self.fixing, self.adding = draft.fixing, draft.adding
        self._draft_id, self._draft_text = draft.id, draft.text
        self.field.put(draft.text)
        self._look()

    def _bring_next(self) -> None:
        self._fill(self.outbox.back() or Draft(""))

    def send(self) -> None:
        """Send the lines that were put into the outbox."""
        self._send()

    def _send(self) -> None:
        draft = self.outbox.next() if self.ready else None
        self._tell()
        if draft is None:
            return

        def save() -> Saved:
            if draft.fixing:
                return self.source.fix(draft.fixing, draft.text)
            if draft.adding:
                return self.source.add_to(draft.adding, draft.text)
            return self.source.save(draft.text, again=draft.again, id=draft.id)

        ask(self, save, SaveDone, SaveFailed)

    def on_save_done(self, event: SaveDone) -> None:
        """Confirm, and bring the next kept line into an empty field."""
        event.stop()
        draft = self.outbox.landed()
        saved = event.saved
        self.error = ""
        if saved.words:
            self.scanned(saved)
        elif saved.state == "already_saved":
            if not self.field.value:
                self._fill(draft)
                self._again_for = draft.text
            self.flash(speech.already(saved.number))
        else:
            self.last_saved = app_of(self).site_time()
            self._again_for = self._note_for = ""
            if not self.field.value:
                self._bring_next()
            said = speech.added if draft.adding else speech.saved
            self.flash(said(saved, self.last_saved, self.clock))
            self.post_message(self.Kept(saved))
        self._done()

    def scanned(self, saved: Saved) -> None:
        """Say what a scan came to; whether it was kept or not, the field is for the next one."""
        if saved.state == "saved":
            self.last_saved = app_of(self).site_time()
        self._again_for = self._note_for = ""
        if not self.field.value:
            self._bring_next()
        self.flash(speech.scanned(saved))
        if saved.line is not None or saved.asked is not None:
            self.post_message(self.Kept(saved))

    def on_save_failed(self, event: SaveFailed) -> None:
        """Give the line back: to an empty field at once, else as soon as it is empty."""
        event.stop()
        draft = self.outbox.landed()
        self.error, self._flash = f"Not saved: {event.why}. Text kept.", None
        if self.field.value:
            self.outbox.keep([draft])
        else:
            self._fill(draft)
        self._done()

    def _done(self) -> None:
        self._send()
        self.post_message(self.Told())
