"""A report as one JSON document, written as its parts are made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import singledispatch

from sro_ops.reports.cells import raw
from sro_ops.reports.parts import Chart, Paragraph, Part, Report, Table, Total, Totals


def lines(report: Report) -> Iterator[str]:
    """Return the document in pieces: ``{"report", "title", "site", …, "parts": […]}``.

    A table's rows are objects by the keys of its columns; totals carry ``quality``, ``exact`` or
    ``at_least``, and the conditions that find the records behind them.
    """
    about = {
        "report": report.name,
        "title": report.title,
        "site": report.site,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "printed_at": raw(report.printed, report.zone),
        "printed_by": report.who,
        "copy": report.copy or None,
        "head": report.head or None,
    }
    yield json.dumps(about)[:-1] + ', "parts": ['
    for number, part in enumerate(report.parts):
        yield "\n" if number == 0 else ",\n"
        yield from _part(part, report)
    yield "\n]}\n"


@singledispatch
def _part(part: Part, report: Report) -> Iterator[str]:
    raise TypeError(f"a report cannot print {type(part).__name__}")


@_part.register
def _(part: Paragraph, report: Report) -> Iterator[str]:
    yield json.dumps({"text": part.text})


@_part.register
def _(part: Table, report: Report) -> Iterator[str]:
    keys = [column.key for column in part.columns]
    yield json.dumps({"table": part.title})[:-1] + ', "rows": ['
    for number, row in enumerate(part.rows):
        values = [raw(value, report.zone) for value in row]
        yield ("\n" if number == 0 else ",\n") + json.dumps(dict(zip(keys, values, strict=True)))
    yield "]}"


@_part.register
def _(part: Totals, report: Report) -> Iterator[str]:
    yield json.dumps({"totals": part.title, "rows": [_total(total) for total in part.totals]})


def _total(total: Total) -> dict[str, object]:
    key = "value_cents" if total.kind == "cents" else "value"
    quality = "at_least" if total.at_least else "exact"
    found = {"label": total.label, key: total.value, "quality": quality}
    return {**found, "records": dict(total.records)} if total.records else found


@_part.register
def _(part: Chart, report: Report) -> Iterator[str]:
    bars = [{"label": label, "value": value} for label, value in part.bars]
    yield json.dumps({"chart": part.title, "bars": bars})
