"""A form built from fields: one row each, and under it what is expected, understood or wrong.

The row under a field is always there, so nothing moves when it has something to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Click, Key
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, trim
from sro_ops.console.kit.plain import cut, fit, shown
from sro_ops.console.source.forms import FormField, Understood

LABEL = 13
"""Cells of a label; it stands at the right of them."""

FIELD = 56
"""Cells of a field at most."""

START = LABEL + 4
"""The column in which a field begins."""


class Choice(Widget, can_focus=True):
    """One of a few: arrows change it, a letter jumps to the next that begins with it."""

    DEFAULT_CSS = "Choice { height: 1; width: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", "the choice before", show=False, id="form.before"),
        Binding("right,space", "turn(1)", "the next choice", show=False, id="form.after"),
    ]

    class Changed(Message):
        """Another one was chosen."""

    def __init__(self, choices: Sequence[tuple[str, str]], value: str) -> None:
        super().__init__()
        self.choices = choices
        keys = [key for key, _ in choices]
        self.at = keys.index(value) if value in keys else -1

    @property
    def value(self) -> str:
        """The key of what is chosen; empty for nothing."""
        return self.choices[self.at][0] if self.at >= 0 else ""

    def action_turn(self, step: int) -> None:
        """Choose the next one, around the end."""
        self._choose((self.at + step) % len(self.choices) if self.at >= 0 else 0)

    def on_key(self, event: Key) -> None:
        """Jump to the next choice that begins with a letter."""
        if event.character is None or not event.character.isalnum():
            return
        event.stop()
        count = len(self.choices)
        for step in range(1, count + 1):
            at = (self.at + step) % count
            if self.choices[at][1].casefold().startswith(event.character.casefold()):
                self._choose(at)
                return

    def on_click(self, event: Click) -> None:
        """Choose the next one."""
        self.action_turn(1)

    def _choose(self, at: int) -> None:
        if at != self.at:
            self.at = at
            self.refresh()
            self.post_message(self.Changed())

    def render_line(self, y: int) -> Strip:
        """Return the choices in a row, the chosen one between arrows, as far round as is needed."""
        width = self.size.width
        ground = "boost" if self.has_focus else "surface"
        names = [shown(name) for _, name in self.choices]
        first = 0
        while self.at > first and sum(len(n) + 3 for n in names[first : self.at + 1]) + 4 > width:
            first += 1
        made: list[Piece] = [(" ", PLAIN)]
        for at, name in enumerate(names[first:], first):
            if at == self.at:
                made += [("‹ ", "accent"), (name, STRONG if self.has_focus else PLAIN),
                         (" ›", "accent"), ("   ", PLAIN)]  # fmt: skip
            else:
                made.append((f"{name}   ", QUIET))
        return inks_of(self).strip(trim(made, width), width, ground)


class TextField(EntryField):
    """A field of a form; on the surface's ground until it has the focus."""

    DEFAULT_CSS = "TextField { background: $surface; padding: 0; }"

    def _resting(self) -> list[Piece]:
        return [(" ", PLAIN)] if not self.has_focus else super()._resting()

    def render_line(self, y: int) -> Strip:
        """Return the field."""
        strip = super().render_line(y)
        if self.has_focus:
            return strip
        ground = inks_of(self).style(PLAIN, "surface")
        return (
            inks_of(self).strip([(shown(strip.text), PLAIN)], self.size.width, "surface")
            if (self.value)
            else Strip.blank(self.size.width, ground)
        )


class SecretText(TextField):
    """A field whose letters are dots, and which gives nothing to the clipboard."""

    def displayed(self) -> str:
        """Return a dot for every letter."""
        return "•" * len(self.value)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""


class FormRow(Widget):
    """A field with its label, and the line under it.

    Args:
        field: what it is.
        understand: says how a text is understood.
        text: what stands in it at first.
    """

    DEFAULT_CSS = f"""
    FormRow {{ height: 2; }}
    FormRow > TextField, FormRow > Choice {{ margin: 0 7 0 {START}; max-width: {FIELD}; }}
    """

    class Edited(Message):
        """Another text stands in the field."""

    def __init__(
        self, field: FormField, understand: Callable[[str], Understood], text: str | None = None
    ) -> None:
        super().__init__()
        self.field = field
        self._understand = understand
        text = field.text if text is None else text
        self.input: TextField | Choice = (
            Choice(field.choices, text)
            if field.choices
            else SecretText()
            if field.kind == "secret"
            else TextField()
        )
        self._text = text
        self.found = Understood()
        self.missing = False

    def compose(self) -> ComposeResult:
        """Lay the field over the row."""
        yield self.input

    def on_mount(self) -> None:
        """Put the first text in."""
        if isinstance(self.input, TextField):
            self.input.put(self._text)
        self.look()

    @property
    def text(self) -> str:
        """What stands in the field."""
        return self.input.value if self.is_mounted else self._text

    @property
    def error(self) -> str:
        """What is wrong; empty for nothing."""
        return "Give it a value" if self.missing else self.found.error

    def check(self) -> bool:
        """Say whether it may be kept, and show why not."""
        self.missing = self.field.required and not self.text.strip()
        self.look(keep=True)
        return not self.error

    def look(self, keep: bool = False) -> None:
        """Understand the text anew."""
        self.missing = self.missing and keep
        text = self.text
        self.found = Understood() if self.field.choices else self._understand(text)
        self.refresh()

    def on_input_changed(self, event: TextField.Changed) -> None:
        """Look at the text anew."""
        event.stop()
        self.look()
        self.post_message(self.Edited())

    def on_choice_changed(self, event: Choice.Changed) -> None:
        """Look at the choice anew."""
        event.stop()
        self.look()
        self.post_message(self.Edited())

    def on_descendant_focus(self) -> None:
        """Light the label."""
        self.refresh()

    def on_descendant_blur(self) -> None:
        """Grey the label."""
        self.refresh()

    def take(self) -> bool:
        """Put the offer in, if there is one."""
        offer = self.found.offer
        if offer and isinstance(self.input, TextField):
            self.input.put(offer)
        return bool(offer)

    def render_line(self, y: int) -> Strip:
        """Return the label and the unit, or the line under the field."""
        width, inks = self.size.width, inks_of(self)
        if y == 0:
            return inks.strip(self._first(width), width)
        room = max(width - START - 1, 10)
        return inks.strip([(" " * START, PLAIN), *trim(self._second(), room)], width)

    def _first(self, width: int) -> list[Piece]:
        lit = self.input.has_focus
        ink = "error" if self.error else "accent bold" if lit else PLAIN
        star = (" *", "accent") if self.field.required else ("  ", PLAIN)
        bar = ("▌", "error" if self.error else "accent") if lit or self.error else (" ", PLAIN)
        label = fit(cut(shown(self.field.label), LABEL), LABEL, right=True)
        size = min(FIELD, max(width - START - 7, 1))
        return [
            (f" {label}", ink), star, bar, (" " * size, PLAIN), (f" {self.field.unit}", QUIET)
        ]  # fmt: skip

    def _second(self) -> list[Piece]:
        if self.error:
            return [("✗ ", "error bold"), (shown(self.error), "error")]
        if self.found.words:
            return [(shown(self.found.words), QUIET)]
        if self.field.choices and self.input.has_focus:
            return [("arrows change, letters jump", QUIET)]
        label = shown(self.field.label)
        hint = [label] if cell_len(label) > LABEL else []
        hint += [shown(self.field.hint)] if not self.text or self.input.has_focus else []
        return [("  ".join(hint), QUIET)]
