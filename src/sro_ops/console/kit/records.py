"""The record list: columns for any record type, and the rows in them. Pure but for the widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from sro_ops.console.kit import states, times
from sro_ops.console.kit.bars import Bar, stand_of
from sro_ops.console.kit.ink import PLAIN, QUIET, Piece
from sro_ops.console.kit.pages import PAGE
from sro_ops.console.kit.plain import cut, fit, shown, surname
from sro_ops.console.kit.virtual import VirtualList
from sro_ops.console.kit.window import Slice
from sro_ops.console.source.records import Kind, ListQuery, RecordRow, RecordSource
from sro_ops.text import initials

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MEASURE = 152
"""Cells beyond which a row does not run: the eye loses its line."""

NONE = "–"


@dataclass(frozen=True, slots=True)
class Grid:
    """The widths of a record list's columns in cells; 0 leaves a column out."""

    number: int
    state: int
    when: int
    what: int
    place: int
    figure: int
    who: int


def grid(
    width: int, kinds: Sequence[Kind], rows: Iterable[RecordRow] = (), clock: int = 24
) -> Grid:
    """Return the columns for `width` cells: nothing but words and places is ever cut.

    Where no record has a state or a figure, time and place have their room.

    Args:
        width: cells of the list, the free column at either edge included.
        kinds: the types in the list, for the words of their states.
        rows: rows in sight, whose numbers and figures must fit.
        clock: 12 or 24.
    """
    rows = list(rows)
    wide = width >= 96
    numbers = [cell_len(_number(row, width)) for row in rows]
    number = max([11 if width >= 71 else 6, *numbers])
    words = [state for kind in kinds for state in kind.states]
    marked = any(row.struck or row.sealed or row.protected for row in rows)
    state = max([13 if wide else 9, *(cell_len(word) + 2 for word in words)])
    state = state if words or marked else 0
    figures = [cell_len(row.figure) for row in rows]
    figure = max([9, *figures]) if any(kind.figure for kind in kinds) else 0
    roomy = wide or (width >= 67 and not state and not figure)
    when = (12 if clock == 24 else 13) if roomy else 6 if width >= 67 else 0
    place, who = 12 if roomy else 0, 6 if wide else 0
    taken = 2 + sum(size + 2 for size in (number, state, when, place, figure, who) if size)
    return Grid(number, state, when, max(width - taken, 4), place, figure, who)


def _number(row: RecordRow, width: int) -> str:
    parts = row.number.split("-")
    short = width < 71 and len(parts) == 3
    return f"{parts[0]}-{parts[-1]}" if short else row.number


def what(row: RecordRow, several: bool, names: bool) -> str:
    """Return what a row tells, with the people as initials or, when asked for, by name."""
    if row.expunged:
        return "removed from the record"
    people = row.people if names else [initials(name) for name in row.people]
    told = f"{row.word}: {row.summary}" if several else row.summary
    return shown(f"{told}, with {', '.join(people)}" if people else told)


def heads(cols: Grid, kinds: Sequence[Kind], oldest_first: bool) -> list[Piece]:
    """Return the header row; the column that the list is sorted by is bold, with an arrow."""
    arrow = "↑" if oldest_first else "↓"
    labels = list(dict.fromkeys(kind.figure for kind in kinds if kind.figure))
    figure = labels[0] if len(labels) == 1 else "Figure"
    made: list[Piece] = [
        (" ", PLAIN),
        (fit("Number", cols.number) + "  ", QUIET),
    ]
    if cols.state:
        made.append((fit("State", cols.state) + "  ", QUIET))
    if cols.when:
        made.append((fit(f"When {arrow}", cols.when) + "  ", "quiet bold"))
    made.append((fit("What", cols.what), QUIET))
    if cols.place:
        made.append(("  " + fit("Place", cols.place), QUIET))
    if cols.figure:
        made.append(("  " + fit(figure, cols.figure, right=True), QUIET))
    if cols.who:
        made.append(("  " + fit("By", cols.who), QUIET))
    return made


@dataclass(frozen=True, slots=True)
class Manner:
    """How rows are shown: today's date, the clock, names or initials, one type or several."""

    today: date
    clock: int = 24
    names: bool = False
    several: bool = False


def when(row: RecordRow, width: int, manner: Manner) -> str:
    """Return a row's time in `width` cells: ``22 Sep``, ``22 Sep 10:31``, ``22 Sep 2025``."""
    day = f"{row.at.day:02d} {times.MONTHS[row.at.month - 1][:3]}"
    if width < 12:
        return day
    if row.at.year != manner.today.year:
        return f"{day} {row.at.year}"
    hour = times.hour(row.at, manner.clock)
    return f"{day} {hour:>{times.width(manner.clock)}}"


