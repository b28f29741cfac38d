"""Who sits before the console: signing on at the start, changing places, locking.

While it is locked the app does nothing but what a locked desk may do, whatever key is pressed.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console.entry.outbox import Draft
from sro_ops.console.guests import Hosting

if TYPE_CHECKING:
    from sro_ops.console.desk import Desk
    from sro_ops.console.screens.sign_on import SignOnScreen
    from sro_ops.console.source.access import Access, AccessSource, SignedOn

LOCKED_ACTIONS = frozenset({"quit", "help_quit", "emergency", "focus_next", "focus_previous"})
"""What the app does while it is locked, or nobody has signed on yet."""

LOOK = 1.0
"""Seconds between two looks at how long nobody has pressed a key."""


class Signing(Hosting):
    """The app as a place where operators sign on, change and lock."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "lock", "lock the desk", id="app.lock", show=False),
        Binding("ctrl+t", "change_operator", "let a colleague take over", id="app.change",
                show=False),
    ]  # fmt: skip
    desk: Desk

    def know_access(self, source: AccessSource) -> None:
        """Learn from where it is said who may sign on."""
        self._access_source = source
        self._gate: SignOnScreen | None = None

    @property
    def still(self) -> float:
        """The seconds since somebody last pressed a key."""
        raise NotImplementedError

    @property
    def access(self) -> Access:
        """How one signs on, and whether somebody has."""
        return self._access_source.access()

    @property
    def admitted(self) -> bool:
        """Whether somebody has signed on."""
        return self.access.signed_on

    @property
    def locked(self) -> bool:
        """Whether a screen stands before the desk that only a PIN takes away."""
        return self._gate is not None and self._gate.shut

    def on_mount(self) -> None:
        """Ask who it is, and look from time to time whether anybody is still there."""
        self.set_interval(LOOK, self._idle)
        if not self.admitted:
            self._ask("on")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow next to nothing while the desk is locked."""
        if self.locked and action not in LOCKED_ACTIONS:
            return False
        return super().check_action(action, parameters)

    def _idle(self) -> None:
        access = self.access
        if access.by_pin and self.admitted and self.still >= access.lock_after:
            self.action_lock(by_itself=True)

    def action_lock(self, by_itself: bool = False) -> None:
        """Lock the desk: the log is hidden, a line is still taken."""
        if not self.access.by_pin:
            self.say("The system's user signs on here: lock the computer itself")
        elif self._gate is None or not self._gate.shut:
            if self._gate is not None:
                self._gate.dismiss(None)
            if self.admitted:
                tell = partial(self._access_source.locked, by_itself)
                self.run_worker(tell, thread=True, exit_on_error=False)
            self._ask("lock")

    def action_change_operator(self) -> None:
        """Let somebody else take over, without leaving the console."""
        if not self.access.by_pin:
            self.say("The system's user signs on here: change the user of the computer")
        elif self._gate is None:
            unsaved = self.desk.entry.outbox.unsaved
            if unsaved:
                lines = "1 line is" if unsaved == 1 else f"{unsaved} lines are"
                self.say(f"{lines} not saved yet. ^t again when saved")
            else:
                self._ask("change")

    def _ask(self, why: str) -> None:
        from sro_ops.console.screens.sign_on import SignOnScreen

        self.desk.keeper.flush(self.desk)
        access = self.access
        badge = "" if why == "change" else access.badge
        self._gate = SignOnScreen(self._access_source, why, badge, self._holds_lines)
        self.push_screen(self._gate, self._answered)

    def _holds_lines(self) -> bool:
        return self.admitted and bool(self.desk.entry.outbox.unsaved)

    async def _answered(self, answer: tuple[SignedOn, list[str]] | None) -> None:
        """Open the desk to whoever has signed on; lines typed at the lock are saved as theirs."""
        gate, self._gate = self._gate, None
        if answer is None or gate is None:
            self.home()
            return
        signed, lines = answer
        if signed.changed:
            await self._change()
        entry = self.desk.entry
        for line in lines:
            entry.outbox.put(Draft(line))
        entry.send()
        self.home()

    def new_desk(self) -> Desk:
        """Make the Desk anew, and have it be the Desk from now on."""
        raise NotImplementedError

    async def _change(self) -> None:
        """Begin a Desk for whoever comes: nothing of what another saw stays on the screen.

        A line half typed waits for its writer, with what else the keeper has kept.
        """
        old = self.desk
        await self._close(old)
        self.begin_anew()
        await self._close(old)
        old.listener.drop()
        old.keeper.open = False
        self.swap_screen(old, self.new_desk())

    async def _close(self, desk: Desk) -> None:
        while self.screen is not desk and len(self.screen_stack) > 1:
            await self.pop_screen()

    def begin_anew(self) -> None:
        """Forget every screen but the Desk's: somebody else sits here now."""
