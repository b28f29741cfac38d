"""The form of a new record, or one that changes a kept record: built from its fields alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.screen import Screen

from sro_ops.console.entry.field import EntryField
from sro_ops.console.header import Header
from sro_ops.console.kit import times
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, Keys, Ruled
from sro_ops.console.kit.form import FormRow
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.kit.wrap import hang
from sro_ops.console.source.forms import Form, FormField, Understood
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.app import ComposeResult
    from textual.events import Resize

    from sro_ops.console.source.desk import DeskSource

WHY = FormField("why", "Why", required=True, hint="the journal keeps the reason with the change")


class Shelf(Sheet, can_focus=False):
    """What will be recorded, beside the form."""

    DEFAULT_CSS = "Shelf { width: 40; background: $surface; display: none; }"
    GROUND: ClassVar[str] = "surface"


class FormScreen(Screen[str | None]):
    """A form; dismissed with the number of what was kept, or None.

    Args:
        source: what understands and keeps it.
        form: its fields.
        draft: texts by field that were typed before.
    """

    AUTO_FOCUS = "TextField, Choice"
    CSS = """
    FormScreen { layout: vertical; background: $background; }
    FormScreen VerticalScroll { scrollbar-size-vertical: 1; }
    FormScreen.-shelved Shelf { display: block; }
    FormScreen #told { display: none; margin: 0 0 1 0; }
    FormScreen.-high #told { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "save", show=False, id="form.save"),
        Binding("escape", "leave", "leave, draft kept", show=False, id="form.leave"),
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
        """It is kept under this number."""

        def __init__(self, number: str) -> None:
            super().__init__()
            self.number = number

    class NotKept(Message):
        """It was not kept, and why."""

        def __init__(self, why: str) -> None:
            super().__init__()
            self.why = why

    def __init__(self, source: DeskSource, form: Form, draft: Mapping[str, str]) -> None:
        super().__init__()
        self.source = source
        self.form = form
        fields = (*form.fields, WHY) if form.number else form.fields
        self.rows = [
            FormRow(field, partial(self._understand, field), draft.get(field.name))
            for field in fields
        ]
        self.shelf = Shelf(self._shelf)
        self.told = Bar(id="told")
        self.keys = Keys()
        self._drafted = bool(draft)
        self._busy = False

    def compose(self) -> ComposeResult:
        """Lay out the fields, and what will be recorded beside them."""
        yield Header()
        yield Ruled()
        with Horizontal():
            with VerticalScroll(can_focus=False):
                yield self.told
                yield from self.rows
            yield self.shelf
        yield self.keys

    def on_mount(self) -> None:
        """Say what is being written."""
        self.query_one(Ruled).light(True)
        self._title()
        self.keys.keys((("tab", "next"), ("^s", "save"), ("esc", "leave, draft kept")))

    def on_resize(self, event: Resize) -> None:
        """Use the room there is."""
        self.set_class(event.size.width >= 100, "-shelved")
        self.set_class(event.size.height >= 32, "-high")

    def _understand(self, field: FormField, text: str) -> Understood:
        if field is WHY:
            return Understood()
        return self.source.forms.understand(self.form.type, field.name, text)

    # Hands

    def action_take(self) -> None:
        """Take the offer; with none, go to the next field.

        At once: a letter typed right after Tab belongs to the next field.
        """
        row = self._row()
        if row is None or not row.take():
            self.focus_next()

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """Go up or down."""
        event.stop()
        self.action_next() if event.step > 0 else self.action_previous()

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep all that was pasted, on one line."""
        event.stop()
        row = self._row()
        if row is not None and isinstance(row.input, EntryField):
            row.input.put(" ".join(event.lines))

    def on_input_submitted(self, event: EntryField.Submitted) -> None:
        """Go to the next field; from the last one, save."""
        event.stop()
        if self._row() is self.rows[-1]:
            self.action_save()
        else:
            self.action_next()

    def action_next(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous(self) -> None:
        """Go to the field before."""
        self.focus_previous()

    def _row(self) -> FormRow | None:
        parent = self.focused.parent if self.focused is not None else None
        return parent if isinstance(parent, FormRow) else None

    def on_form_row_edited(self, event: FormRow.Edited) -> None:
        """Bring the shelf up to date."""
        self._drafted = False
        self.shelf.rebuild()
        if not any(row.error for row in self.rows):
            self._tell(())

    # Saving

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {row.field.name: row.text for row in self.rows}

    def action_save(self) -> None:
        """Keep it; the first wrong field takes the focus."""
        wrong = [row for row in self.rows if not row.check()]
        if wrong:
            self._complain(wrong)
        elif not self._busy:
            self._busy = True
            ask(self, self._keep(), self.Kept, self.NotKept)

    def _keep(self) -> partial[str]:
        texts, forms, form = self.texts, self.source.forms, self.form
        if not form.number:
            return partial(forms.add, form.type, texts)
        before = {field.name: field.text for field in form.fields}
        changed = {name: text for name, text in texts.items() if before.get(name, text) != text}
        return partial(forms.edit, form.number, form.version, changed, texts["why"])

    def _complain(self, wrong: Sequence[FormRow]) -> None:
        many = "1 field needs" if len(wrong) == 1 else f"{len(wrong)} fields need"
        names = ", ".join(shown(row.field.label) for row in wrong)
        words: list[Piece] = [(f"✗ {many} you", "error bold"), (f"  {names}", PLAIN)]
        self._tell(words)
        wrong[0].input.focus()

    def on_form_screen_kept(self, event: Kept) -> None:
        """Go back; the draft is done with."""
        app_of(self).drafts.pop(self._key, None)
        self.dismiss(event.number)

    def on_form_screen_not_kept(self, event: NotKept) -> None:
        """Say why; everything stays in its field."""
        self._busy = False
        words: list[Piece] = [("✗ ", "error bold"), (f"Not saved: {shown(event.why)}.", "error")]
        self._tell(words)

    def _tell(self, words: Sequence[Piece]) -> None:
        """Say something on top of a high form; where there is no room, in the last row."""
        self.told.show(words)
        self.keys.show((), () if self.has_class("-high") else words)

    @property
    def _key(self) -> str:
        return self.form.number or self.form.type

    def action_leave(self) -> None:
        """Keep what was typed as a draft, and go back."""
        before = {row.field.name: row.field.text for row in self.rows}
        if not self._busy:
            if self.texts != before:
                app_of(self).keep_draft(self._key, self.texts)
            self.dismiss(None)

    # Words

    def _title(self) -> None:
        name = f"Edit {self.form.number}" if self.form.number else f"New {self.form.label.lower()}"
        app = app_of(self)
        kept = app.drafts.get(self._key)
        facts: list[Piece] = [(f"{len(self.form.fields)} fields", QUIET)]
        if kept is not None:
            clock = app.status.clock if app.status else 24
            facts = [("◇ ", QUIET), (f"draft kept {times.second(kept.at, clock)}", QUIET)]
        self.query_one(Ruled).show([(shown(name), STRONG)], facts)

    def _shelf(self, width: int) -> list[list[Piece]]:
        filled = [row for row in self.rows if row.text.strip() and not row.error]
        rows: list[list[Piece]] = [
            ruled([("Will be recorded", STRONG)], [(str(len(filled)), QUIET)], width)
        ]
        for row in filled:
            rows += hang((shown(row.field.label)[:12], QUIET), _told(row), PLAIN, 14, width)
        return rows if filled else [*rows, [(" Nothing yet.", QUIET)]]


def _told(row: FormRow) -> str:
    names = dict(row.field.choices)
    return row.found.words or names.get(row.text, row.text)