def pieces(row: RecordRow, cols: Grid, width: int, manner: Manner) -> list[Piece]:
    """Return a row's pieces, from the number to the last column."""
    time: Piece = (fit(when(row, cols.when, manner), cols.when) + "  ", QUIET)
    if row.protected and not manner.names:
        gap = " " * (cols.number + 2)
        words: list[Piece] = [(gap, QUIET), (fit("▣", cols.state) + "  ", QUIET)]
        return [*words, *([time] if cols.when else []), ("Protected record", "quiet italic")]
    glyph, ink = states.STRUCK if row.struck else states.of_state(row.state)
    crossed = "crossed out" if cols.state >= 13 else "crossed"
    word = crossed if row.struck else row.state
    if row.sealed:
        glyph, ink, word = "▣", QUIET, "sealed"
    text = QUIET if row.struck or row.state in states.FINISHED else PLAIN
    loud = ink if row.state in states.LOUD and not row.struck else text
    told = cut(what(row, manner.several, manner.names), cols.what)
    made: list[Piece] = [
        (fit(shown(_number(row, width)), cols.number) + "  ", text),
        *(_state(glyph, ink, word, loud, cols.state) if cols.state else ()),
        *([time] if cols.when else []),
        (told, text + (" strike" if row.struck else "")),
        (" " * (cols.what - cell_len(told)), QUIET),
    ]
    if cols.place:
        made.append(("  " + fit(shown(row.place), cols.place), QUIET))
    if cols.figure:
        made.append(("  " + fit(row.figure or NONE, cols.figure, right=True), text))
    if cols.who:
        made.append(("  " + fit(surname(row.who), cols.who), QUIET))
    return made


def _state(glyph: str, ink: str, word: str, loud: str, width: int) -> list[Piece]:
    return [(f"{glyph} ", ink), (fit(shown(word) or NONE, width - 2) + "  ", loud)]


def full(row: RecordRow, manner: Manner) -> list[Piece]:
    """Return a row's whole text, for the second line."""
    if row.protected and not manner.names:
        return [("▣ ", QUIET), ("Protected record", "quiet italic")]
    marks = [word for word, on in (("crossed out", row.struck), ("sealed", row.sealed)) if on]
    return [
        (f"{shown(row.number)}  ", "accent bold"),
        *((f"{mark}  ", QUIET) for mark in marks),
        (what(row, several=True, names=manner.names), PLAIN),
        (f"  {shown(row.place)}" if row.place else "", QUIET),
        (f"  {times.short_day(row.at.date())} {row.at.year}", QUIET),
    ]


class SourcePages:
    """The pages of a record list, read from a source."""

    def __init__(self, source: RecordSource, query: ListQuery) -> None:
        self.source = source
        self.query = query

    def head(self, limit: int) -> Slice[RecordRow]:
        """Return the first rows."""
        rows = self.source.page(self.query, None, limit)
        return Slice(rows, first=True, last=len(rows) < limit)

    def tail(self, limit: int) -> Slice[RecordRow]:
        """Return the last rows."""
        rows = self.source.page(self.query, None, limit, backward=True)
        return Slice(rows, first=len(rows) < limit, last=True)

    def after(self, row: RecordRow, limit: int) -> Slice[RecordRow]:
        """Return the rows behind one."""
        rows = self.source.page(self.query, row, limit)
        return Slice(rows, last=len(rows) < limit)

    def before(self, row: RecordRow, limit: int) -> Slice[RecordRow]:
        """Return the rows before one."""
        rows = self.source.page(self.query, row, limit, backward=True)
        return Slice(rows, first=len(rows) < limit)

    def near(self, fraction: float, limit: int) -> Slice[RecordRow]:
        """Return rows from about so far down."""
        rows = self.source.page_near(self.query, fraction, limit)
        return Slice(rows, last=len(rows) < limit)


class Heads(Bar):
    """The header row above a record list."""

    def pieces(self, width: int) -> Sequence[Piece]:
        """Return the row, without a column for the scroll bar."""
        return self.left


class RecordList(VirtualList[RecordRow]):
    """Records of one type or several, by time.

    Args:
        kinds: the types.
        empty: what stands where there are none.

    Attributes:
        names: whether people and protected records are shown.
    """

    def __init__(
        self,
        kinds: Sequence[Kind],
        empty: Sequence[Sequence[Piece]] = (),
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(empty, id=id)
        self.kinds = kinds
        self.names = False
        self._grid: tuple[object, Grid] | None = None

    @property
    def manner(self) -> Manner:
        """How rows are shown now."""
        app = stand_of(self)
        clock = app.status.clock if app.status else 24
        return Manner(app.site_time().date(), clock, self.names, len(self.kinds) > 1)

    def show(self, source: RecordSource, query: ListQuery) -> None:
        """Show the records that `query` asks for."""
        self.read(SourcePages(source, query))

    def columns(self) -> Grid:
        """Return the columns for the present width and rows."""
        run = self.run
        known = (self.size.width, run.start, len(run.rows), id(run))
        if self._grid is None or self._grid[0] != known:
            width = min(self.size.width, MEASURE)
            rows = run.rows[:PAGE] + run.rows[-PAGE:]
            self._grid = (known, grid(width, self.kinds, rows, self.manner.clock))
        return self._grid[1]

    def pieces(self, row: RecordRow, index: int, width: int) -> Sequence[Piece]:
        """Return a record's row."""
        return pieces(row, self.columns(), min(self.size.width, MEASURE), self.manner)

    def same(self, one: RecordRow, other: RecordRow) -> bool:
        """Say whether both are the same record."""
        return one.id == other.id
