"""The record list of any types: filter, rows, the chosen record beside them. No type has code here.

At 80 columns the list stands alone and Enter opens a record; from 100 the record stands beside it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console.kit.ink import QUIET
from sro_ops.console.kit.palette import Command, Palette
from sro_ops.console.kit.records import full
from sro_ops.console.kit.virtual import VirtualList
from sro_ops.console.screens.acting import paper
from sro_ops.console.screens.listing import Listing
from sro_ops.console.source.records import Kind, ListQuery
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sro_ops.console.entry.field import EntryField
    from sro_ops.console.source.page import RecordPage


class RecordsScreen(Listing):
    """A record list with hands on it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "back", show=False, id="records.back"),
        Binding("slash", "filter", "filter", show=False, id="records.filter"),
        Binding("s", "sort", "sort the other way", show=False, id="records.sort"),
        Binding("v", "names", "show names, or hide them", show=False, id="records.names"),
        Binding("y", "copy", "copy", show=False, id="records.copy"),
        Binding("o", "out", "save, mail or print", show=False, id="records.out"),
        Binding("n", "new", "new record", show=False, id="records.new"),
        Binding("question_mark", "app.help", "help", show=False, id="records.help"),
    ]

    # Hands

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Open the chosen record."""
        row = self.rows.row
        if row is None:
            return
        here = self._page is not None and self._page.number == row.number
        if self.beside and here and self._opened == row.number:
            self.detail.focus()
        else:
            self._open(row, True)

    def action_back(self) -> None:
        """Leave the record for the list, the filter as it was, or the list for the Desk."""
        if self.focused is self.rows:
            if len(self.app.screen_stack) > 1:
                self.dismiss()
            else:
                app_of(self).action_mode("desk")
            return
        if self.focused is self.filter:
            self.filter.put(self.query_now.filter)
        self.rows.focus()

    def action_filter(self) -> None:
        """Type in the filter."""
        self.filter.focus()

    def on_input_submitted(self, event: EntryField.Submitted) -> None:
        """Show what the filter asks for."""
        event.stop()
        self._list(ListQuery(self.query_now.types, event.value, self.query_now.oldest_first))
        self.rows.focus()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep all that was pasted, on one line."""
        event.stop()
        self.filter.put(" ".join(event.lines))

    def on_entry_field_accepted(self, event: EntryField.Accepted) -> None:
        """Go back to the list."""
        event.stop()
        self.action_back()

    def action_sort(self) -> None:
        """Turn the list around."""
        now = self.query_now
        self._list(ListQuery(now.types, now.filter, not now.oldest_first))

    def _list(self, query: ListQuery) -> None:
        self.query_now = query
        self.read()

    def action_names(self) -> None:
        """Show names and protected records to this screen, or hide them again."""
        self.rows.names = not self.rows.names
        self.rows.refresh()
        self.show_page()
        self.post_message(VirtualList.Changed())

    def action_copy(self) -> None:
        """Copy the record beside the list, or the chosen row."""
        row = self.rows.row
        if self.detail.has_focus and self._page is not None:
            self.copy_out(paper(self._page), self.source.papers)
            return
        if row is not None:
            copied = "".join(text for text, _ in full(row, self.rows.manner))
        else:
            return
        self.app.copy_to_clipboard(copied)
        self.keys.show((), [("✓ ", "success"), ("copied", QUIET)])

    @property
    def acting_on(self) -> RecordPage | None:
        """The record beside the list; never that of another row than the chosen one."""
        row, page = self.rows.row, self._page
        here = page is not None and row is not None and page.number == row.number
        return page if self.beside and here else None

    def acted(self, page: RecordPage, said: str) -> None:
        """Say so, and read anew what is in sight."""
        self.keys.show((), [("✓ ", "success"), (f"{page.number} {said}", QUIET)])
        self._page = None
        self.renew()

    def action_new(self) -> None:
        """Begin a new record; where there are several types, choose one first."""
        kinds = [kind for kind in self.kinds if kind.may_add]
        if len(kinds) == 1:
            self.begin(kinds[0])
        elif kinds:
            self.app.push_screen(Palette(list(self.fresh()), "New …"), _run)

    def begin(self, kind: Kind) -> None:
        """Open the form of a new record."""
        self.fill(self.source.forms.form(kind.type), self.seek)

    def commands(self) -> Iterable[Command]:
        """Return what the palette offers here besides the keys: a new record of each type."""
        yield from super().commands()
        yield from self.fresh()

    def fresh(self) -> Iterable[Command]:
        """Return a new record of each type that may be added."""
        for kind in self.kinds:
            if kind.may_add:
                yield Command(f"New {kind.label.lower()}", partial(self.begin, kind), "", "n")


def _run(command: Command | None) -> None:
    if command is not None:
        command.run()
