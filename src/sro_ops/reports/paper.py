"""A report as a PDF, set by typst (the extra ``pdf``) from the template `report.typ`.

The template takes words alone, so what users typed is text on the page, never markup.
"""

from __future__ import annotations

import json
from functools import singledispatch
from importlib.resources import files
from pathlib import Path
from typing import Any

from sro_ops.errors import Refused
from sro_ops.reports.cells import RIGHT, copy_of, figure, period, printed_by, shown
from sro_ops.reports.parts import Chart, Paragraph, Part, Report, Table, Totals


def pdf(report: Report) -> bytes:
    """Return the report as a PDF.

    Raises:
        Refused: typst is not installed here.
    """
    try:
        import typst
    except ImportError:
        todo = "Install it with: pip install 'sro-ops[pdf]', or print --format html"
        raise Refused("PDF needs typst, which is not installed", todo=todo) from None
    template = files("sro_ops.reports").joinpath("report.typ")
    made: bytes = typst.compile(
        Path(str(template)), sys_inputs={"report": json.dumps(_words(report))}
    )
    return made


def _words(report: Report) -> dict[str, Any]:
    """Return what the template prints."""
    return {
        "title": report.title,
        "period": period(report),
        "site": report.site,
        "copy": copy_of(report),
        "printed": printed_by(report),
        "head": report.head,
        "parts": [_part(part, report) for part in report.parts],
    }


@singledispatch
def _part(part: Part, report: Report) -> dict[str, Any]:
    raise TypeError(f"a report cannot print {type(part).__name__}")


@_part.register
def _(part: Paragraph, report: Report) -> dict[str, Any]:
    return {"kind": "text", "text": part.text}


@_part.register
def _(part: Table, report: Report) -> dict[str, Any]:
    columns = part.columns
    return {
        "kind": "table",
        "title": part.title,
        "empty": part.empty,
        "heads": [column.title for column in columns],
        "widths": [column.width for column in columns],
        "sides": ["right" if column.kind in RIGHT else "left" for column in columns],
        "rows": [
            [
                shown(value, column.kind, report.zone)
                for value, column in zip(row, columns, strict=True)
            ]
            for row in part.rows
        ],
    }


@_part.register
def _(part: Totals, report: Report) -> dict[str, Any]:
    rows = [[total.label, figure(total, report.zone)] for total in part.totals]
    return {"kind": "totals", "title": part.title, "rows": rows}


@_part.register
def _(part: Chart, report: Report) -> dict[str, Any]:
    most = max((value or 0 for _, value in part.bars), default=0) or 1
    bars = [
        {
            "label": label,
            "share": round(100 * (value or 0) / most, 1),
            "value": "not known" if value is None else f"{value:,}",
        }
        for label, value in part.bars
    ]
    return {"kind": "chart", "title": part.title, "bars": bars}
