"""What a report is made of: tables, totals, charts and paragraphs, whatever it is printed on.

A report is declared once and printed as text, CSV, JSON, HTML or PDF. Its values are raw (whole
numbers, aware datetimes, cents); how a person reads them is told by a column's kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Literal

Kind = Literal["text", "time", "date", "moment", "count", "cents", "minutes"]
"""What a value is: words; an aware datetime shown as ``14:32``; a date; an aware datetime with its
day; a whole number; an amount of money in cents; a length of time in minutes."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Attributes:
        key: its name for scripts: ``occurred_at``; of kind cents it ends in ``_cents``.
        title: its head.
        kind: what its values are.
        width: characters that it takes on a plain printer of 72 columns; the one column of a table
            that has 0 takes what the others leave.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads. `rows` is walked once, so it may be made while it is printed.

    Attributes:
        title: what stands above it; empty for none.
        columns: at least one; a row has a value, or None, for each.
        rows: the rows, in their order.
        empty: what is said where there are none.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]
    empty: str = "Nothing was entered."


@dataclass(frozen=True, slots=True)
class Total:
    """A labelled figure, and where the records behind it are found.

    Attributes:
        label: what is counted.
        value: the figure.
        kind: count, cents or minutes.
        at_least: whether it is a lower bound.
        records: options of `sro-ops journal` that find the records: ``{"type": "patrol.check"}``.
    """

    label: str
    value: int
    kind: Kind = "count"
    at_least: bool = False
    records: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Totals:
    """Figures under one title."""

    title: str
    totals: Iterable[Total]


@dataclass(frozen=True, slots=True)
class Chart:
    """A row of bars: label and value. None is a value that nobody knows; it is never zero."""

    title: str
    bars: Sequence[tuple[str, int | None]]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; its own line ends are kept."""

    text: str


Part = Table | Totals | Chart | Paragraph


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready to print.

    Attributes:
        name: its name for scripts: ``daily``.
        title: ``Daily activity``.
        site: the school's name.
        first: its first day, in the site's calendar.
        last: its last day.
        zone: the site's time zone; every time is shown in it.
        who: who printed it: name and badge.
        printed: when; aware.
        head: one line that `sro-ops verify --head` holds the journal against; empty for none.
        copy: whose copy it is, ``school`` or ``police``; empty for the reader's own.
        parts: what it says, in its order; walked once.
    """

    name: str
    title: str
    site: str
    first: date
    last: date
    zone: tzinfo
    who: str
    printed: datetime
    head: str
    copy: str
    parts: Iterable[Part]
