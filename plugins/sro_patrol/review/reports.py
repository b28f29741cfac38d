"""The report of identical lines, for supervisors alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sro_ops import Column, Paragraph, ReportAsk, Table
from sro_patrol.review.alike import GIVE, Written, runs

_COLUMNS = (
    Column("first", "From", "moment", 17),
    Column("last", "To", "time", 5),
    Column("count", "Lines", "count", 5),
    Column("who", "By", width=12),
    Column("words", "Words"),
    Column("number", "First", width=12),
)


def identical(ask: ReportAsk) -> Iterator[Table | Paragraph]:
    """Return lines with the same words, by the same officer, half an hour apart, of each day."""
    yield Table("", _COLUMNS, _rows(ask), empty="No identical half-hour lines.")
    yield Paragraph(
        f"Three or more lines with the same words, each 30 minutes after the one before, give or "
        f"take {GIVE.seconds // 60}. That is a sign to ask about, and proves nothing."
    )


def _rows(ask: ReportAsk) -> Iterator[Sequence[object]]:
    for _, lines in ask.days():
        told = [
            Written(line.who or "this desk", f"{line.word} {ask.place(line.place)} {line.summary}",
                    _at(line), line.number)
            for line in lines
            if not (line.struck or line.protected) and line.summary
        ]  # fmt: skip
        for run in runs(told):
            first, last = run.lines[0], run.lines[-1]
            yield first.at, last.at, len(run.lines), first.who, first.words, first.number


def _at(line: Any) -> datetime:
    return datetime.fromisoformat(line.at)
