"""The two rows at the foot of the Desk: the entry line and what it says about the typed line.

It owns everything between the first letter and "saved": preview, offers, the lines on their way,
what came back, and the line that is being fixed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.console.entry import speech
from sro_ops.console.entry.doubles import Doubles
from sro_ops.console.entry.meaning import Ask, Meaning, meaning
from sro_ops.console.entry.offers import Offer, find, take
from sro_ops.console.entry.outbox import Draft
from sro_ops.console.entry.sending import Sending
from sro_ops.console.kit.plain import shown
from sro_ops.store.ids import new_id

if TYPE_CHECKING:
    from sro_ops.console.entry.field import EntryField
    from sro_ops.console.kit.ink import Piece
    from sro_ops.console.source.alike import Double
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.typed import Completion, LastEntry, Preview

LONGEST_PREVIEW = 2000
"""Characters of a typed line beyond which it is not previewed, only kept and saved."""


class EntryArea(Sending):
    """The entry line and its second line."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", "leave the line, text kept", show=False, id="entry.leave")
    ]

    class Asked(Message):
        """The typed line asks for something that is not an entry."""

        def __init__(self, meaning: Meaning) -> None:
            super().__init__()
            self.meaning = meaning

    class Left(Message):
        """Escape, or Tab with nothing to accept: on to the list, or by Tab to the panels."""

        def __init__(self, by_tab: bool = False) -> None:
            super().__init__()
            self.by_tab = by_tab

    class Pasted(Message):
        """Several lines were pasted."""

        def __init__(self, lines: Sequence[str]) -> None:
            super().__init__()
            self.lines = lines

    class Completed(Message):
        """Other ways to finish the word at the cursor; `lit` where Tab takes the first."""

        def __init__(self, found: Sequence[Completion], lit: bool) -> None:
            super().__init__()
            self.found = found
            self.lit = lit

    def __init__(self, source: DeskSource) -> None:
        super().__init__(source)
        self._offer: Offer | None = None
        self._resting: Sequence[Piece] = ()
        self._preview: Preview | None = None
        self._completed = False
        self._doubles = Doubles(source.alike)

    def compose(self) -> ComposeResult:
        """Lay the field over the row."""
        yield self.field

    # What the Desk tells it

    def now_ready(self) -> None:
        """Lines can be previewed and saved from now on; what waited is sent."""
        self.ready = True
        self._look()
        self._send()

    def rest_on(self, pieces: Sequence[Piece]) -> None:
        """Show these pieces in the second line while nothing is typed."""
        self._resting = pieces
        self._tell()

    def complain(self, why: str) -> None:
        """Say that lines cannot be saved, until one is."""
        self.error = why
        self._tell()

    def fix(self, entry: LastEntry) -> None:
        """Reopen an entry in the field; a line typed so far comes back afterwards."""
        if self.field.value.strip():
            self.outbox.keep([Draft(self.field.value, fixing=self.fixing)])
        self._fill(Draft(entry.text, fixing=entry.number))
        self.field.focus()

    def drafts(self) -> list[Draft]:
        """Return every line that is typed and not saved."""
        field = Draft(self.field.value, fixing=self.fixing, adding=self.adding, id=self._draft_id)
        return self.outbox.drafts(field)

    def restore(self, drafts: Sequence[Draft]) -> None:
        """Bring back lines that were left unsaved, the first into an empty field."""
        here = {draft.text for draft in self.drafts()}
        drafts = [draft for draft in drafts if draft.text not in here]
        if drafts:
            self.outbox.keep(drafts)
            if not self.field.value:
                self._bring_next()
            self.flash(speech.restored(len(drafts)))
            self.post_message(self.Told())

    def offer_note(self, number: str) -> None:
        """Let the next Enter keep a bare number, which is no record, as a note."""
        self._note_for = number

    # Typing

    def on_input_changed(self, event: EntryField.Changed) -> None:
        """Look at the line anew."""
        event.stop()
        self._look()
        self.post_message(self.Told())

    def _look(self) -> None:
        text = self.field.value
        asked = self._meaning(text)
        self._preview, self._offer, ghost = None, None, ""
        looked_for = ""
        if self.ready and asked.ask is Ask.ENTRY and len(text) <= LONGEST_PREVIEW:
            self._preview = self.source.preview(text)
            completions = self.source.complete(text, self.field.cursor_position)
            self._offer, ghost = find(text, self._preview.problems, completions)
            lit = not any(problem.offer for problem in self._preview.problems)
            self._complete(completions, lit)
            looked_for = "" if self.fixing or self.adding else text
        else:
            self._complete((), False)
        self.field.show(self._preview.marks if self._preview else (), ghost)
        self._doubles.watch(self, looked_for)
        self._tell(self._keys(asked))

    def _keys(self, asked: Meaning) -> list[Piece]:
        tab = "add to it" if self._double else "accept" if self._offer else ""
        return speech.keys_of(asked, tab, bool(self.adding))

    @property
    def _double(self) -> Double | None:
        """What is alike and offered; what is wrong with the line comes first."""
        wrong = self._preview is None or any(one.offer for one in self._preview.problems)
        return None if wrong else self._doubles.found

    def on_entry_area_found(self, event: Doubles.Found) -> None:
        """Offer to add the line to what is alike and open."""
        event.stop()
        if self._doubles.take(event):
            self._tell(self._keys(self._meaning(self.field.value)))

    def _complete(self, found: Sequence[Completion], lit: bool) -> None:
        if found or self._completed:
            self._completed = bool(found)
            self.post_message(self.Completed(found, lit))

    def on_entry_field_accepted(self, event: EntryField.Accepted) -> None:
        """Take the offer, what is alike before completions; with none, go on to the list."""
        event.stop()
        if self._double is not None:
            self.adding = self._double.number
            self._look()
            self.post_message(self.Told())
            return
        if self._offer is None:
            self.post_message(self.Left(by_tab=True))
            return
        self.field.value, self.field.cursor_position = take(self.field.value, self._offer)

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """Bring an earlier line."""
        event.stop()
        text = self.outbox.recall(event.step, self.field.value)
        if text is not None:
            self.field.put(text)

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Hand pasted lines on; while the desk is loading, each Enter brings the next."""
        event.stop()
        if self.ready and not self.fixing and not self.adding:
            self.post_message(self.Pasted(event.lines))
        else:
            self.keep(event.lines)

    def keep(self, lines: Sequence[str]) -> None:
        """Keep lines; the first stands in an empty field, each Enter brings the next."""
        self.outbox.keep(Draft(line) for line in lines)
        if not self.field.value and lines:
            self._bring_next()
            self.flash(speech.kept(len(lines)))
        self.post_message(self.Told())

    def action_leave(self) -> None:
        """Leave the line for the list, text kept; a fix is left, a line to be added is its own."""
        if self.fixing:
            number = self.fixing
            self.outbox.remember(self.field.value)
            self._bring_next()
            self.flash(speech.left_alone(number))
        elif self.adding:
            self.adding = ""
            self._look()
            self.post_message(self.Told())
        else:
            self.post_message(self.Left())

    # Sending

    def _enter(self) -> None:
        """Send the line, or hand on what it asks for."""
        text = self.field.value
        asked = self._meaning(text)
        if asked.ask is Ask.NOTHING:
            if not text.strip() and not self.fixing:
                self._bring_next()
        elif asked.ask is Ask.ENTRY:
            again = text == self._again_for
            id = self._draft_id if text == self._draft_text and not again else new_id()
            self.outbox.put(Draft(text, again, self.fixing, self.adding, id))
            self._fill(Draft(""))
            self._send()
        else:
            if asked.ask is Ask.OPEN and self.ready and not asked.words.isdecimal():
                self.outbox.remember(text)  # it may be a scan, and the next one is on its way
                self._fill(Draft(""))
            self.post_message(self.Asked(asked))

    def _meaning(self, text: str) -> Meaning:
        asked = meaning(text)
        entry = asked.ask is not Ask.NOTHING and (
            self.fixing or self.adding or text == self._note_for
        )
        return Meaning(Ask.ENTRY, asked.words) if entry else asked

    # Saying

    def on_descendant_focus(self) -> None:
        """Show the bar, and what the word may become."""
        self._look()

    def on_descendant_blur(self) -> None:
        """Hide the bar and the completions."""
        self._complete((), False)
        self._tell()

    def _tell(self, aside: Sequence[Piece] | None = None) -> None:
        """Say the most urgent thing in the second line, and light the bar."""
        marks = self._preview.marks if self._preview else ()
        wrong = self.error or any(mark.kind == "wrong" for mark in marks)
        bar = "error" if wrong else "accent" if self.field.has_focus else ""
        self.draw(bar, self.aside if aside is None else aside, self._words(self.field.value))

    def _words(self, text: str) -> tuple[Sequence[Piece], Sequence[Piece]]:
        if self._flash is not None and self._flash[0] == text:
            return self._flash[1], ()
        if self.error:
            return speech.failed(self.error, len(self.outbox.kept)), ()
        if text.strip():
            fixing = speech.fixing(self.fixing)
            if self.adding:
                return speech.adding(self.adding), ()
            if self._double is not None:
                return speech.double(self._double)
            if self._preview is not None:
                return [*fixing, *speech.preview(self._preview, bool(self.fixing))], ()
            asked = self._meaning(text)
            return [*fixing, *speech.asked(asked, self.ready, len(text))], ()
        if self.outbox.flying is not None or (self.outbox.unsaved and not self.ready):
            draft = self.outbox.flying
            return speech.sending(shown(draft.text) if draft else "", self.ready), ()
        return self._resting, ()
