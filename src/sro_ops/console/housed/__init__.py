"""The Desk's source on a real store: its first page by plain statements, the rest by the house."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.clock import Clock, utc_now
from sro_ops.console.housed.access import HousedAccess
from sro_ops.console.housed.alike import HousedAlike
from sro_ops.console.housed.catchup import HousedCatchUp
from sro_ops.console.housed.emergency import HousedEmergency
from sro_ops.console.housed.files import keymap, place_names, theme
from sro_ops.console.housed.guests import HousedGuests
from sro_ops.console.housed.needs import HousedNeeds
from sro_ops.console.housed.panels import HousedPanels
from sro_ops.console.housed.returning import HousedReturning
from sro_ops.console.housed.scans import HousedScans
from sro_ops.console.housed.topics import HousedTopics
from sro_ops.console.source.status import DeskStatus
from sro_ops.console.source.typed import Completion, LastEntry, Preview, Saved
from sro_ops.errors import Refused
from sro_ops.settings.quick import quick
from sro_ops.store.feed import Feed
from sro_ops.store.reading import open_journal

if TYPE_CHECKING:
    from sro_ops.console.source.page import RecordPage
    from sro_ops.host.house import House
    from sro_ops.host.plugin_host import From
    from sro_ops.host.replies import ScanKept
    from sro_ops.records.saving import Saved as Kept
    from sro_ops.records.verbs import Verb
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor, Line
    from sro_ops.store.sites import Site

Beside = Callable[["House"], AbstractContextManager[None]]
"""Begins something beside an open house, and ends it."""

PATIENCE = 3.0
"""Seconds for which closing waits for a plugin that is being asked."""


class HouseSource(
    HousedAccess,
    HousedAlike,
    HousedCatchUp,
    HousedEmergency,
    HousedGuests,
    HousedNeeds,
    HousedPanels,
    HousedReturning,
    HousedScans,
    HousedTopics,
):
    """What the Desk is fed from.

    Args:
        file: the settings file.
        path: the store's file.
        actor: who has signed on; a desk without an operator until somebody does.
        site: the site of this desk; chosen anew when somebody signs on.
        safe_mode: load first-party plugins alone.
        extra: folders of further plugins.
        clock: tells the time.
        beside: what goes on beside the open house until it is closed: in a demo the other desks.
    """

    def __init__(
        self,
        file: SettingsFile,
        path: Path,
        actor: Actor,
        site: Site,
        safe_mode: bool = False,
        extra: Sequence[Path] = (),
        clock: Clock = utc_now,
        beside: Beside | None = None,
    ) -> None:
        super().__init__()
        self._file = file
        self._path = path
        self._actor = actor
        self._site = site
        self._options = (safe_mode, extra)
        self._clock, self._beside = clock, beside
        self._stack = ExitStack()
        self._house: House | None = None
        self._feed: Feed | None = None
        self._at_work = threading.Lock()
        self._feeding = threading.Lock()
        self._readers = threading.Condition()
        self._reads = 0
        self._names: dict[str, str] | None = None
        self._questions: dict[str, From[ScanKept]] = {}

    def status(self) -> DeskStatus:
        """Return what the header shows."""
        settings = quick(self._file)
        name = self._actor.name.split()[-1] if self._actor.name else ""
        return DeskStatus(
            self._site.code, self._site.name, ZoneInfo(self._site.timezone), name,
            self._actor.badge, clock=settings.clock, theme=settings.theme,
            speed=getattr(self._clock, "speed", 1),
            **keymap(settings.keymap), **theme(settings.theme),
        )  # fmt: skip

    def first_page(self, limit: int) -> Sequence[Line]:
        """Return the newest lines, oldest first."""
        with open_journal(self._path, self._actor.scope) as journal:
            return self._named(journal.newest(limit, self._site.code))

    def load(self) -> None:
        """Open settings, store and plugins, once."""
        if self._house is not None:
            return
        from sro_ops.host.opening import open_house
        from sro_ops.host.services import serving

        safe_mode, extra = self._options
        opening = open_house(self._file, safe_mode, self._site.code, extra, clock=self._clock)
        house = self._stack.enter_context(opening)
        house.actor = self._actor
        self._stack.enter_context(serving(house))
        if self._beside is not None:
            self._stack.enter_context(self._beside(house))
        self._house, self.plugins = house, house.plugins
        self._sits((self._actor, self._site))

    def close(self) -> None:
        """End the wait for news, and let go of the store once what is under way is kept.

        A plugin that does not answer is not waited for without end; the store stays open then.
        """
        if self._feed is not None:
            self._feed.stop()
        self._goes()
        with self._at_work, self._readers:
            house, self._house = self._house, None
            if self._readers.wait_for(lambda: house is None or self._reads == 0, PATIENCE):
                self._stack.close()

    def before(self, pos: int, limit: int) -> Sequence[Line]:
        """Return lines older than `pos`, oldest first."""
        with open_journal(self._path, self._actor.scope) as journal:
            return self._named(journal.newest(limit, self._site.code, before=pos))

    def wait_news(self, after: int, timeout: float) -> Sequence[Line]:
        """Wait for lines newer than `after`."""
        with self._feeding:
            feed = self._feed
            if feed is None:
                journal = open_journal(self._path, self._actor.scope)
                self._feed = feed = Feed(journal, after, self._site.code, desk_view=False)
            feed.after = after
            return self._named(feed.wait(timeout))

    def preview(self, text: str) -> Preview:
        """Say what `text` would be."""
        from sro_ops.console.telling import preview

        house = self._open
        return preview(house.read_line(text), house, self._actor)

    def complete(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return ways to finish the word at `cursor`."""
        from sro_ops.records.entry import complete

        return [
            Completion(one.name, one.kind, one.code, one.start, one.end, one.replacement)
            for one in complete(text, cursor, self._open.context())
        ]

    def verbs(self) -> Sequence[Verb]:
        """Return the verbs of the entry line."""
        return list(self._open.verbs.values())

    def save(self, text: str, again: bool = False, id: str = "") -> Saved:
        """Save a typed line, durably."""
        from sro_ops.records.saving import save_entry

        with self._at_work:
            house = self._open
            scanned, text = self.scan(text)
            if scanned is not None:
                return scanned
            entry = house.read_line(text)
            kept = save_entry(
                house.store, self._actor, entry, house.site, again, id=id or None
            )  # fmt: skip
            return self._told(kept)

    def last_entry(self) -> LastEntry:
        """Return the operator's last entry, as typed."""
        from sro_ops.records.fixing import last_typed

        with self._at_work:
            house = self._open
            number, text = last_typed(house.store, self._actor, house.site)
            return LastEntry(number, text)

    def fix(self, number: str, text: str) -> Saved:
        """Correct the operator's last entry."""
        from sro_ops.records.fixing import fix

        with self._at_work:
            house = self._open
            site, whole = house.number(number)
            entry = house.read_again(text, whole, site)
            return self._told(fix(house.store, self._actor, whole, entry, site))

    def strike(self, number: str, why: str) -> Saved:
        """Cross a record out."""
        from sro_ops.records.changing import strike

        with self._at_work:
            house = self._open
            site, whole = house.number(number)
            return self._told(strike(house.store, self._actor, whole, why, site))

    def search(self, query: str, limit: int, before: int | None = None) -> Sequence[Line]:
        """Return lines that match, newest first."""
        if not self._actor.may("core.search"):
            raise Refused("you have no right to search")
        with open_journal(self._path, self._actor.scope) as journal:
            found = journal.search(query, limit, [("site", self._site.code)], before)
            return self._named(found)

    def record_page(self, number: str) -> RecordPage:
        """Return a record by its number."""
        from sro_ops.console.telling import record_page
        from sro_ops.records.page import read_page

        with self._at_work:
            house = self._open
            site, whole = house.number(number)
            return record_page(read_page(house.store, self._actor, whole, site), house, self._actor)

    def glimpse(self, number: str) -> RecordPage | None:
        """Return a record to show beside the log; None where opening it leaves a line."""
        from sro_ops.console.telling import record_page
        from sro_ops.records.page import glimpse_page

        with self._reading() as house:
            site, whole = house.number(number)
            page = glimpse_page(house.store, self._actor, whole, site)
            return None if page is None else record_page(page, house, self._actor)

    def reveal(self, lines: Sequence[Line]) -> Mapping[int, Sequence[str]]:
        """Return the names in those lines that this viewer may see."""
        scope = self._actor.scope
        return {
            line.pos: line.people
            for line in lines
            if scope.covers(line.site, line.record_class, line.sealed)
        }

    @property
    def _open(self) -> House:
        if self._house is None:
            raise Refused("the console is still loading", todo="Try again in a moment")
        return self._house

    @contextmanager
    def _reading(self) -> Iterator[House]:
        """Lend the house to a worker that only reads; several may, beside one that writes."""
        with self._readers:
            house = self._open
            self._reads += 1
        try:
            yield house
        finally:
            with self._readers:
                self._reads -= 1
                self._readers.notify_all()

    def _told(self, kept: Kept) -> Saved:
        with open_journal(self._path, self._actor.scope) as journal:
            lines = journal.since(kept.pos - 1, 1, desk_view=False)
        line = self._named(lines)[0] if lines else None
        return Saved(kept.number, kept.state, line, kept.remark)

    def _named(self, lines: Sequence[Line]) -> list[Line]:
        """Return lines with places by their names; a code that is not listed stays."""
        if self._names is None:
            self._names = place_names(self._file)
        return [replace(line, place=self._names.get(line.place, line.place)) for line in lines]
