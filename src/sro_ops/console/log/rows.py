"""A journal line as one row of a list: its columns, its inks, and its full text.

Pure: no widgets. The room sees initials and `▣ Protected record` until names are revealed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len

from sro_ops.console.kit import states, times
from sro_ops.console.kit.plain import cut, fit, shown, surname
from sro_ops.text import initials

if TYPE_CHECKING:
    from sro_ops.console.kit.ink import Piece
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.store.model import Line

LATER = timedelta(seconds=60)
"""A line that was recorded this much after it happened carries a ``+`` at its time."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list with its site times; `names` is None until they are revealed."""

    line: Line
    at: datetime
    kept: datetime
    names: tuple[str, ...] | None = None

    @property
    def pos(self) -> int:
        """Its place in commit order."""
        return self.line.pos

    @property
    def day(self) -> date:
        """The day under which it stands: that of the commit, whose order the list keeps."""
        return self.kept.date()

    @property
    def masked(self) -> bool:
        """Whether the room must not see what it says."""
        return self.line.protected and self.names is None

    @property
    def later(self) -> bool:
        """Whether it was written up after the fact."""
        return self.kept - self.at >= LATER


def row_of(line: Line, status: DeskStatus, names: Sequence[str] | None = None) -> Row:
    """Return `line` as a row in the site's zone."""
    return Row(
        line,
        times.local(line.at, status.zone),
        times.local(line.committed_at or line.recorded_at, status.zone),
        None if names is None else tuple(names),
    )


@dataclass(frozen=True, slots=True)
class Columns:
    """The widths of a list's columns in cells; 0 leaves a column out."""

    time: int
    verb: int
    summary: int
    place: int
    number: int
    who: int
    short: bool


def columns(width: int, clock: int, longest: int) -> Columns:
    """Return the columns for a list of `width` cells.

    Args:
        width: the list's whole width, the free column at either edge included.
        clock: 12 or 24.
        longest: the cells of the longest full number in sight, so that none is cut.
    """
    time = times.width(clock)
    short = width < 84
    number = max(longest - 5, 6) if short else max(longest, 11)
    verb, place, who = 8, 12 if width >= 84 else 11, 7 if width >= 102 else 0
    if width < 50:
        place = number = 0
    taken = 2 + time + 2 + 2 + verb + 2
    taken += sum(size + 2 for size in (place, number, who) if size)
    return Columns(time, verb, max(width - taken, 4), place, number, who, short)


def short_number(number: str) -> str:
    """Return ``T-0037`` for ``T-2026-0037``."""
    parts = number.split("-")
    return f"{parts[0]}-{parts[-1]}" if len(parts) == 3 else number


def summary(row: Row) -> str:
    """Return what happened, with the people as initials or, revealed, by name."""
    line = row.line
    if line.expunged:
        return "removed from the record"
    people = row.names if row.names is not None else [initials(name) for name in line.people]
    text = shown(line.summary)
    return f"{text}, with {', '.join(map(shown, people))}" if people else text


def pieces(row: Row, grid: Columns, clock: int, today: date) -> list[Piece]:
    """Return a row's pieces from the time to the last column, without the edges."""
    time = times.hour(row.at, clock).rjust(grid.time) + ("+ " if row.later else "  ")
    if row.masked:
        room = grid.verb + 2 + grid.summary
        return [(time, "quiet"), ("▣ ", "quiet"), (fit("Protected record", room), "quiet italic")]
    line = row.line
    glyph, mark = states.of_line(line)
    bright = row.day == today or line.state in states.LASTING
    text = "foreground" if bright and not line.struck else "quiet"
    word = mark if line.state in states.LOUD and not line.struck else text
    struck = " strike" if line.struck and line.verb != "struck" else ""
    made: list[Piece] = [
        (time, "quiet"),
        (f"{glyph} ", mark if bright else "quiet"),
        (fit(shown(line.word), grid.verb) + "  ", word),
        *_padded(cut(summary(row), grid.summary), grid.summary, text + struck),
    ]
    if grid.place:
        made.append(("  " + fit(shown(line.place), grid.place), "quiet"))
    if grid.number:
        number = short_number(line.number) if grid.short else line.number
        made.append(("  " + fit(shown(number), grid.number, right=True), "quiet"))
    if grid.who:
        made.append(("  " + fit(surname(line.who), grid.who), "quiet"))
    return made


def _padded(text: str, width: int, ink: str) -> list[Piece]:
    """Return `text` and its padding apart, so that a line through the text ends with it."""
    return [(text, ink), (" " * (width - cell_len(text)), "quiet")]


def full(row: Row) -> list[Piece]:
    """Return a row's whole text for the second line: number, verb, summary, and what is unusual."""
    if row.masked:
        return [("▣ ", "quiet"), ("Protected record", "quiet italic")]
    line = row.line
    made: list[Piece] = []
    if line.number:
        made.append((f"{shown(line.number)}  ", "accent bold"))
    remarks = [
        word
        for word, holds in (
            ("crossed out", line.struck),
            ("sealed", line.sealed),
            ("corrected", line.corrected),
        )
        if holds
    ]
    made.extend((f"{word}  ", "quiet") for word in remarks)
    made.append((f"{shown(line.word)}: {summary(row)}", "foreground"))
    if line.place:
        made.append((f"  {shown(line.place)}", "quiet"))
    if row.at.date() != row.day:
        made.append((f"  {times.short_day(row.at.date())}", "quiet"))
    return made


def copied(row: Row, clock: int) -> str:
    """Return a row as the text that `y` puts on the clipboard; masked as it is shown."""
    time = f"{row.at:%Y-%m-%d} {times.hour(row.at, clock)}"
    if row.masked:
        return f"{time} Protected record"
    line = row.line
    parts = (time, line.number, line.word, summary(row), line.place, line.who)
    return "  ".join(shown(part) for part in parts if part)
