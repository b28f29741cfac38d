"""Who may sign on: the list, and what may be done to an operator."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from sro_ops.console.header import Header
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Bar, Keys, Ruled
from sro_ops.console.kit.dialogs import Question
from sro_ops.console.kit.few import Few
from sro_ops.console.kit.ink import QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.virtual import VirtualList
from sro_ops.console.messages import Trouble
from sro_ops.console.operators import rows
from sro_ops.console.operators.pages import Choices, ChoicesRead, NewcomerPage, PinPage, TokenScreen
from sro_ops.console.operators.roles import RolesScreen
from sro_ops.console.source.operators import OperatorCard, OperatorSource
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult


class OperatorList(VirtualList[OperatorCard]):
    """The operators, by badge."""

    def columns(self, width: int) -> rows.Widths:
        """Return the columns for the rows that are there."""
        return rows.widths(width, max((len(shown(one.badge)) for one in self.run.rows), default=5))

    @property
    def manner(self) -> rows.Manner:
        """How times are shown here."""
        app = app_of(self)
        return rows.Manner(app.site_time(), app.status.clock if app.status else 24)

    def pieces(self, row: OperatorCard, index: int, width: int) -> list[Piece]:
        """Return an operator's row."""
        return rows.pieces(row, self.columns(width), self.manner)

    def same(self, one: OperatorCard, other: OperatorCard) -> bool:
        """Say whether two rows are of one operator."""
        return one.badge == other.badge


class Heads(Bar):
    """The header row above the list."""


class OperatorsScreen(Screen[None]):
    """The operators, for those who may keep them; it shows nothing that the source refuses."""

    AUTO_FOCUS = "OperatorList"
    CSS = "OperatorsScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss(None)", "back", show=False, id="operators.back"),
        Binding("n", "add", "a new operator", show=False, id="operators.add"),
        Binding("p", "pin", "a new PIN", show=False, id="operators.pin"),
        Binding("x", "switch", "switch off, or on again", show=False, id="operators.switch"),
        Binding("r", "roles", "what roles allow", show=False, id="operators.roles"),
        Binding("question_mark", "app.help", "help", show=False, id="operators.help"),
    ]

    def __init__(self, source: OperatorSource) -> None:
        super().__init__()
        self.source = source
        self.ruled = Ruled()
        self.heads = Heads()
        self.list = OperatorList()
        self.second = Bar()
        self.keys = Keys()

    def compose(self) -> ComposeResult:
        """Lay out title, list, the chosen one in full, and keys."""
        yield Header()
        yield self.ruled
        yield self.heads
        yield self.list
        yield self.second
        yield self.keys

    def on_mount(self) -> None:
        """Read the list."""
        self.ruled.light(True)
        self.ruled.show([("Operators", STRONG)], [("…", QUIET)])
        self.list.read(Few(self.source.everybody))

    def on_virtual_list_changed(self, event: VirtualList.Changed) -> None:
        """Say how many there are, who is chosen, and what may be done."""
        found, card = self.list.run.rows, self.list.row
        self.heads.show(rows.heads(self.list.columns(self.list.size.width - 1)))
        if self.list.run.loaded:
            off = sum(1 for one in found if one.disabled)
            figure = f"{len(found)} operators" + (f", {off} switched off" if off else "")
            self.ruled.show([("Operators", STRONG)], [(figure, QUIET)])
        self.second.show(rows.full(card, self.list.manner) if card else ())
        self.keys.keys((("n", "new"), *self._of(card), ("r", "roles"), ("esc", "back")))

    @staticmethod
    def _of(card: OperatorCard | None) -> tuple[tuple[str, str], ...]:
        if card is None:
            return ()
        pin = (("p", "new PIN"),) if card.way != "token" else ()
        switch = "switch on" if card.disabled else "switch off"
        return (*pin, *(() if card.me else (("x", switch),)))

    # Hands

    def on_virtual_list_opened(self, event: VirtualList.Opened) -> None:
        """Enter gives the chosen one a new PIN: what is wanted most."""
        self.action_pin()

    def action_add(self) -> None:
        """Ask which roles and sites there are, then for the newcomer."""
        ask(
            self,
            lambda: Choices(self.source.roles(), self.source.sites()),
            ChoicesRead,
            lambda why: Trouble("Roles", why),
        )

    def on_choices_read(self, event: ChoicesRead) -> None:
        """Open the form of a newcomer."""
        page = NewcomerPage(self.source, event.choices)

        def after(token: str | None) -> None:
            if token is not None:
                self._done("added")
                if token:
                    self.app.push_screen(TokenScreen(page.named, token))

        self.app.push_screen(page, after)

    def on_trouble(self, event: Trouble) -> None:
        """Say what did not work."""
        self.keys.show((), [(f"✗ {shown(event.why)}", "error bold")])

    def action_pin(self) -> None:
        """Ask for a new PIN."""
        card = self.list.row
        if card is not None and card.way != "token":
            done = self._after("new PIN set")
            self.app.push_screen(PinPage(self.source, card), done)

    def action_switch(self) -> None:
        """Ask before somebody is switched off, or on again."""
        card = self.list.row
        if card is None or card.me:
            return
        verb = "Switch on" if card.disabled else "Switch off"
        then = (
            "Signs on again with the PIN of before."
            if card.disabled
            else "Signs on no more; what they wrote stays theirs."
        )
        question = Question(
            f"{verb} {card.badge}?",
            f"{card.name}, {', '.join(card.roles) or 'no role'}",
            then,
            verb,
            partial(self._switch, card),
            danger=not card.disabled,
        )
        self.app.push_screen(question, self._after(verb.lower().replace("switch", "switched")))

    def _switch(self, card: OperatorCard, typed: str) -> str:
        self.source.switch(card.badge, on=card.disabled)
        return card.badge

    def action_roles(self) -> None:
        """Show what roles allow."""
        self.app.push_screen(RolesScreen(self.source))

    def _after(self, words: str) -> Callable[[str | None], None]:
        def after(answer: str | None) -> None:
            if answer is not None:
                self._done(words)

        return after

    def _done(self, words: str) -> None:
        self.keys.show((), [("✓ ", "success"), (words, QUIET)])
        self.list.renew()
