"""The daily activity report: what was entered for each day, in the order in which it happened.

Times are the actual ones, never rounded and never filled in before (the practice of security
desks; see docs/reports.md).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from sro_ops.reports.asking import ReportAsk
from sro_ops.reports.parts import Column, Part, Table, Total, Totals
from sro_ops.store.canonical import from_utc_text
from sro_ops.store.model import Line
from sro_ops.text import initials

PROTECTED = "▣ Protected record"

_COLUMNS = (
    Column("occurred_at", "Time", "time", 5),
    Column("entry", "Entry", width=8),
    Column("summary", "What happened"),
    Column("number", "Number", width=12),
)


def daily(ask: ReportAsk) -> Iterator[Part]:
    """Return a table for each day, and how many entries there were of each kind."""
    counted: Counter[tuple[str, str]] = Counter()
    for day, lines in ask.days():
        title = "" if ask.first == ask.last else f"{day:%A} {day.day} {day:%B}"
        yield Table(title, _COLUMNS, _rows(lines, ask, counted))
    yield Totals("Entries", _totals(counted))


def _rows(
    lines: Iterable[Line], ask: ReportAsk, counted: Counter[tuple[str, str]]
) -> Iterator[Sequence[object]]:
    for line in lines:
        if not (line.struck or line.protected):
            counted[line.word, line.type or ""] += 1
        number = None if line.protected else line.number
        word = None if line.protected else line.word
        yield from_utc_text(line.at), word, _words(line, ask), number


def _totals(counted: Counter[tuple[str, str]]) -> Iterator[Total]:
    for (word, type_), count in sorted(counted.items()):
        yield Total(word, count, records={"type": type_})


def _words(line: Line, ask: ReportAsk) -> str:
    if line.protected:
        return PROTECTED
    words = line.summary
    if line.people:
        words = f"{words}, with {', '.join(initials(name) for name in line.people)}"
    if line.place:
        words = f"{ask.place(line.place)}: {words}"
    return f"(crossed out) {words}" if line.struck else words
