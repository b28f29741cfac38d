"""Panels as rows of pieces: ruled titles, a meter, rows with a figure; and the glance.

Pure: no widgets.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from sro_ops.console.kit import states, times
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, length, ruled, spread, trim
from sro_ops.console.kit.plain import cut, shown

if TYPE_CHECKING:
    from sro_ops.host.panels import Face, Panel, PanelRow

MOST = 6
"""Rows of one panel; further ones are counted."""

NEXT = ("›", "accent bold")

Key = tuple[str, int]
"""Where the cursor may stand: a panel's title and the index of one of its rows; -1 is the title."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How this desk shows things."""

    zone: tzinfo | None = None
    clock: int = 24
    names: bool = False


@dataclass(slots=True)
class Block:
    """A panel laid out: its rows from the title on, and those where the cursor may stand."""

    rows: list[list[Piece]] = field(default_factory=list)
    stops: dict[Key, int] = field(default_factory=dict)


def block(face: Face, width: int, about: Settings, chosen: Key | None = None) -> Block:
    """Return one panel in `width` cells; `chosen` is what the cursor is on, lit."""
    made = Block()
    lit = chosen == (face.title, -1)
    made.stops[face.title, -1] = 0
    if face.stopped:
        title = [("✗ ", "error bold"), (f"{shown(face.title)} stopped", "error bold")]
        made.rows.append([_edge(lit), *trim(title, width - 2)])
        made.rows.append([(" ", PLAIN), (cut(shown(face.stopped), width - 2), QUIET)])
        made.rows.append([(" ", PLAIN), ("enter", KEY), (" details", QUIET)])
        return made
    figure = "…" if face.panel is None else shown(face.panel.figure)
    title = [(shown(face.title), KEY if lit else STRONG)]
    made.rows.append(ruled(title, [(figure, QUIET)] if figure else [], width, bar=lit))
    if face.panel is not None:
        _body(made, face, face.panel, width, about, chosen)
    return made


def _body(
    made: Block, face: Face, panel: Panel, width: int, about: Settings, chosen: Key | None
) -> None:
    if panel.meter is not None:
        made.rows.append(meter(panel.meter, width))
    if not panel.rows and panel.meter is None:
        made.rows.append([(" ", PLAIN), (cut(shown(panel.empty), width - 2), QUIET)])
    for index, row in enumerate(panel.rows[:MOST]):
        key = (face.title, index)
        if row.number:
            made.stops[key] = len(made.rows)
        hidden = row.number in face.protected and not about.names
        made.rows.append([_edge(chosen == key), *_row(row, width, about, hidden)])
    if len(panel.rows) > MOST:
        made.rows.append([(f" +{len(panel.rows) - MOST} more", QUIET)])


def _row(row: PanelRow, width: int, about: Settings, hidden: bool) -> list[Piece]:
    if hidden:
        return [("▣ ", "quiet"), ("Protected record", "quiet italic")]
    left: list[Piece] = []
    if row.state:
        glyph, ink = NEXT if row.state == "next" else states.of_state(row.state)
        left.append((f"{glyph} ", ink))
    if row.place:
        left += [(shown(row.place), PLAIN), ("  " if row.text else "", PLAIN)]
    left.append((shown(row.text), QUIET if row.place else PLAIN))
    right: list[Piece] = [(figure(row, about), QUIET)] if row.figure else []
    return spread(left, right, width)[1:]


def figure(row: PanelRow, about: Settings) -> str:
    """Return what stands at the right of a row."""
    if isinstance(row.figure, datetime):
        return times.hour(row.figure.astimezone(about.zone), about.clock)
    return shown(row.figure)


def meter(counts: tuple[int, int], width: int) -> list[Piece]:
    """Return a bar of how much of how many: ``━━━━────  7 of 12``."""
    done, of = counts
    words = f"{done:,} of {of:,}"
    room = max(width - 2 - len(words) - 2, 4)
    filled = min(round(room * done / of), room) if of > 0 else 0
    bar = [("━" * filled, "accent"), ("─" * (room - filled), "hair")]
    return [(" ", PLAIN), *bar, ("  ", PLAIN), (words, STRONG)]


def _edge(lit: bool) -> Piece:
    return ("▌", "accent") if lit else (" ", PLAIN)


def glance(faces: Sequence[Face], width: int) -> list[Piece]:
    """Return the panels in one line, as many as fit whole."""
    made: list[Piece] = []
    for face in faces:
        if face.stopped:
            one = [("✗ ", "error bold"), (f"{shown(face.title)} stopped", "error bold")]
        else:
            figure = face.panel.glance or face.panel.figure if face.panel is not None else "…"
            one = [(f"{shown(face.title)} ", QUIET), (shown(figure or "–"), STRONG)]
        gap: list[Piece] = [("  │  ", "hair")] if made else []
        if length(made) + length(gap) + length(one) > width - 2:
            break
        made += [*gap, *one]
    return [(" ", PLAIN), *made]
