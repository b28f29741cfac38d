"""What to do from here: More, the palette, jump labels, help, the daily report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from sro_ops.console import modes
from sro_ops.console.kit.asking import why
from sro_ops.console.kit.bars import Keys
from sro_ops.console.modes import MODES
from sro_ops.console.steering import Steering

if TYPE_CHECKING:
    from sro_ops.console.kit.palette import Command
    from sro_ops.console.source.paper import Paper, PaperSource
    from sro_ops.records.verbs import Verb

MOVING = ("list.", "sheet.", "palette.", "dialog.", "form.")
"""How ids of keys begin that the palette need not offer: they move what is in sight."""


class PaperLeft(Message):
    """The daily report went somewhere, or did not: what to say of it."""

    def __init__(self, said: str, went: bool) -> None:
        super().__init__()
        self.said = said
        self.went = went


def _made(papers: PaperSource, do: Callable[[Paper], str]) -> str:
    return do(papers.daily())


class Choosing(Steering):
    """The half of the app that offers what can be done."""

    # More, palette

    def action_more(self) -> None:
        """Choose among the modes, those without a key included."""
        from sro_ops.console.kit.palette import Command

        setup = Command("Setup", self.action_setup, "operators, roles, plugins")
        self._choose([*self._places(), setup], "More")

    def action_setup(self) -> None:
        """Choose among what is set up here."""
        self._choose(list(self._setup()), "Setup")

    def action_operators(self) -> None:
        """Show who may sign on, to whom may keep them."""
        from sro_ops.console.operators.screen import OperatorsScreen

        if self._keeps_operators():
            self.push_screen(OperatorsScreen(self.source.operators))

    def action_roles(self) -> None:
        """Show what roles allow, to whom may keep operators."""
        from sro_ops.console.operators.roles import RolesScreen

        if self._keeps_operators():
            self.push_screen(RolesScreen(self.source.operators))

    def _keeps_operators(self) -> bool:
        return self.desk.entry.ready and self.source.operators.allowed()

    def action_palette(self) -> None:
        """Choose among all that can be done from here."""
        found = list(self._from_here())
        names = {command.name for command in found}
        found += [command for command in self._places() if command.name not in names]
        self._choose([*found, *self._everywhere()], "What next?")

    def _choose(self, commands: list[Command], title: str) -> None:
        from sro_ops.console.kit.palette import Palette

        def run(command: Command | None) -> None:
            if command is not None:
                command.run()

        self.push_screen(Palette(commands, title), run)

    def _places(self) -> Iterable[Command]:
        from sro_ops.console.kit.palette import Command

        offers = self.source.screens.offers() if self.desk.entry.ready else ()
        helps = {modes.mode_of(offer.plugin).name: offer.help for offer in offers}
        for at, mode in enumerate(MODES, 1):
            yield Command(
                mode.title, partial(self.go, mode), helps.get(mode.name, ""), f"F{at + 1}"
            )
        for mode in self._further() if self.desk.entry.ready else ():
            yield Command(mode.title, partial(self.go, mode), helps.get(mode.name, ""))

    def _from_here(self) -> Iterable[Command]:
        """Return what the present screen can do: its own commands, and its keys in words."""
        from sro_ops.console.keys import said
        from sro_ops.console.kit.palette import Command

        own = list(getattr(self.screen, "commands", tuple)())
        yield from own
        taken = {command.key for command in own}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            wanted = binding.description and active.enabled and active.node is not self
            named = binding.id is not None and not binding.id.startswith(MOVING)
            if wanted and named and said(binding.key) not in taken:
                run = partial(self.call_later, self.run_action, binding.action, active.node)
                name = binding.description[0].upper() + binding.description[1:]
                yield Command(name, run, "", said(binding.key))

    def _everywhere(self) -> Iterable[Command]:
        from sro_ops.console.kit.palette import Command

        for theme in ("night", "day", "contrast", "terminal"):
            yield Command(
                f"Theme {theme}", partial(self._dress, theme), "until the console is left"
            )
        yield from self._daily()
        yield from self._setup()
        yield Command("Help", self.action_help, "for where you are", "F1")
        yield Command("Quit", lambda: self.call_later(self.action_quit), "", "^q")

    def _setup(self) -> Iterable[Command]:
        """Return what is set up here, as far as this operator may."""
        from sro_ops.console.kit.palette import Command

        if self._keeps_operators():
            yield Command("Operators", self.action_operators, "who may sign on, PINs, tokens")
            yield Command("Roles", self.action_roles, "what each allows, and who holds it")
        yield Command("Plugins", self.action_plugins, "how each stands", "^g")

    def _daily(self) -> Iterable[Command]:
        """Return the ways out of today's daily report."""
        from sro_ops.console.kit.palette import Command

        papers = self.source.papers
        for name, do in (("Save", papers.save), ("Mail", papers.mail), ("Print", papers.print)):
            run = partial(self._send, partial(_made, papers, do))
            yield Command(f"{name} the daily report", run, "of today")

    def _send(self, do: Callable[[], str]) -> None:
        def work() -> None:
            try:
                answer: Message = PaperLeft(do(), True)
            except Exception as error:
                answer = PaperLeft(why(error), False)
            self.post_message(answer)

        self.run_worker(work, thread=True, exit_on_error=False)

    def on_paper_left(self, event: PaperLeft) -> None:
        """Say where the report went, or why it did not."""
        sign = ("✓ ", "success") if event.went else ("✗ ", "error bold")
        for keys in self.screen.query(Keys):
            keys.show((), [sign, (event.said, "quiet")])

    def _dress(self, theme: str) -> None:
        if theme in self.available_themes:
            self.theme = theme

    def action_jump(self) -> None:
        """Put a letter on everything that can take the focus, and go where one is pressed."""
        from sro_ops.console.kit.jump import Jump

        def go(target: Widget | None) -> None:
            if target is not None:
                target.focus()

        self.push_screen(Jump(self.screen.focus_chain), go)

    def action_help(self) -> None:
        """Open the help page: what works where you are first, then the entry line and the signs."""
        from sro_ops.console.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            return
        verbs: Sequence[Verb] = self.source.verbs() if self.desk.entry.ready else ()
        here = () if self.screen is self.desk else tuple(self._keys_here())
        self.push_screen(HelpScreen(verbs, self.mode.title, here))

    def _keys_here(self) -> Iterable[tuple[str, str]]:
        """Return the keys of the present screen and what they do, the record's own included."""
        from sro_ops.console.keys import said

        found: dict[str, list[str]] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if binding.description and active.node is not self:
                found.setdefault(binding.description, []).append(said(binding.key))
        yield from ((" ".join(keys), does) for does, keys in found.items())
        page = getattr(self.screen, "acting_on", None)
        if page is not None:
            from sro_ops.console.kit.acting import acts

            yield from ((act.shown, act.label) for act in acts(page) if act.key)
