"""Doing something to a record from a screen: the question first, then the deed in a thread."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.acting import Act, acts, may_act
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Keys
from sro_ops.console.kit.detail import text as as_text
from sro_ops.console.kit.dialogs import Question
from sro_ops.console.kit.palette import Command, Palette
from sro_ops.console.kit.plain import shown
from sro_ops.console.screens.dialogs import CrossOut
from sro_ops.console.screens.leaving import Leaving
from sro_ops.console.source.paper import Paper
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.events import Key

    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.forms import Form
    from sro_ops.console.source.page import RecordPage


class FormCame(Message):
    """The form of the record that is to be changed."""

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.form = form


class FormMissing(Message):
    """There is no form, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Acting(Leaving):
    """A screen with a record on it, on which that record's keys act."""

    source: DeskSource
    _kept = ("", "")

    @property
    def acting_on(self) -> RecordPage | None:
        """The record that keys act on; None for none."""
        return None

    @property
    def coming(self) -> str:
        """The number of the record that keys act on as soon as it is read; empty for none."""
        return ""

    def acted(self, page: RecordPage, said: str) -> None:
        """Bring the screen up to date: `said` was done to `page`."""

    def on_key(self, event: Key) -> None:
        """Do what a letter of this record stands for; fields keep their letters."""
        self._kept = ("", "")
        if isinstance(self.focused, EntryField):
            return
        page = self.acting_on
        if page is not None and self._press(event.key, page):
            event.stop()
            event.prevent_default()
        elif page is None and may_act(event.key):
            self._kept = (self.coming, event.key)

    def came(self) -> None:
        """Do what was asked of the record before it was read; the next key takes that back."""
        (number, key), self._kept = self._kept, ("", "")
        page = self.acting_on
        if page is not None and page.number == number and self.is_current:
            self._press(key, page)

    def _press(self, key: str, page: RecordPage) -> bool:
        for act in acts(page):
            if act.key and act.key == key:
                self.perform(act, page)
                return True
        return False

    def commands(self) -> Iterable[Command]:
        """Return what the palette offers here besides the keys: what may be done to the record."""
        page = self.acting_on
        if page is None:
            return
        for act in acts(page):
            name = f"{act.label.capitalize()} {page.number}"
            yield Command(name, partial(self.perform, act, page), "", act.shown)
        yield from self.ways_out(paper(page), self.source.papers)

    def action_out(self) -> None:
        """Choose how the record leaves the console."""
        page = self.acting_on
        if page is None:
            return

        def run(command: Command | None) -> None:
            if command is not None:
                command.run()

        ways = list(self.ways_out(paper(page), self.source.papers))
        self.app.push_screen(Palette(ways, page.number), run)

    def perform(self, act: Act, page: RecordPage) -> None:
        """Ask, and do it."""
        if act.does == "edit":
            self.edit(page)
            return
        dialog, said = self._question(act, page)

        def after(done: object) -> None:
            if done is not None:
                self.acted(page, said)

        self.app.push_screen(dialog, after)

    def edit(self, page: RecordPage) -> None:
        """Ask for the record's form, as it is now."""
        number = page.number
        ask(self, lambda: self.source.forms.form_of(number), FormCame, FormMissing)

    def on_form_came(self, event: FormCame) -> None:
        """Open the form; a draft that was left stands in it."""
        page = self.acting_on
        self.fill(event.form, lambda _: self.acted(page, "corrected") if page else None)

    def on_form_missing(self, event: FormMissing) -> None:
        """Say why there is no form."""
        self.query_one(Keys).show((), [("✗ ", "error bold"), (shown(event.why), "quiet")])

    def fill(self, form: Form, then: Callable[[str], None]) -> None:
        """Let somebody fill in a form; `then` is called with the number of what was kept."""
        from sro_ops.console.screens.form import FormScreen

        draft = app_of(self).drafts.get(form.number or form.type)
        screen = FormScreen(self.source, form, draft.texts if draft else {})

        def after(number: str | None) -> None:
            if number is not None:
                then(number)
                self.query_one(Keys).show((), [("✓ ", "success"), (f"{number} saved", "quiet")])

        self.app.push_screen(screen, after)

    def _question(self, act: Act, page: RecordPage) -> tuple[Question, str]:
        number, records = page.number, self.source.records
        if act.does == "strike":
            strike = CrossOut(number, page.name, lambda why: self.source.strike(number, why))
            return strike, "crossed out"
        if act.does == "append":
            return Question(
                f"Add a line to {number}?", page.name, "It is kept with the time and your name.",
                "Add", lambda text: records.append(number, text),
                label="Line", need="Type the line.", failed="Not added",
            ), "line added"  # fmt: skip
        if act.does == "link":
            return Question(
                f"Link {number}?", page.name, "Both records will show the link.", "Link",
                lambda text: _link(self.source, number, text),
                label="The other number, then how they belong together, like N-2026-0044 see",
                need="Type the other record's number.", failed="Not linked",
            ), "linked"  # fmt: skip
        verb = act.label.capitalize()
        return Question(
            f"{verb} {number}?", page.name, f"It goes from {page.state} to {act.to}.", verb,
            lambda _: records.move(number, act.label), failed="Not moved",
        ), f"now {act.to}"  # fmt: skip


def paper(page: RecordPage) -> Paper:
    """Return a record's page as it leaves the console."""
    return Paper(f"{page.number} {page.name}", page.number, as_text(page), page.number)


def _link(source: DeskSource, number: str, text: str) -> str:
    other, _, relation = text.partition(" ")
    source.records.link(number, other, relation.strip())
    return number
