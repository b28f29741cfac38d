"""A report as text for a plain printer or a terminal: 72 columns, and nothing cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo
from functools import singledispatch

from sro_ops.reports.cells import RIGHT, copy_of, figure, period, printed_by, shown
from sro_ops.reports.parts import Chart, Column, Paragraph, Part, Report, Table, Totals
from sro_ops.text import cells, wrapped

WIDTH = 72
"""Columns of a plain printer."""

GAP = 2
_RULE = "─" * WIDTH
_BAR = 40
"""Cells of the longest bar of a chart."""


def lines(report: Report) -> Iterator[str]:
    """Return the report line by line, as its parts are made."""
    copy = copy_of(report)
    yield _ends(report.site, copy)
    yield _ends(report.title, period(report))
    yield _RULE
    for number, part in enumerate(report.parts):
        if number:
            yield ""
        yield from _part(part, report.zone)
    yield _RULE
    yield printed_by(report)
    if report.head:
        yield from wrapped(report.head, WIDTH)


@singledispatch
def _part(part: Part, zone: tzinfo) -> Iterator[str]:
    raise TypeError(f"a report cannot print {type(part).__name__}")


@_part.register
def _(part: Paragraph, zone: tzinfo) -> Iterator[str]:
    yield from wrapped(part.text, WIDTH)


@_part.register
def _(part: Table, zone: tzinfo) -> Iterator[str]:
    yield from _titled(part.title)
    widths = _widths(part.columns)
    heads = [column.title for column in part.columns]
    if any(heads):
        yield from _row(heads, part.columns, widths)
    empty = True
    for row in part.rows:
        empty = False
        words = [
            shown(value, column.kind, zone) for value, column in zip(row, part.columns, strict=True)
        ]
        yield from _row(words, part.columns, widths)
    if empty:
        yield part.empty


@_part.register
def _(part: Totals, zone: tzinfo) -> Iterator[str]:
    yield from _titled(part.title)
    for total in part.totals:
        yield _ends(total.label, figure(total, zone))


@_part.register
def _(part: Chart, zone: tzinfo) -> Iterator[str]:
    yield from _titled(part.title)
    most = max((value or 0 for _, value in part.bars), default=0)
    room = max((cells(label) for label, _ in part.bars), default=0)
    for label, value in part.bars:
        start = label + " " * (room - cells(label) + GAP)
        bar = "#" * round(_BAR * (value or 0) / most) if most else ""
        yield f"{start}{'not known' if value is None else f'{bar} {value:,}'.strip()}"


def _titled(title: str) -> Iterator[str]:
    if title:
        yield title
        yield "-" * cells(title)


def _widths(columns: Sequence[Column]) -> list[int]:
    """Return the cells of each column; the one without a width takes the rest."""
    fixed = sum(column.width for column in columns) + GAP * (len(columns) - 1)
    return [column.width or max(WIDTH - fixed, 8) for column in columns]


def _row(words: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> Iterable[str]:
    """Return one row in as many lines as its longest cell needs."""
    wraps = [wrapped(word, width) for word, width in zip(words, widths, strict=True)]
    for line in range(max(len(wrap) for wrap in wraps)):
        parts = []
        for wrap, column, width in zip(wraps, columns, widths, strict=True):
            text = wrap[line] if line < len(wrap) else ""
            space = " " * (width - cells(text))
            parts.append(space + text if column.kind in RIGHT else text + space)
        yield (" " * GAP).join(parts).rstrip()


def _ends(left: str, right: str) -> str:
    """Return two texts at both ends of a line."""
    space = WIDTH - cells(left) - cells(right)
    return f"{left}{' ' * max(space, GAP)}{right}".rstrip() if right else left
