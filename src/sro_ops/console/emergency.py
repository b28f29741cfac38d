"""F9, whatever is on the screen: the card is read before it is needed, and stamps go their way.

A stamp shows at once and is kept on this machine first; the journal gets it when it can.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.console.dressed import Dressed
from sro_ops.console.header import Header
from sro_ops.console.kit.asking import why
from sro_ops.console.screens.emergency import ALL_CLEAR, EmergencyScreen
from sro_ops.console.source.emergency import EmergencySource, Going
from sro_ops.settings.emergency import Card

if TYPE_CHECKING:
    from sro_ops.console.source.status import DeskStatus

DELIVER = 15.0
"""Seconds between two tries to bring stamps to the journal."""


class CardRead(Message):
    """What the card says, and what is going on by the last stamp."""

    def __init__(self, card: Card, going: Going | None) -> None:
        super().__init__()
        self.card = card
        self.going = going


class NotKept(Message):
    """A stamp could not be kept on this machine, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Delivered(Message):
    """So many stamps still wait for the store."""

    def __init__(self, left: int) -> None:
        super().__init__()
        self.left = left


class Emergency(Dressed):
    """The app with an emergency card."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9", "emergency", "emergency card", id="app.emergency", priority=True, show=False)
    ]
    status: DeskStatus | None
    now: Callable[[], datetime]

    def know_emergency(self, source: EmergencySource) -> None:
        """Learn from where the card comes."""
        self._emergency = source
        self._card = Card()
        self.going: Going | None = None
        self._waiting = 0

    def on_mount(self) -> None:
        """Read the card before anybody needs it, and bring waiting stamps to the journal."""
        self._work(lambda: CardRead(self._emergency.card(), self._emergency.going()))
        self._deliver()
        self.set_interval(DELIVER, self._look_again)

    def on_card_read(self, event: CardRead) -> None:
        """Keep it at hand."""
        self._card = event.card
        self.going = self.going or event.going
        self._show_going()

    def action_emergency(self) -> None:
        """Open the card, or leave it."""
        if isinstance(self.screen, EmergencyScreen):
            self.screen.action_leave()
            return
        card = EmergencyScreen(self._card, self.school, lambda: self.going, self._stamped)
        self.push_screen(card)

    @property
    def school(self) -> str:
        """The school's name; empty until it is known."""
        return self.status.site_name if self.status else ""

    def _stamped(self, call: str, drill: bool) -> None:
        at = self.now()
        self.going = None if call == ALL_CLEAR else Going(call, drill, at)
        self._waiting += 1
        self._show_going()

        def keep() -> Message:
            try:
                self._emergency.stamp(call, drill, at)
            except Exception as error:
                return NotKept(why(error))
            return Delivered(self._emergency.deliver())

        self._work(keep)

    def _show_going(self) -> None:
        for screen in self.screen_stack:
            for header in screen.query(Header):
                header.refresh()
            if isinstance(screen, EmergencyScreen):
                screen.tell()

    def on_not_kept(self, event: NotKept) -> None:
        """Say that the time is to be written down by hand."""
        for screen in self.screen_stack:
            if isinstance(screen, EmergencyScreen):
                screen.not_kept(event.why)

    def on_delivered(self, event: Delivered) -> None:
        """Remember whether stamps wait."""
        self._waiting = event.left

    def _look_again(self) -> None:
        if self._waiting:
            self._deliver()

    def _deliver(self) -> None:
        self._waiting = max(self._waiting, 1)  # until the answer says otherwise
        self._work(lambda: Delivered(self._emergency.deliver()))

    def _work(self, call: Callable[[], Message]) -> None:
        def work() -> None:
            self.post_message(call())

        self.run_worker(work, thread=True, exit_on_error=False)
