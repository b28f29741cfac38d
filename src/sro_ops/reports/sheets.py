"""The tables of a report as CSV for a spreadsheet, where no cell starts a formula.

A spreadsheet takes a cell that begins with one of ``= + - @``, a tab or a line end for a formula,
whoever typed it: such a cell begins with an apostrophe here (OWASP, "CSV Injection").
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from sro_ops.reports.cells import raw
from sro_ops.reports.parts import Report, Table, Totals

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def harmless(cell: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; figures stay figures."""
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell


def lines(report: Report) -> Iterator[str]:
    """Return the tables and totals of a report as CSV rows, an empty row between two of them.

    Times are ISO 8601 with the site's offset, money is whole cents; charts and paragraphs have
    no rows.
    """
    begun = False
    for part in report.parts:
        if not isinstance(part, Table | Totals):
            continue
        if begun:
            yield "\r\n"
        begun = True
        if isinstance(part, Table):
            yield _row([column.key for column in part.columns])
            for row in part.rows:
                yield _row([raw(value, report.zone) for value in row])
        else:
            yield _row(["total", "value", "quality"])
            for total in part.totals:
                yield _row([total.label, total.value, "at_least" if total.at_least else "exact"])


def _row(cells: Sequence[object]) -> str:
    out = StringIO()
    csv.writer(out).writerow([harmless(cell) for cell in cells])
    return out.getvalue()
