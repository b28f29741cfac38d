"""Ink on ground: how words become the segments of one terminal row.

A row is made of pieces: a text and an ink. An ink names a colour of the theme and, after it, what
else holds: ``quiet``, ``accent bold``, ``foreground strike``; ``on:boost`` puts it on a ground of
its own. Text is never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip

from sro_ops.console.kit import ascii
from sro_ops.console.kit.plain import cut

Piece = tuple[str, str]
"""A text and its ink."""

STRONG = "foreground bold"
KEY = "accent bold"
QUIET = "quiet"
PLAIN = "foreground"

_LOUD = ("error", "warning")
_GROUNDS = ("background", "surface", "panel", "boost")


class Inks:
    """The styles of one theme, made as they are asked for.

    A theme of the terminal's own colours has no grounds: what would stand on one is reversed.

    Args:
        variables: the theme's.
        colours: whether there are any; without, what is loud is reversed.
        utf8: whether the terminal takes it; else every glyph is a letter of ASCII.
    """

    def __init__(
        self, variables: Mapping[str, str], colours: bool = True, utf8: bool = True
    ) -> None:
        self._variables = variables
        self._styles: dict[tuple[str, str], Style] = {}
        self._one_ink_on_cursor = variables["cursor-ink"] != variables["foreground"]
        self._bare = variables["background"] == "ansi_default"
        self._colours = colours
        self._utf8 = utf8

    def style(self, ink: str, ground: str = "background") -> Style:
        """Return the style of `ink` on the theme's `ground`."""
        key = (ink, ground)
        if key not in self._styles:
            name, *more = ink.split()
            own = [word[3:] for word in more if word.startswith("on:")]
            on_cursor = ground == "cursor" and self._one_ink_on_cursor
            turned = "reverse" in more or (name in _LOUD and "bold" in more and not self._colours)
            if self._bare:
                turned = turned or ground == "cursor" or bool(own and own[0] not in _GROUNDS)
                name, own = (own[0] if own and own[0] not in _GROUNDS else name), []
            self._styles[key] = Style(
                color=self._colour("cursor-ink" if on_cursor else name),
                bgcolor=self._colour(own[0] if own else ground),
                bold="bold" in more or None,
                italic="italic" in more or None,
                underline="underline" in more or None,
                strike="strike" in more or None,
                reverse=turned or None,
            )
        return self._styles[key]

    def _colour(self, name: str) -> str:
        value = self._variables[name]
        return "default" if value == "transparent" else Color.parse(value).rich_color.name

    def strip(
        self, pieces: Iterable[Piece], width: int | None, ground: str = "background"
    ) -> Strip:
        """Return `pieces` as a row on `ground`, of exactly `width` cells if it is given."""
        if not self._utf8:
            pieces = [(ascii.plain(text), ink) for text, ink in pieces]
        strip = Strip([Segment(text, self.style(ink, ground)) for text, ink in pieces if text])
        if width is None:
            return strip
        return strip.adjust_cell_length(width, self.style(PLAIN, ground))


def length(pieces: Iterable[Piece]) -> int:
    """Return the width of `pieces` in cells."""
    return sum(cell_len(text) for text, _ in pieces)


def trim(pieces: Sequence[Piece], width: int) -> list[Piece]:
    """Return `pieces` in at most `width` cells, ended by … where something is missing."""
    if length(pieces) <= width:
        return list(pieces)
    kept: list[Piece] = []
    room = width
    for text, ink in pieces:
        size = cell_len(text)
        if size >= room:
            kept.append((cut(f"{text}…", room) if size == room else cut(text, room), ink))
            break
        kept.append((text, ink))
        room -= size
    return kept


def spread(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """Return `left` and `right` at the two ends of `width` cells, a column free at either edge.

    The right side stands whole; the left is cut where they would meet. Where even the right side
    has no room, it is left out.
    """
    room = width - 2
    size = length(right)
    if size and size + 8 > room:
        right, size = [], 0
    start = trim(left, room - size - (2 if size else 0))
    gap = room - length(start) - size
    return [(" ", PLAIN), *start, (" " * max(gap, 0), PLAIN), *right, (" ", PLAIN)]


def ruled(
    title: Sequence[Piece], facts: Sequence[Piece], width: int, bar: bool = False
) -> list[Piece]:
    """Return a ruled title: ``Today's log ────── 18 today  live``, with the focus bar if `bar`."""
    room = width - 2
    tail = [(" ", PLAIN), *facts] if facts else []
    if length(tail) > room - 10:
        tail = []
    head = trim(title, room - length(tail) - 2)
    rule = room - length(head) - length(tail) - 1
    edge = ("▌", "accent") if bar else (" ", PLAIN)
    return [edge, *head, (" ", PLAIN), ("─" * max(rule, 0), "hair"), *tail, (" ", PLAIN)]
