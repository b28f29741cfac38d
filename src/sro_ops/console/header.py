"""The first row: which site, which mode, what time it is, who is on duty."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.message import Message

from sro_ops.console.kit import times
from sro_ops.console.kit.bars import Bar
from sro_ops.console.kit.ink import PLAIN, Piece, length, spread
from sro_ops.console.kit.plain import cut, shown
from sro_ops.console.modes import tabs
from sro_ops.console.refreshing import Refreshed
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sro_ops.console.source.status import DeskStatus
    from sro_ops.host.replies import HeaderFact

LABELLED, WIDE = 100, 120
"""Columns from which a fact about who sits here has its label, and from which others are told."""

SHOWN = 2
"""Facts of others that have room."""


class Header(Bar):
    """Site, modes, clock and operator; empty but for the mode until `tell` knows the site."""

    GROUND = "panel"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.status: DeskStatus | None = None
        self.at: datetime | None = None
        self.facts: Sequence[HeaderFact] = ()
        self._asked: Refreshed | None = None

    class Facts(Message):
        """What plugins say in this row; None where nobody could be asked."""

        def __init__(self, facts: Sequence[HeaderFact] | None) -> None:
            super().__init__()
            self.facts = facts

    def start(self, look: Callable[[], Sequence[HeaderFact]]) -> None:
        """Ask what plugins say here, now and from now on."""
        self._asked = Refreshed(look, self.Facts, lambda why: self.Facts(None))
        self._asked.start(self)

    def stale(self) -> None:
        """Ask again soon: something was committed."""
        if self._asked is not None:
            self._asked.stale()

    def on_header_facts(self, event: Facts) -> None:
        """Show what plugins say, here and on every other screen."""
        event.stop()
        if self._asked is not None:
            self._asked.done()
        if event.facts is not None:
            app_of(self).facts = event.facts
        self._tick()

    def on_mount(self) -> None:
        """Keep the time."""
        self._tick()
        self.set_interval(1.0, self._tick)

    def _tick(self) -> None:
        app = app_of(self)
        if self._asked is not None:
            self._asked.tick(self)
        if self.facts != app.facts:
            self.facts = app.facts
            self.refresh()
        if app.status is not None:
            self.tell(app.status, app.site_time())

    def tell(self, status: DeskStatus, at: datetime) -> None:
        """Show this status and, to the minute, this site time."""
        at = at.replace(second=0, microsecond=0)
        if (status, at) != (self.status, self.at):
            self.status, self.at = status, at
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row; site name and date from 100 columns where the modes' names leave room.

        The badge stands there from 160.
        """
        mode = app_of(self).mode.name
        if self.status is None or self.at is None:
            return spread([("…", "quiet"), ("  ", PLAIN), *tabs(mode, width - 6)], [], width)
        status = self.status
        site: list[Piece] = [(f" {shown(status.site)} ", "background bold on:accent"), (" ", PLAIN)]
        right = self._right(status, self.at, width)
        name = cut(shown(status.site_name), 30)
        day = times.short_day(self.at.date())
        room = width - 2 - length(site) - length(right)
        if width >= 100:
            if length(tabs(mode, 10_000)) + len(day) + 2 <= room:
                right = [(f"{day}  ", "quiet"), *right]
                room -= len(day) + 2
            if name and length(tabs(mode, 10_000)) + length([(name, "")]) + 3 <= room:
                site += [(" ", PLAIN), (name, "foreground bold"), (" ", PLAIN)]
                room -= length([(name, "")]) + 3
        body = spread([*site, *tabs(mode, room)], right, width + 1)
        return body[1:] if length(body) > width else body

    def _right(self, status: DeskStatus, at: datetime, width: int) -> list[Piece]:
        right: list[Piece] = []
        if going := app_of(self).going:
            ink = "warning bold" if going.drill else "error bold"
            word = f"◆ {going.call.upper()}" + (" drill" if going.drill else "")
            right += [(f"{word} ", ink), ("F9  ", "accent bold")]
        mine = [fact for fact in self.facts if fact.text == status.operator]
        others = [fact for fact in self.facts if fact.text != status.operator]
        if width >= WIDE:
            for fact in others[:SHOWN]:
                right += [*self._fact(fact, status), ("   ", PLAIN)]
        right.append((times.hour(at, status.clock), "foreground bold"))
        if status.speed != 1:
            right.append((f" {status.speed:g}x", "quiet"))
        if status.operator and width >= 40:
            badge = f" {status.badge}" if width >= 160 and status.badge else ""
            name = cut(shown(status.operator), 16) + shown(badge)
            if mine and width >= LABELLED:
                right += [("   ", PLAIN), *self._fact(mine[0], status, badge)]
            else:
                name += _since(mine[0], status) if mine else ""
                right += [("  ", PLAIN), ("● ", "success"), (name, "foreground")]
        return right

    def _fact(self, fact: HeaderFact, status: DeskStatus, more: str = "") -> list[Piece]:
        """Return a fact in words: ``On duty: Reyes 07:31``."""
        text = f"{cut(shown(fact.text), 16)}{shown(more)}{_since(fact, status)}"
        return [(f"{shown(fact.label)}: ", "quiet"), (text, "foreground")]


def _since(fact: HeaderFact, status: DeskStatus) -> str:
    if fact.since is None:
        return ""
    return f" {times.hour(fact.since.astimezone(status.zone), status.clock)}"
