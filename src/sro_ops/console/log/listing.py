"""What single keys do in the Desk's list: open, fix, cross out, names, copy; and search results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message
from textual.screen import Screen

from sro_ops.console import messages
from sro_ops.console.entry import speech
from sro_ops.console.entry.area import EntryArea
from sro_ops.console.kit import times
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.ink import PLAIN, QUIET
from sro_ops.console.kit.plain import cut, shown
from sro_ops.console.log.lines import Log
from sro_ops.console.log.rows import Row, copied
from sro_ops.console.log.timeline import Timeline
from sro_ops.console.screens.dialogs import CrossOut
from sro_ops.console.screens.record import RecordScreen
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.page import RecordPage
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.console.source.typed import Saved
    from sro_ops.store.model import Line

FOUND = 50
"""Results in one page of a search."""


class ListActions(Screen[None]):
    """The half of the Desk that acts on the lines of the list in sight."""

    def __init__(self, source: DeskSource) -> None:
        super().__init__()
        self.source = source
        self.status: DeskStatus | None = None
        self.entry = EntryArea(source)
        self.timeline = Timeline(speech.EMPTY_LOG, id="log")
        self.results: Timeline | None = None
        self.query_text = ""
        self.names_on = False
        self._names: dict[int, Sequence[str]] = {}

    @property
    def list_(self) -> Timeline:
        """The list in sight: search results, or today's log."""
        return self.results or self.timeline

    def query_of(self, timeline: Timeline) -> str | None:
        """Return the words that a list was searched for; None for today's log."""
        return self.query_text if timeline is self.results else None

    def action_type(self, start: str = "") -> None:
        """Go to the entry line; `start` is typed there where it is empty."""
        self.entry.field.focus()
        if start and not self.entry.field.value:
            self.entry.field.put(start)

    def _say(self, text: str) -> None:
        self.entry.flash([(text, QUIET)])

    def _able(self) -> bool:
        if not self.entry.ready:
            self._say("getting ready … press the key again in a moment")
        return self.entry.ready

    # Open

    def on_timeline_opened(self, event: Timeline.Opened) -> None:
        """Open the record that a line tells of."""
        if event.row.line.number:
            self.open_record(event.row.line.number)
        else:
            self._say("this line tells of no record")

    def open_record(self, number: str, typed: str = "") -> None:
        """Ask for a record's page; `typed` is the line on which its number was typed.

        What looks like a number may be the code of something that was scanned: that comes first.
        """

        def found() -> Message:
            coded = typed and not typed.strip().isdecimal()
            saved = self.source.scanned(typed.strip()) if coded else None
            if saved is not None:
                return messages.ScanKnown(saved)
            return messages.PageReady(self.source.record_page(number), typed)

        if self._able():
            ask(self, found, _itself, lambda why: messages.PageMissing(why, typed))

    def on_scan_known(self, event: messages.ScanKnown) -> None:
        """Say what became of a scan."""
        self.entry.scanned(event.saved)

    def on_page_ready(self, event: messages.PageReady) -> None:
        """Show the page."""
        if event.typed:
            self.entry.clear(event.typed)
        self.app.push_screen(RecordScreen(self.source, event.page), self._after_record)

    def _after_record(self, page: RecordPage | None) -> None:
        if page is not None:
            self.entry.flash(speech.crossed_out(page.number))

    def on_page_missing(self, event: messages.PageMissing) -> None:
        """Say so; a typed number may still be kept as a note, for no line is ever refused."""
        note = ""
        if event.typed and not self.entry.field.value:
            self.entry.field.put(event.typed)
        if event.typed and event.typed == self.entry.field.value:
            self.entry.offer_note(event.typed)
            note = "  ↵ again keeps it as a note"
        self.entry.flash([*speech.trouble("", event.why), (note, QUIET)])

    # Fix, cross out

    def action_fix(self) -> None:
        """Reopen my last entry."""
        if self._able():
            ask(
                self,
                self.source.last_entry,
                messages.Reopened,
                lambda why: messages.Trouble("Not reopened", why),
            )

    def on_reopened(self, event: messages.Reopened) -> None:
        """Put it on the entry line."""
        self.entry.fix(event.entry)

    def action_cross_out(self) -> None:
        """Ask for a reason, then cross out the cursor's record."""
        row = self.list_.row
        if row is None or not self._able():
            return
        if not row.line.number or row.line.struck:
            self._say("already crossed out" if row.line.struck else "this line tells of no record")
            return
        number = row.line.number
        what = "a protected record" if row.masked else _about(row, self.entry.clock)
        name = "this record" if row.masked else number
        dialog = CrossOut(name, what, lambda why: self.source.strike(number, why))
        self.app.push_screen(dialog, self._after_strike)

    def _after_strike(self, saved: Saved | None) -> None:
        if saved is not None:
            if saved.line is not None:
                self.timeline.add([saved.line])
            self.entry.flash(speech.crossed_out(saved.number))

    # Names, copy

    def action_names(self) -> None:
        """Show the names that this operator may see, or hide them again."""
        if not self._able():
            return
        self.names_on = not self.names_on
        self._names = {}
        if self.names_on:
            lists = [one for one in (self.timeline, self.results) if one and one.view]
            self.reveal([row.line for one in lists if one.view for row in one.view.log.rows])
        else:
            self._show_names()

    def reveal(self, lines: Sequence[Line]) -> None:
        """Ask for the names in `lines` while names are shown."""
        if self.names_on and lines:
            ask(
                self,
                lambda: self.source.reveal(lines),
                messages.Revealed,
                lambda why: messages.Trouble("Names", why),
            )

    def on_revealed(self, event: messages.Revealed) -> None:
        """Show these names, unless they were hidden meanwhile."""
        if self.names_on:
            self._names.update(event.names)
            self._show_names()

    def _show_names(self) -> None:
        self.timeline.show_names(self._names)
        if self.results is not None:
            self.results.show_names(self._names)

    def action_copy(self) -> None:
        """Copy the cursor's line, as the room sees it, to the terminal's clipboard."""
        row = self.list_.row
        if row is not None and self.status is not None:
            text = copied(row, self.status.clock)
            self.app.copy_to_clipboard(text)
            self.entry.flash([("copied  ", QUIET), (text, PLAIN)])

    # Search

    def search(self, words: str) -> None:
        """Search everything this operator may see, newest first."""
        typed = self.entry.field.value
        ask(
            self,
            lambda: self.source.search(words, FOUND),
            lambda lines: messages.Found(words, lines, typed),
            lambda why: messages.Trouble("Search", why),
        )

    async def on_found(self, event: messages.Found) -> None:
        """Show the results in place of today's log, or say that there are none."""
        if not event.lines or self.status is None:
            self.entry.flash(
                [("Nothing found for ", QUIET), (shown(event.query), "accent"), (".", QUIET)]
            )
            return
        self.entry.clear(event.typed)
        await self._drop_results()
        log = Log(self.status, app_of(self).site_time().date(), len(event.lines) >= FOUND)
        log.add(event.lines)
        self.query_text, self.results = event.query, Timeline(id="found")
        self.timeline.display = False
        await self.mount(self.results, after=self.timeline)
        self.results.fill(log)
        self.results.focus()
        self.reveal(event.lines)

    async def action_close_results(self) -> None:
        """Go back from search results to today's log, and to typing."""
        if self.results is not None:
            await self._drop_results()
            self.entry.field.focus()

    async def _drop_results(self) -> None:
        if self.results is not None:
            found, self.results = self.results, None
            self.timeline.display = True
            await found.remove()
            self.timeline.post_message(Timeline.Changed())


def _about(row: Row, clock: int) -> str:
    """Return a line in the 58 cells of a dialog: what, where, when, who; the words are cut."""
    line = row.line
    tail = [line.place, times.hour(row.at, clock), line.who]
    end = "".join(f", {shown(part)}" for part in tail if part)
    start = f"{shown(line.word)}: "
    return start + cut(shown(line.summary), max(58 - cell_len(start + end), 12)) + end


def _itself(message: Message) -> Message:
    return message
