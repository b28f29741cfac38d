"""The first row: which site, which mode, what time it is, who is on duty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sro_ops.console.kit import times
from sro_ops.console.kit.bars import Bar, app_of
from sro_ops.console.kit.ink import PLAIN, Piece, length, spread
from sro_ops.console.kit.plain import cut, shown
from sro_ops.console.source import DeskStatus


class Header(Bar):
    """Site, modes, clock and operator; empty but for the mode until `tell` knows the site."""

    GROUND = "panel"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.status: DeskStatus | None = None
        self.at: datetime | None = None

    def tell(self, status: DeskStatus, at: datetime) -> None:
        """Show this status and, to the minute, this site time."""
        at = at.replace(second=0, microsecond=0)
        if (status, at) != (self.status, self.at):
            self.status, self.at = status, at
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row; site name and date from 100 columns, the badge from 160."""
        mode: list[Piece] = [(" 1 Desk ", "accent bold on:background")]
        if self.status is None or self.at is None:
            return spread([("…", "quiet"), ("  ", PLAIN), *mode], [], width)
        status = self.status
        left: list[Piece] = [
            (f" {shown(status.site)} ", "background bold on:accent"),
            ("  ", PLAIN),
        ]
        if width >= 100 and status.site_name:
            left += [(cut(shown(status.site_name), 30), "foreground bold"), ("  ", PLAIN)]
        right: list[Piece] = []
        if going := app_of(self).going:
            ink = "warning bold" if going.drill else "error bold"
            word = f"◆ {going.call.upper()}" + (" drill" if going.drill else "")
            right += [(f"{word} ", ink), ("F9  ", "accent bold")]
        if width >= 100:
            right.append((f"{times.short_day(self.at.date())}  ", "quiet"))
        right.append((times.hour(self.at, status.clock), "foreground bold"))
        if status.operator and width >= 40:
            badge = f" {status.badge}" if width >= 160 and status.badge else ""
            name = cut(shown(status.operator), 16) + shown(badge)
            right += [("  ", PLAIN), ("● ", "success"), (name, "foreground")]
        body = spread([*left, *mode], right, width + 1)
        return body[1:] if length(body) > width else body
