"""The form of a new record, or one that changes a kept record: built from its fields alone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sro_ops.console.kit import times
from sro_ops.console.kit.form import FormRow
from sro_ops.console.kit.formpage import FormPage
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.wrap import hang
from sro_ops.console.source.forms import Form, FormField, Understood
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sro_ops.console.entry.unsaved import FormDraft
    from sro_ops.console.source.desk import DeskSource

WHY = FormField("why", "Why", required=True, hint="the journal keeps the reason with the change")


class FormScreen(FormPage):
    """A form; dismissed with the number of what was kept, or None.

    Args:
        source: what understands and keeps it.
        form: its fields.
        draft: texts by field that were typed before.

    Attributes:
        drafted: what lies on the disk of this form; None for nothing.
    """

    def __init__(self, source: DeskSource, form: Form, draft: Mapping[str, str]) -> None:
        self.source = source
        self.form = form
        self.drafted: FormDraft | None = None
        self._lost = ""
        fields = (*form.fields, WHY) if form.number else form.fields
        super().__init__(
            [
                FormRow(field, partial(self._understand, field), draft.get(field.name))
                for field in fields
            ]
        )

    def on_mount(self) -> None:
        """Say what is being written."""
        self.drafted = app_of(self).drafts.get(self._key)
        self._title()
        self.keys.keys((("tab", "next"), ("^s", "save"), ("esc", "leave, draft kept")))

    def _understand(self, field: FormField, text: str) -> Understood:
        if field is WHY:
            return Understood()
        return self.source.forms.understand(self.form.type, field.name, text)

    # Saving

    def keeping(self) -> Callable[[], str]:
        """Return what adds the record, or changes the fields that differ."""
        texts, forms, form = self.texts, self.source.forms, self.form
        if not form.number:
            return partial(forms.add, form.type, texts)
        before = {field.name: field.text for field in form.fields}
        changed = {name: text for name, text in texts.items() if before.get(name, text) != text}
        return partial(forms.edit, form.number, form.version, changed, texts["why"])

    def kept(self, answer: str) -> None:
        """Go back; the draft is done with."""
        app_of(self).drop_draft(self._key)
        self.dismiss(answer)

    def edited(self) -> None:
        """Keep what is typed: it outlives the console."""
        app, texts = app_of(self), self.texts
        known = app.drafts.get(self._key)
        if texts == {row.field.name: row.field.text for row in self.rows}:
            app.drop_draft(self._key)
        elif known is None or texts != known.texts:
            app.keep_draft(self._key, texts)

    def draft_kept(self, drafts: Mapping[str, FormDraft], why: str) -> None:
        """Say that the draft is on the disk, or why it is not."""
        self.drafted, self._lost = drafts.get(self._key), why
        self._title()

    @property
    def _key(self) -> str:
        return self.form.number or self.form.type

    def action_leave(self) -> None:
        """Go back; what was typed is kept as a draft."""
        if not self._busy:
            self.dismiss(None)

    # Words

    def _title(self) -> None:
        name = f"Edit {self.form.number}" if self.form.number else f"New {self.form.label.lower()}"
        status = app_of(self).status
        facts: list[Piece] = [(f"{len(self.form.fields)} fields", QUIET)]
        if self._lost:
            facts = [("✗ ", "error bold"), (f"draft not kept: {shown(self._lost)}", "error")]
        elif self.drafted is not None:
            clock = status.clock if status else 24
            facts = [("◇ ", QUIET), (f"draft kept {times.second(self.drafted.at, clock)}", QUIET)]
        self.ruled.show([(shown(name), STRONG)], facts)

    def beside(self, width: int) -> list[list[Piece]]:
        """Return what will be recorded."""
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
