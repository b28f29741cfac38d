"""How a record list is laid out, read and described; what its keys do is in `records`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical

from sro_ops.console.header import Header
from sro_ops.console.kit import acting
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, Hint, Keys, Ruled
from sro_ops.console.kit.detail import Detail
from sro_ops.console.kit.ink import QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.records import Heads, RecordList, full, heads
from sro_ops.console.log.pane import for_the_room
from sro_ops.console.screens import listwords
from sro_ops.console.screens.acting import Acting
from sro_ops.console.screens.filterline import FilterLine, Second
from sro_ops.console.screens.listwords import Failed, Read, Told
from sro_ops.console.screens.record import RecordScreen
from sro_ops.console.source.records import Kind, ListFacts, ListQuery, RecordRow
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from textual.app import ComposeResult
    from textual.events import DescendantBlur, DescendantFocus, Resize
    from textual.timer import Timer

    from sro_ops.console.kit.virtual import VirtualList
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.page import RecordPage

WIDTHS = [(0, "-narrow"), (100, "-normal"), (160, "-wide")]
"""From how many columns on a screen is narrow, normal or wide."""

SETTLE = 0.15
"""Seconds for which the cursor rests on a row before its record is read."""


class Listing(Acting):
    """A list of the records of some types, and the chosen one beside it; what it reads and says.

    Args:
        source: what it reads.
        title: what stands above it: the mode's name.
        kinds: the types in it, at least one.
    """

    AUTO_FOCUS = "RecordList"
    DEFAULT_CSS = """
    Listing { layout: vertical; background: $background; }
    Listing #beside { width: 46; margin: 0 0 0 2; display: none; }
    Listing.-normal #beside { display: block; }
    Listing.-wide #beside { display: block; width: 84; margin: 0 0 0 3; }
    Listing #filter { height: 1; }
    Listing #slash { width: 3; }
    """
    HORIZONTAL_BREAKPOINTS: list[tuple[int, str]] | None = WIDTHS

    def __init__(self, source: DeskSource, title: str, kinds: Sequence[Kind]) -> None:
        super().__init__()
        self.source = source
        self.kinds = kinds
        self.named = title
        self.facts: ListFacts | None = None
        self.query_now = ListQuery(tuple(kind.type for kind in kinds))
        self.head = Ruled()
        self.slash = Bar(id="slash")
        self.filter = FilterLine()
        self.heads = Heads()
        self.rows = RecordList(kinds, listwords.empty(title, kinds))
        self.name_of = Ruled()
        self.detail = Detail()
        self.second = Second()
        self.keys = Keys()
        self._page: RecordPage | None = None
        self._opened = ""
        self._sought = ""
        self._wait: Timer | None = None
        self._asked = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, and the record beside it."""
        yield Header()
        with Horizontal():
            with Vertical():
                yield self.head
                with Horizontal(id="filter"):
                    yield self.slash
                    yield self.filter
                yield self.heads
                yield self.rows
            with Vertical(id="beside"):
                yield self.name_of
                yield self.detail
        yield self.second
        yield self.keys

    def on_mount(self) -> None:
        """Read the first page."""
        app_of(self).hearing.append(self)
        self.slash.show([("/", "accent bold")])
        self._title()
        self.read()

    def on_resize(self, event: Resize) -> None:
        """Say as much as fits."""
        self.call_after_refresh(self._settle)

    # Reading

    def read(self) -> None:
        """Read the list from its head."""
        self._asked, self._sought, self._page = "", "", None
        self.rows.show(self.source.records, self.query_now)
        self.facts = None
        self._count()

    def _count(self) -> None:
        query = self.query_now
        ask(
            self,
            lambda: self.source.records.facts(query),
            lambda facts: Told(query, facts),
            lambda why: Failed("", why),
        )

    def on_told(self, event: Told) -> None:
        """Learn how many there are, and how the filter was understood."""
        if event.query == self.query_now:
            self.facts = event.facts
            self.filter.said = event.facts.said
            self.filter.refresh()
            self.rows.expect(event.facts.about)
            self._title()

    def renew(self) -> None:
        """Read what is in sight anew: something has changed."""
        self._asked = ""
        self.rows.renew()
        self._count()

    def seek(self, number: str) -> None:
        """Read from the head, and put the cursor on a record if it stands there."""
        self.read()
        self._sought = number

    def _find(self) -> None:
        if not self._sought or not self.rows.run.loaded:
            return
        sought, self._sought = self._sought, ""
        numbers = [row.number for row in self.rows.run.rows]
        if sought in numbers:
            self.rows.point(self.rows.run.start + numbers.index(sought))

    def heard(self, types: Collection[str]) -> None:
        """Read anew what is in sight when a record of these types was kept or changed."""
        if not set(self.query_now.types).isdisjoint(types):
            self.renew()

    def on_virtual_list_changed(self, event: VirtualList.Changed) -> None:
        """Bring title, second line and the record beside up to date."""
        self._find()
        row = self.rows.row
        self.second.show(full(row, self.rows.manner) if row else ())
        self._title()
        self._settle()

    def _settle(self) -> None:
        """Read the chosen record once the cursor rests, unless that would be journaled."""
        row = self.rows.row
        if not self.beside or row is None or row.id == self._asked:
            return
        self._asked = row.id
        if row.number == self._opened and row.protected:
            return
        if self._page is not None and self._page.number != row.number:
            self._page = None
        self._opened = self._opened if row.number == self._opened else ""
        if self._wait is not None:
            self._wait.stop()
        if row.protected:
            self.detail.show(None, listwords.CLOSED)
        else:
            self._wait = self.set_timer(SETTLE, lambda: self._open(row, False))
        self._title()

    @property
    def beside(self) -> bool:
        """Whether the chosen record stands beside the list."""
        return self.size.width >= 100

    @property
    def coming(self) -> str:
        """The chosen record's number, unless it must be opened on purpose."""
        row = self.rows.row
        return row.number if self.beside and row is not None and not row.protected else ""

    def _open(self, row: RecordRow, on_screen: bool) -> None:
        if on_screen and self._wait is not None:
            self._wait.stop()
        number = row.number
        read = self.source.record_page if on_screen else self.source.glimpse
        ask(
            self,
            lambda: read(number),
            lambda page: Read(number, page, on_screen),
            lambda why: Failed(number, why),
        )

    def on_read(self, event: Read) -> None:
        """Show a record beside the list, or on a screen of its own."""
        row = self.rows.row
        here = row is not None and row.number == event.number
        if event.page is None:
            if here and self._opened != event.number:
                self.detail.show(None, listwords.CLOSED)
        elif event.on_screen and not self.beside:
            place = self._place() if here else ""
            self.app.push_screen(RecordScreen(self.source, event.page, place), self._after)
        elif here:
            self._page = event.page
            if event.on_screen:
                self._opened = event.number
            self.show_page()
            self._title()
            if event.on_screen:
                self.detail.focus()
            self.came()

    def show_page(self) -> None:
        """Show the record beside the list; people as initials until it is opened, or names are."""
        if self._page is not None:
            known = self._opened == self._page.number or self.rows.names
            self.detail.show(self._page if known else for_the_room(self._page))

    def on_failed(self, event: Failed) -> None:
        """Say what could not be read."""
        self.keys.show((), [("✗ ", "error bold"), (shown(event.why), QUIET)])

    def _after(self, page: RecordPage | None) -> None:
        if page is not None:
            self.keys.show((), [("✓ ", "success"), (f"{page.number} crossed out", QUIET)])
        self.renew()

    # Words

    def _place(self) -> str:
        return listwords.about(self.rows.cursor, self.facts)

    def _title(self) -> None:
        facts = self.facts
        names: list[Piece] = [("names shown   ", "warning bold")] if self.rows.names else []
        self.head.show([(self.named, STRONG)], [*names, (listwords.figure(facts), QUIET)])
        self.head.light(self.rows.has_focus)
        now = self.query_now
        self.heads.show(heads(self.rows.columns(), self.kinds, now.oldest_first))
        number = self._page.number if self._page else ""
        place = self._place() if self.rows.row else ""
        self.name_of.show([(shown(number) or "Record", STRONG)], [(place or "none", QUIET)])
        self.name_of.light(self.detail.has_focus)
        self._hints()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Light what has the focus, and show its keys."""
        self._title()

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """Light what has the focus, and show its keys."""
        self._title()

    def _hints(self) -> None:
        if self.focused is self.filter:
            self.keys.keys(
                (("↵", "show"), ("esc", "as it was"), ("", listwords.states(self.kinds)))
            )
            return
        page = self.acting_on
        mine: Sequence[Hint] = acting.hints(acting.acts(page)) if page is not None else ()
        new: Sequence[Hint] = (("n", "new"),) if any(kind.may_add for kind in self.kinds) else ()
        if self.detail.has_focus:
            self.keys.keys((("esc", "list"), *mine, ("y", "copy"), ("↑ ↓", "scroll")))
            return
        self.keys.keys(
            (
                *new,
                ("/", "filter"),
                ("↵", "open"),
                *mine,
                ("s", "sort"),
                ("v", "names"),
                ("y", "copy"),
                ("?", "help"),
                ("esc", "desk"),
            )
        )
