"""What a list holds: rows oldest to newest, ruled by days, kept up to date by news.

Pure: the widget asks it for entries by index and tells it what arrived.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from operator import attrgetter
from typing import TYPE_CHECKING

from sro_ops.console.log.rows import Row, row_of
from sro_ops.store.model import VERBS_UNSEEN, Line

if TYPE_CHECKING:
    from sro_ops.console.source.status import DeskStatus


@dataclass(frozen=True, slots=True)
class Day:
    """A ruled title above the rows of one day; `pos` places it just before its first row."""

    on: date
    pos: float


Entry = Row | Day
_POS = attrgetter("pos")


class Log:
    """Rows in commit order, each once; `more` says whether older ones may exist.

    Attributes:
        rows: the loaded rows, oldest first.
        entries: the same with day titles between them; what the list shows, top to bottom.
        counts: loaded rows by day.
        longest: cells of the longest number.
    """

    def __init__(self, status: DeskStatus, today: date, more: bool = True) -> None:
        self.status = status
        self.today = today
        self.more = more
        self.rows: list[Row] = []
        self.entries: list[Entry] = []
        self.counts: Counter[date] = Counter()
        self.longest = 0
        self._known: set[int] = set()
        self._records: set[str] = set()

    def add(self, lines: Iterable[Line]) -> list[Row]:
        """Take lines in, wherever they belong; return the rows that are new.

        A correction or a crossing-out is no row of its own: it changes the rows of its record.
        """
        fresh = sorted((line for line in lines if line.pos not in self._known), key=_POS)
        self._known.update(line.pos for line in fresh)
        rows = [row_of(line, self.status) for line in fresh if line.verb not in VERBS_UNSEEN]
        moved = self._note(fresh)
        at_end = not self.rows or not rows or rows[0].pos > self.rows[-1].pos
        self.rows.extend(rows)
        if not at_end:
            self.rows.sort(key=_POS)
        if moved:
            self.rows = [self._current(row, moved) for row in self.rows]
        if at_end and not moved:
            self._append(rows)
        else:
            self.lay()
        return rows

    def _note(self, fresh: Sequence[Line]) -> dict[str, list[Line]]:
        """Keep count of new lines; return, oldest first, those whose record has older rows."""
        moved: dict[str, list[Line]] = {}
        for line in fresh:
            if line.record and line.record in self._records:
                moved.setdefault(line.record, []).append(line)
            if line.verb not in VERBS_UNSEEN:
                self.counts[row_of(line, self.status).day] += 1
                self.longest = max(self.longest, len(line.number))
                if line.record:
                    self._records.add(line.record)
        return moved

    @staticmethod
    def _current(row: Row, moved: Mapping[str, Sequence[Line]]) -> Row:
        """Return a row with what later lines say that its record is."""
        line = row.line
        for later in moved.get(line.record or "", ()):
            if later.pos > line.pos:
                line = current(line, later)
        return row if line is row.line else replace(row, line=line)

    def row_of_record(self, record: str | None) -> Row | None:
        """Return the newest row that tells of a record."""
        return next((row for row in reversed(self.rows) if row.line.record == record), None)

    def name(self, names: Mapping[int, Sequence[str]]) -> None:
        """Show names where `names` has them, and mask every other row."""
        self.rows = [
            replace(row, names=tuple(names[row.pos]) if row.pos in names else None)
            for row in self.rows
        ]
        self.lay()

    def lay(self, today: date | None = None) -> None:
        """Lay the day titles between the rows anew; `today` where the date has changed."""
        self.today = today or self.today
        self.entries = []
        self._append(self.rows)

    def _append(self, rows: Sequence[Row]) -> None:
        if self.entries and self.entries[-1].pos == float("inf"):
            self.entries.pop()
        last = self._last_day()
        for row in rows:
            if row.day != last:
                if last is not None or row.day != self.today:
                    self.entries.append(Day(row.day, row.pos - 0.5))
                last = row.day
            self.entries.append(row)
        if last is not None and last < self.today:
            self.entries.append(Day(self.today, float("inf")))

    def _last_day(self) -> date | None:
        last = self.entries[-1] if self.entries else None
        return last.day if isinstance(last, Row) else None

    def count(self, on: date) -> tuple[int, bool]:
        """Return how many lines a day has, and whether that is a lower bound."""
        return self.counts[on], self.more and bool(self.rows) and self.rows[0].day == on

    def oldest(self) -> int | None:
        """Return the key for the page before."""
        return self.rows[0].pos if self.rows else None

    def index_of(self, pos: float) -> int:
        """Return the index in `entries` of the row at `pos`, or of what follows it."""
        return bisect_left(self.entries, pos, key=_POS)


RETOLD = frozenset({"corrected", "amended", "moved"})
"""Verbs whose line says anew, in its summary, what the record tells."""


def current(line: Line, later: Line) -> Line:
    """Return `line` with what its record is according to a `later` line."""
    retold = line.verb == "logged" and later.verb in RETOLD
    text = later.summary if retold and later.summary else line.summary
    return replace(
        line,
        state=later.state,
        sealed=later.sealed,
        struck=later.struck,
        expunged=later.expunged,
        corrected=line.corrected or (retold and later.verb != "moved"),
        summary="" if later.expunged else text,
        place=later.place if retold else line.place,
        people=() if later.expunged else later.people if retold else line.people,
    )
