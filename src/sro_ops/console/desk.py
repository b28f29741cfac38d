"""The Desk: today's log above, the entry line below, and the order in which it all comes to life.

First the skeleton is painted, then the first page is read in a thread, then everything else is
loaded in a thread; keys typed meanwhile are kept. Workers post messages; handlers own all state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console import desktitle, garbage, messages
from sro_ops.console.entry import speech
from sro_ops.console.entry.meaning import Ask
from sro_ops.console.header import Header
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Keys, Ruled
from sro_ops.console.kit.ink import QUIET
from sro_ops.console.log import returning, rows
from sro_ops.console.log.lines import Log
from sro_ops.console.log.news import Listener
from sro_ops.console.log.timeline import MEASURE, Timeline
from sro_ops.console.panels.acting import Body, LogColumn, PanelActions
from sro_ops.console.scanned import ask_who_scanned
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from textual.app import ComposeResult
    from textual.events import DescendantBlur, DescendantFocus, Resize

    from sro_ops.console.entry.area import EntryArea
    from sro_ops.console.panels.shelf import Shelf
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.store.model import Line

PAGE = 50
"""Lines in the first page and in every page before it."""

RETRY = 5.0
"""Seconds after which a store that could not be opened is tried again."""


class Desk(PanelActions):
    """The first screen."""

    AUTO_FOCUS = "EntryField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "type", "type", show=False, id="desk.type")
    ]

    def __init__(self, source: DeskSource) -> None:
        super().__init__(source)
        self.listener = Listener(source)

    def compose(self) -> ComposeResult:
        """Lay out the skeleton."""
        yield Header()
        yield self.needs
        with Body():
            with LogColumn():
                yield Ruled(MEASURE)
                yield self.timeline
            yield self.pane
            yield self.shelf
        yield self.glance
        yield self.entry
        yield Keys()

    # Coming to life

    def on_mount(self) -> None:
        """Paint, then read the first page."""
        self._title()
        self._hints()
        self.set_interval(1.0, self._tick)
        if app_of(self).admitted:
            app_of(self).wake(self.entry.field)
            self.call_after_refresh(self._open)

    def _open(self) -> None:
        self.keeper.pause()

        def first() -> tuple[DeskStatus, Sequence[Line]]:
            return self.source.status(), self.source.first_page(PAGE)

        def opened(answer: tuple[DeskStatus, Sequence[Line]]) -> messages.Opened:
            return messages.Opened(*answer)

        ask(self, first, opened, lambda why: messages.Trouble("The store", why))

    def on_opened(self, event: messages.Opened) -> None:
        """Show the first page, and load the rest."""
        self.status = event.status
        self.entry.clock = self.needs.clock = event.status.clock
        app_of(self).know(event.status)
        log = Log(event.status, self._today())
        log.more = len(event.lines) >= PAGE
        log.add(event.lines)
        self.timeline.fill(log)
        self._tick()
        self.call_after_refresh(self._load)

    def _load(self) -> None:
        self.ask_titles()
        ask(
            self,
            self.source.load,
            lambda _: messages.Loaded(),
            lambda why: messages.Trouble("The store", why),
        )

    def on_loaded(self, event: messages.Loaded) -> None:
        """Take lines from now on, and listen to the other desks."""
        garbage.release()
        app_of(self).know_guests(self.source)
        self.entry.error = ""
        self.entry.now_ready()
        self.timeline.ask_again()
        self.needs.start()
        self.shelf.start()
        self.query_one(Header).start(self.source.header)
        self.host_guests()
        self.welcome()
        log = self.timeline.view.log if self.timeline.view else None
        after = log.rows[-1].pos if log and log.rows else 0
        self.listener.start(self, after)

    def on_unmount(self) -> None:
        """Stop listening."""
        self.listener.stop()

    def on_trouble(self, event: messages.Trouble) -> None:
        """Say what did not work; a store that did not open is tried again."""
        garbage.release()
        if self.entry.ready:
            self.entry.flash(speech.trouble(event.what, event.why))
            return
        self.entry.complain(f"{event.why}. What you type is kept; trying again.")
        self.set_timer(RETRY, self._open if self.status is None else self._load)

    def _today(self) -> date:
        assert self.status is not None
        return app_of(self).now().astimezone(self.status.zone).date()

    def _tick(self) -> None:
        if self.status is not None:
            at = app_of(self).now().astimezone(self.status.zone)
            self.query_one(Header).tell(self.status, at)
            self.timeline.turn(at.date())
            self.needs.tick(app_of(self).still)
            self.shelf.tick()
            self.settle_panels()

    # Lines come in

    def on_news(self, event: messages.News) -> None:
        """Show lines of this and other desks."""
        self.timeline.add(event.lines)
        self.reveal(event.lines)
        self.pane.stale(event.lines)
        self.needs.stale()
        self.shelf.stale()
        self.query_one(Header).stale()
        app_of(self).news(event.lines)

    async def on_entry_area_kept(self, event: EntryArea.Kept) -> None:
        """Show the new line just above the entry line, the cursor on it."""
        await self._drop_results()
        if event.saved.line is not None:
            self.timeline.add([event.saved.line])
            self.timeline.point_at(event.saved.line)
            self.reveal([event.saved.line])
        ask_who_scanned(self, self.source, event.saved, self.entry.scanned)

    def on_timeline_earlier(self, event: Timeline.Earlier) -> None:
        """Read the page before, by key."""
        if not self.entry.ready:
            return
        query = self.query_of(event.timeline)

        def older() -> Sequence[Line]:
            if query is not None:
                return self.source.search(query, PAGE, event.pos)
            return self.source.before(event.pos, PAGE)

        ask(
            self,
            older,
            lambda lines: messages.Older(lines, len(lines) < PAGE, query),
            lambda why: messages.Trouble("Earlier lines", why),
        )

    def on_older(self, event: messages.Older) -> None:
        """Put the page above what is there; the window does not move."""
        shown = self.timeline if event.query is None else self.results
        if shown is not None and self.query_of(shown) == event.query:
            shown.add(event.lines, last_page=event.last)
            self.reveal(event.lines)

    # What the entry line asks for

    def on_entry_area_asked(self, event: EntryArea.Asked) -> None:
        """Search, open or help."""
        words = event.meaning.words
        if event.meaning.ask is Ask.HELP:
            self.entry.clear(self.entry.field.value)
            app_of(self).action_help()
        elif not self.entry.ready:
            self.entry.flash([("getting ready … press Enter again in a moment", QUIET)])
        elif event.meaning.ask is Ask.SEARCH:
            self.search(words)
        else:
            digits = words.isdecimal()
            self.open_record(words, typed=self.entry.field.value if digits else words)

    # Words around the list

    def on_resize(self, event: Resize) -> None:
        """Say as much as fits; in a very low window the list and the entry line stay."""
        low = event.size.height < 10
        self.query_one(Header).display = not low
        self.query_one(Ruled).display = not low
        self.needs.display = not low
        self.needs.settle()
        self._hints()

    def on_timeline_changed(self, event: Timeline.Changed) -> None:
        """Bring title and second line up to date."""
        self._title()
        if self.needs.has_focus:
            return
        row = self.list_.row
        if self.entry.ready:
            self.pane.point(row, self.names_on)
        self.entry.rest_on(rows.full(row) if row else ())

    def on_entry_area_told(self, event: EntryArea.Told) -> None:
        """Bring the footer up to date, and keep what is typed."""
        self._hints()
        self.keep_typed()

    def on_shelf_pointed(self, event: Shelf.Pointed) -> None:
        """Show the key of the row's step."""
        self._hints()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Show the keys of what has the focus."""
        self._title()
        self._hints()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Show the keys of what has the focus."""
        self._title()
        self._hints()

    def _title(self) -> None:
        ruled = self.query_one(Ruled)
        query = self.query_of(self.list_)
        if self.since_shown and self.since is not None:
            ruled.show(*returning.title(self.since, self.entry.clock))
        else:
            ruled.show(*desktitle.title(self.list_.view, query, self.names_on))
        ruled.light(self.list_.has_focus)

    def _hints(self) -> None:
        keys = self.query_one(Keys)
        entry = self.entry
        wide = self.size.width >= 100
        listing, found = self.list_.has_focus, self.results is not None
        typing, fixing = bool(entry.field.value), bool(entry.fixing)
        if self.needs.has_focus:
            keys.keys(desktitle.NEEDING)
        elif self.shelf.has_focus:
            keys.keys(desktitle.shelved(self.shelf.row))
        elif self.shelf.has_focus_within:
            keys.keys(desktitle.HOSTED)
        elif entry.adding and not listing:
            keys.keys(desktitle.ADDING)
        elif self.since_shown and not listing and not typing:
            keys.keys(desktitle.SINCE)
        else:
            keys.keys(desktitle.hints(listing, found, typing, fixing))
        keys.show((), speech.footer(entry.last_saved, entry.clock, bool(entry.error), wide))
