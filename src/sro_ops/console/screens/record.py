"""The record page: everything a record says, in words, on one scrolling sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.console.header import Header
from sro_ops.console.kit import acting
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Keys, Ruled
from sro_ops.console.kit.detail import WIDEST, Detail
from sro_ops.console.kit.ink import QUIET, STRONG
from sro_ops.console.kit.plain import shown
from sro_ops.console.screens.acting import Acting, paper

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.events import Resize

    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.page import RecordPage


class RecordScreen(Acting):
    """One record; dismissed with its page where it was crossed out here."""

    AUTO_FOCUS = "Detail"
    CSS = "RecordScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "back", "back", show=False, id="record.back"),
        Binding("y", "copy", "copy", show=False, id="record.copy"),
        Binding("o", "out", "save, mail or print", show=False, id="record.out"),
        Binding("question_mark", "app.help", "help", show=False, id="record.help"),
    ]

    class Renewed(Message):
        """The page as it is now."""

        def __init__(self, page: RecordPage) -> None:
            super().__init__()
            self.page = page

    class NotRead(Message):
        """The page could not be read anew, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, source: DeskSource, page: RecordPage, place: str = "") -> None:
        super().__init__()
        self.source = source
        self.page = page
        self.place = place
        self.detail = Detail(page)

    @property
    def acting_on(self) -> RecordPage:
        """The record."""
        return self.page

    def compose(self) -> ComposeResult:
        """Lay out header, title, sheet and keys."""
        yield Header()
        yield Ruled(WIDEST)
        yield self.detail
        yield Keys()

    def on_mount(self) -> None:
        """Name the record, and say which keys work."""
        ruled = self.query_one(Ruled)
        place = [(f"{self.place}   ", QUIET)] if self.place else []
        facts = [*place, ("esc", "accent bold"), (" back", QUIET)]
        ruled.show([(shown(self.page.number), STRONG)], facts)
        ruled.light(True)
        self._hints()

    def on_resize(self, event: Resize) -> None:
        """Say which keys fit."""
        self._hints()

    def _hints(self) -> None:
        self.query_one(Keys).keys(
            (
                ("esc", "back"),
                *acting.hints(acting.acts(self.page)),
                ("y", "copy"),
                ("o", "out"),
                ("?", "help"),
                ("↑ ↓", "scroll"),
            )
        )

    def _said(self, said: str) -> None:
        self.query_one(Keys).show((), [("✓ ", "success"), (said, QUIET)])

    def action_back(self) -> None:
        """Go back to where this was opened."""
        self.dismiss(None)

    def action_copy(self) -> None:
        """Copy the page as plain text."""
        self.copy_out(paper(self.page), self.source.papers)

    def acted(self, page: RecordPage, said: str) -> None:
        """Say so, and read the page anew; a record that was crossed out here is left."""
        if said == "crossed out":
            self.dismiss(page)
            return
        self._said(said)
        number = page.number
        ask(self, lambda: self.source.record_page(number), self.Renewed, self.NotRead)

    def on_record_screen_renewed(self, event: Renewed) -> None:
        """Show the page as it is now."""
        self.page = event.page
        self.detail.show(event.page)
        self._hints()

    def on_record_screen_not_read(self, event: NotRead) -> None:
        """Say why the page is the one from before."""
        self.query_one(Keys).show((), [("✗ ", "error bold"), (event.why, QUIET)])
