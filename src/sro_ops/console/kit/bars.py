"""One-row widgets: a bar of pieces, a ruled title, the keys at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from textual.widget import Widget

from sro_ops.console.kit.ink import PLAIN, Inks, Piece, length, ruled, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from textual.strip import Strip

    from sro_ops.console.blame import Owners
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.console.steering import Hearing


class Stand(Protocol):
    """What the kit asks of the app that it stands in.

    Attributes:
        source: what records are read from.
        status: who sits where; None until it is known.
        now: the clock, aware.
        owners: which plugin a class belongs to.
        hearing: screens that are told what is saved.
    """

    source: DeskSource
    status: DeskStatus | None
    now: Callable[[], datetime]
    owners: Owners
    hearing: list[Hearing]

    @property
    def inks(self) -> Inks:
        """The styles of the present theme."""
        ...

    def site_time(self) -> datetime:
        """Return the time in the site's zone."""
        ...

    def open_lists(self) -> None:
        """Open the lists of the present mode's records over its screen."""
        ...


def stand_of(widget: Widget) -> Stand:
    """Return the app as the kit knows it."""
    return cast("Stand", widget.app)


def inks_of(widget: Widget) -> Inks:
    """Return the inks of the app's present theme."""
    return stand_of(widget).inks


class Bar(Widget):
    """One row with a left and a right side on one ground; `show` changes it."""

    DEFAULT_CSS = "Bar { height: 1; }"
    GROUND: ClassVar[str] = "background"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.left: Sequence[Piece] = ()
        self.right: Sequence[Piece] = ()

    def show(self, left: Sequence[Piece], right: Sequence[Piece] = ()) -> None:
        """Show these pieces from now on."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row's pieces for `width` cells."""
        return spread(self.left, self.right, width)

    def render_line(self, y: int) -> Strip:
        """Return the row."""
        width = self.size.width
        return inks_of(self).strip(self.pieces(width), width, self.GROUND)


class Ruled(Bar):
    """A ruled title: bold name, hairline, a figure or fact; accent and bar while `lit`.

    Args:
        measure: cells beyond which it does not run.
    """

    def __init__(self, measure: int = 10_000) -> None:
        super().__init__()
        self.lit = False
        self.measure = measure

    def light(self, lit: bool) -> None:
        """Mark what stands below as focused, or not."""
        if lit != self.lit:
            self.lit = lit
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the title, in the accent while lit."""
        width = min(width, self.measure)
        if not self.lit:
            return ruled(self.left, self.right, width)
        left = [(text, "accent bold" if "bold" in ink else ink) for text, ink in self.left]
        return ruled(left, self.right, width, bar=True)


Hint = tuple[str, str]
"""A key and what it does: ``("esc", "list")``."""


class Keys(Bar):
    """The last row: the keys that work here, and what was saved last. No key is ever cut."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.hints: Sequence[Hint] = ()

    def keys(self, hints: Sequence[Hint]) -> None:
        """Show these keys, the most wanted first."""
        if hints != self.hints:
            self.hints = hints
            self.refresh()

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return as many keys as fit whole beside the right side."""
        right = self.right
        room = width - 2 - (length(right) + 2 if right else 0)
        left: list[Piece] = []
        for key, does in self.hints:
            hint = [
                *([("   ", PLAIN)] if left else []),
                (key, "accent bold"),
                (f" {does}", "quiet"),
            ]
            if length(left) + length(hint) > room:
                break
            left.extend(hint)
        return spread(left, right, width)
