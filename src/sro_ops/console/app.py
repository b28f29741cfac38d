"""The console's app: themes, the clock, and the Desk as its first screen."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.events import Event, Key, Paste, Resize
from textual.timer import Timer
from textual.widget import Widget

from sro_ops.clock import Clock, utc_now
from sro_ops.console import themes
from sro_ops.console.choosing import Choosing
from sro_ops.console.desk import Desk
from sro_ops.console.emergency import Emergency
from sro_ops.console.kit.ascii import speaks_utf8
from sro_ops.console.kit.ink import QUIET, STRONG, Inks
from sro_ops.console.kit.plain import shown
from sro_ops.console.signing import Signing

if TYPE_CHECKING:
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.host.replies import HeaderFact

SWITCH = 0.0005
"""Seconds after which a thread that reads or loads hands over to the screen's thread."""

SETTLED = 0.1
"""Seconds after the terminal's last word about its size at which every row is painted."""


class SroApp(Choosing, Signing, Emergency):
    """The console.

    Args:
        source: what it shows and asks.
        theme: night, day or contrast; the source's status may name another.
        now: the clock; tests freeze it, a demo lets it run faster.
    """

    DEFAULT_MODE: ClassVar[str] = "desk"

    def __init__(
        self,
        source: DeskSource,
        theme: str = "night",
        now: Clock = utc_now,
    ) -> None:
        super().__init__()
        self.dress(theme)
        self.source = source
        self.now = now
        self.know_access(source)
        self.know_emergency(source)
        self.status: DeskStatus | None = None
        self.facts: Sequence[HeaderFact] = ()
        self.desk = Desk(source)
        self.add_mode("desk", self.get_default_screen)
        self.utf8 = speaks_utf8()
        self._inks: tuple[str, Inks] | None = None
        self._leaving = False
        self._early: list[Event] | None = []
        self._pressed = monotonic()
        self._sizing: Timer | None = None

    def on_ready(self) -> None:
        """Paint whole: what was painted before the app ran was lost."""
        self.screen.refresh()

    async def on_event(self, event: Event) -> None:
        """Keep keys that arrive before there is a field to type them in."""
        if isinstance(event, Key | Paste):
            self._pressed = monotonic()
        if self._early is not None and isinstance(event, Key | Paste):
            self._early.append(event)
        else:
            await super().on_event(event)

    def on_resize(self, event: Resize) -> None:
        """Paint every row once the terminal has settled on a size.

        Where the machine is busy, a terminal that is made small and large again is heard of once,
        with the size that was there before. Textual then paints what has changed: nothing. The
        terminal has lost rows all the same.
        """
        if self._sizing is not None:
            self._sizing.stop()
        self._sizing = self.set_timer(SETTLED, self.refresh)

    @property
    def still(self) -> float:
        """The seconds since somebody last pressed a key."""
        return monotonic() - self._pressed

    def wake(self, field: Widget) -> None:
        """Give the keys typed so far to `field`, in their order."""
        field.focus()
        early, self._early = self._early or [], None
        for event in early:
            field.post_message(event)

    def get_default_screen(self) -> Desk:
        """Return the Desk."""
        return self.desk

    def new_desk(self) -> Desk:
        """Make the Desk anew, for somebody else."""
        self.facts = ()
        self.desk = Desk(self.source)
        return self.desk

    @property
    def inks(self) -> Inks:
        """The styles of the present theme."""
        if self._inks is None or self._inks[0] != self.theme:
            self._inks = (
                self.theme,
                Inks(self.get_css_variables(), not self.no_color, self.utf8),
            )
        return self._inks[1]

    def know(self, status: DeskStatus) -> None:
        """Learn who sits where."""
        self.status = status
        self._map(status)
        name = status.theme
        if status.theme_table is not None:
            name = themes.FROM_FILE
            self.register_theme(themes.from_file(status.theme_table))
        if status.theme_wrong:
            self._complain("Theme", status.theme_wrong)
        if name in self.available_themes:
            self.theme = self._shown(name)

    def _shown(self, theme: str) -> str:
        """Return a theme that the terminal can show: with 16 colours, its own."""
        few = self.console.color_system in ("standard", "windows") and not self.is_headless
        return "terminal" if few else theme

    def _map(self, status: DeskStatus) -> None:
        """Take up a site's own keys; a mistake in them is named, and the shipped keys stand."""
        if not (status.keymap or status.keymap_wrong):
            return
        from sro_ops.console import keys

        wrong = [status.keymap_wrong] if status.keymap_wrong else keys.wrong(status.keymap)
        if wrong:
            self._complain("Keymap", wrong[0])
        else:
            self.set_keymap(dict(status.keymap))

    def _complain(self, what: str, why: str) -> None:
        self.desk.entry.flash([("✗ ", "error bold"), (f"{what}: {why}. ", STRONG)])

    def site_time(self) -> datetime:
        """Return the time in the site's zone."""
        return self.now().astimezone(self.status.zone if self.status else UTC)

    def home(self) -> None:
        """Give the focus back to the entry line."""
        if self.screen is self.desk:
            self.desk.set_focus(self.desk.entry.field)

    def say(self, words: str) -> None:
        """Say something in the second line."""
        self.desk.entry.flash([(shown(words), STRONG)])

    def action_help_quit(self) -> None:
        """Say how to quit: ctrl+c is for copying."""
        self.desk.entry.flash([("^q", "accent bold"), (" quits", QUIET)])

    async def action_quit(self) -> None:
        """Quit; with unsaved lines only when it is pressed twice."""
        unsaved = self.desk.entry.outbox.unsaved
        if unsaved and not self._leaving:
            self._leaving = True
            lines = "1 line is" if unsaved == 1 else f"{unsaved} lines are"
            self.desk.entry.flash([(f"{lines} not saved. ", STRONG), ("^q again quits", QUIET)])
            return
        self.exit()


def run(source: DeskSource, theme: str = "night", now: Clock = utc_now) -> int:
    """Open the console on `source` until it is quit; return its exit code."""
    app = SroApp(source, theme, now)
    sys.setswitchinterval(SWITCH)
    app.run()
    with suppress(OSError):
        app.desk.keeper.finish()
    app.raise_fault()
    return app.return_code or 0
