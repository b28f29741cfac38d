"""The command palette: whatever can be done from here, found by a few letters of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Click, Resize
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.dialogs import Words
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, spread
from sro_ops.console.kit.plain import shown


@dataclass(frozen=True, slots=True)
class Command:
    """Something that can be done from here.

    Attributes:
        name: what it is called: ``Property``, ``New door check``.
        run: does it, on the screen's thread, after the palette is closed.
        help: one sentence beside the name.
        key: the key that does the same, as a person reads it; empty for none.
    """

    name: str
    run: Callable[[], object]
    help: str = ""
    key: str = ""


def matching(commands: Sequence[Command], text: str) -> list[Command]:
    """Return the commands that `text` may mean, the likeliest first.

    Every typed word must begin a word of the name or of the help; names go before helps, and a
    name that begins with the text before all.
    """
    words = text.casefold().split()

    def rank(command: Command) -> int | None:
        name, told = command.name.casefold(), command.help.casefold()
        if all(_begins(word, name) for word in words):
            return 0 if name.startswith(text.casefold().strip()) else 1
        return 2 if all(_begins(word, f"{name} {told}") for word in words) else None

    ranked = [(rank(command), at, command) for at, command in enumerate(commands)]
    found = sorted((place, at) for place, at, _ in ranked if place is not None)
    return [commands[at] for _, at in found]


def _begins(word: str, text: str) -> bool:
    return any(part.startswith(word) for part in text.replace("-", " ").split())


class Choices(Widget):
    """The rows under the field; the chosen one has the cursor's ground."""

    DEFAULT_CSS = "Choices { height: 12; }"

    def __init__(self) -> None:
        super().__init__()
        self.commands: Sequence[Command] = ()
        self.chosen = 0

    def show(self, commands: Sequence[Command], chosen: int = 0) -> None:
        """Show these commands."""
        self.commands = commands
        self.chosen = min(max(chosen, 0), max(len(commands) - 1, 0))
        self.refresh()

    @property
    def top(self) -> int:
        """The first command in sight."""
        return max(self.chosen - self.size.height + 1, 0)

    def render_line(self, y: int) -> Strip:
        """Return one command's row."""
        width, inks = self.size.width, inks_of(self)
        at = self.top + y
        if at >= len(self.commands):
            words = [("  Nothing of that name.", QUIET)] if not self.commands and y == 0 else []
            return inks.strip(words, width, "panel")
        command = self.commands[at]
        left: list[Piece] = [(shown(command.name), STRONG if at == self.chosen else PLAIN)]
        if command.help:
            left.append((f"  {shown(command.help)}", QUIET))
        right: list[Piece] = [(command.key, KEY)] if command.key else []
        return inks.strip(
            spread(left, right, width), width, "cursor" if at == self.chosen else "panel"
        )

    async def on_click(self, event: Click) -> None:
        """Do what is under the mouse."""
        at = self.top + event.y
        if at < len(self.commands):
            self.chosen = at
            await self.app.run_action("screen.run")


class Palette(ModalScreen[Command | None]):
    """A field and the commands that match it; dismissed with the chosen one.

    Args:
        commands: what can be done, in the order in which it stands at first.
        title: what stands above.
    """

    AUTO_FOCUS = "EntryField"
    CSS = """
    Palette { align: center top; background: $background 65%; }
    Palette > Vertical { width: 84; max-width: 100%; height: auto; max-height: 100%;
                         background: $panel; padding: 1 2; margin: 2 0 0 0; }
    Palette.-low > Vertical { margin: 0; }
    Palette EntryField { width: 1fr; border-left: outer $accent; }
    Palette EntryField:focus { border-left: outer $accent; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", "leave", show=False, id="palette.leave"),
        Binding("enter", "run", "do it", show=False, id="palette.run"),
    ]

    def __init__(self, commands: Sequence[Command], title: str = "What next?") -> None:
        super().__init__()
        self.commands = commands
        self.field = EntryField((("type a few letters", QUIET),), self.action_run)
        self.choices = Choices()
        self.named = title

    def compose(self) -> ComposeResult:
        """Lay out title, field and choices."""
        with Vertical():
            yield Words((shown(self.named), STRONG), (f"   {len(self.commands)}", QUIET))
            yield self.field
            yield Words()
            yield self.choices

    def on_mount(self) -> None:
        """Show everything."""
        self.choices.show(self.commands)

    def on_resize(self, event: Resize) -> None:
        """Use the whole height of a low screen."""
        self.set_class(event.size.height < 20, "-low")
        self.choices.styles.height = max(min(14, event.size.height - 8), 3)

    def on_input_changed(self, event: EntryField.Changed) -> None:
        """Show what matches."""
        event.stop()
        self.choices.show(matching(self.commands, event.value))

    def on_entry_field_lines(self, event: EntryField.Lines) -> None:
        """Keep all that was pasted, on one line."""
        event.stop()
        self.field.put(" ".join(event.lines))

    def on_entry_field_recalled(self, event: EntryField.Recalled) -> None:
        """Choose the one above or below."""
        event.stop()
        self.choices.show(self.choices.commands, self.choices.chosen + event.step)

    def on_entry_field_accepted(self, event: EntryField.Accepted) -> None:
        """Choose the one below."""
        event.stop()
        self.choices.show(self.choices.commands, self.choices.chosen + 1)

    def action_run(self) -> None:
        """Do the chosen one; of what was typed faster than it could be shown, the likeliest."""
        found = matching(self.commands, self.field.value)
        if found:
            shown_ = list(self.choices.commands) == found
            self.dismiss(found[self.choices.chosen if shown_ else 0])
