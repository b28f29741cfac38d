"""A screen with a form on it: its rows, the hands on them, what is wrong, and keeping it.

What the form is of, and what keeps it, a subclass says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen

from sro_ops.console.entry.field import EntryField
from sro_ops.console.header import Header
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, Keys, Ruled
from sro_ops.console.kit.form import FormRow
from sro_ops.console.kit.ink import PLAIN, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize


class Shelf(Sheet, can_focus=False):
    """What stands beside a form, from 100 columns on."""

    DEFAULT_CSS = "Shelf { width: 40; background: $surface; display: none; }"
    GROUND: ClassVar[str] = "surface"


class FormPage(Screen[str | None]):
    """A form; dismissed with what `keeping` returned, or None where it was left."""

    AUTO_FOCUS = "TextField, Choice"
    SCOPED_CSS = False
    CSS = """
    FormPage { layout: vertical; background: $background; }
    FormPage VerticalScroll { scrollbar-size-vertical: 1; }
    FormPage.-shelved Shelf { display: block; }
    FormPage #told { display: none; margin: 0 0 1 0; }
    FormPage.-high #told { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False, id="form.save"),
        Binding("escape", "leave", "leave", show=False, id="form.leave"),
        Binding("down,enter", "next", "next field", show=False, id="form.next"),
        Binding("up", "previous", "field before", show=False, id="form.previous"),
        Binding(
            "tab",
            "take",
            "take the offer, or next field",
            show=False,
            id="form.take",
            priority=True,
        ),
        Binding("shift+tab", "previous", "field before", show=False, id="form.back", priority=True),
    ]

    class Kept(Message):
        """It is kept; `answer` is what came back."""

        def __init__(self, answer: str) -> None:
            super().__init__()
            self.answer = answer

    class NotKept(Message):
        """It was not kept, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, rows: Sequence[FormRow]) -> None:
        super().__init__()
        self.rows = rows
        self.shelf = Shelf(self.beside)
        self.told = Bar(id="told")
        self.ruled = Ruled()
        self.keys = Keys()
        self._busy = False

    # What a subclass says

    def keeping(self) -> Callable[[], str]:
        """Return what keeps the form, called in a thread; it raises `SroError`."""
        raise NotImplementedError

    def beside(self, width: int) -> list[list[Piece]]:
        """Return what stands beside the form, as rows of `width` cells."""
        return []

    def edited(self) -> None:
        """Learn that another text stands in a field."""

    def kept(self, answer: str) -> None:
        """Learn that it is kept: the page is left."""
        self.dismiss(answer)

    # Layout

    def compose(self) -> ComposeResult:
        """Lay out the fields, and what stands beside them."""
        self.ruled.light(True)
        yield Header()
        yield self.ruled
        with Horizontal():
            with VerticalScroll(can_focus=False):
                yield self.told
                yield from self.rows
            yield self.shelf
        yield self.keys

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        self.set_class(event.size.width >= 100, "-shelved")
        self.set_class(event.size.height >= 32, "-high")

    # Hands

    def action_take(self) -> None:
        """Take the offer; with none, go to the next field.

        At once: a letter typed right after Tab belongs to the next field.
        """
        row = self.row
        if row is None or not row.take():
            self.focus_next()

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """Go up or down."""
        event.stop()
        self.action_next() if event.step > 0 else self.action_previous()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep all that was pasted, on one line."""
        event.stop()
        row = self.row
        if row is not None and isinstance(row.input, EntryField):
            row.input.put(" ".join(event.lines))

    def on_input_submitted(self, event: EntryField.Submitted) -> None:
        """Go to the next field; from the last one, save."""
        event.stop()
        if self.row is self.standing[-1]:
            self.action_save()
        else:
            self.action_next()

    def action_next(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    @property
    def row(self) -> FormRow | None:
        """The row with the focus."""
        parent = self.focused.parent if self.focused is not None else None
        return parent if isinstance(parent, FormRow) else None

    @property
    def standing(self) -> list[FormRow]:
        """The rows that are asked for now."""
        return [row for row in self.rows if row.display]

    def on_form_row_edited(self, event: FormRow.Edited) -> None:
        """Bring the shelf up to date."""
        self.edited()
        self.shelf.rebuild()
        if not any(row.error for row in self.standing):
            self.tell(())

    # Saving

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields that are asked for."""
        return {row.field.name: row.text for row in self.standing}

    def action_save(self) -> None:
        """Keep it; the first wrong field takes the focus."""
        wrong = [row for row in self.standing if not row.check()]
        if wrong:
            self._complain(wrong)
        elif not self._busy:
            self._busy = True
            ask(self, self.keeping(), self.Kept, self.NotKept)

    def _complain(self, wrong: Sequence[FormRow]) -> None:
        many = "1 field needs" if len(wrong) == 1 else f"{len(wrong)} fields need"
        names = ", ".join(shown(row.field.label) for row in wrong)
        self.tell([(f"✗ {many} you", "error bold"), (f"  {names}", PLAIN)])
        wrong[0].input.focus()

    def on_form_page_kept(self, event: Kept) -> None:
        """Go on with what came back."""
        self.kept(event.answer)

    def on_form_page_not_kept(self, event: NotKept) -> None:
        """Say why; everything stays in its field."""
        self._busy = False
        self.tell([("✗ ", "error bold"), (f"Not saved: {shown(event.why)}.", "error")])

    def tell(self, words: Sequence[Piece]) -> None:
        """Say something on top of a high form; where there is no room, in the last row."""
        self.told.show(words)
        self.keys.show((), () if self.has_class("-high") else words)

    def action_leave(self) -> None:
        """Go back with nothing kept."""
        if not self._busy:
            self.dismiss(None)
