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

from sro_ops.console.rows import Row, row_of
from sro_ops.console.source import DeskStatus
from sro_ops.store.model import Line


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

    def add(self, lines: Iterable[Line]) -> int:
        """Take lines in, wherever they belong; return how many were new.

        Older rows of the same record are brought up to date with what it is now.
        """
        fresh = [row_of(line, self.status) for line in lines if line.pos not in self._known]
        if not fresh:
            return 0
        fresh.sort(key=_POS)
        at_end = not self.rows or fresh[0].pos > self.rows[-1].pos
        moved = self._note(fresh)
        self.rows.extend(fresh)
        if not at_end:
            self.rows.sort(key=_POS)
        if moved:
            self._agree(moved)
        if at_end and not moved:
            self._append(fresh)
        else:
            self.lay()
        return len(fresh)

    def _note(self, fresh: Sequence[Row]) -> set[str]:
        """Keep count of new rows; return the records that have older rows here."""
        moved = set()
        for row in fresh:
            self._known.add(row.pos)
            self.counts[row.day] += 1
            self.longest = max(self.longest, len(row.line.number))
            if record := row.line.record:
                if record in self._records:
                    moved.add(record)
                self._records.add(record)
        return moved

    def _agree(self, moved: set[str]) -> None:
        """Let every row of these records carry what the newest line says that they are."""
        now = {row.line.record: row.line for row in self.rows if row.line.record in moved}
        self.rows = [
            replace(row, line=current(row.line, now[row.line.record]))
            if row.line.record in now
            else row
            for row in self.rows
        ]

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

    def index_of(self, pos: int) -> int:
        """Return the index in `entries` of the row at `pos`, or of what follows it."""
        return bisect_left(self.entries, pos, key=_POS)


def current(line: Line, newest: Line) -> Line:
    """Return `line` with what its record is according to its `newest` line."""
    return replace(
        line,
        state=newest.state,
        sealed=newest.sealed,
        struck=newest.struck,
        expunged=newest.expunged,
        corrected=newest.corrected,
        summary="" if newest.expunged else line.summary,
        people=() if newest.expunged else line.people,
    )
