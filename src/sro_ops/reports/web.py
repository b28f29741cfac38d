"""A report as one HTML page that needs nothing else: no script, no address, prints on paper."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from functools import singledispatch
from html import escape

from sro_ops.reports.cells import RIGHT, copy_of, figure, period, printed_by, shown
from sro_ops.reports.parts import Chart, Paragraph, Part, Report, Table, Totals

_STYLE = """
body { font: 11pt/1.4 system-ui, sans-serif; color: #1b2127; max-width: 60rem; margin: 2rem auto;
  padding: 0 1rem; }
header, footer { display: flex; justify-content: space-between; flex-wrap: wrap; gap: 0 2rem;
  border-bottom: 1px solid #8a929b; padding-bottom: .4rem; }
footer { border: 0; border-top: 1px solid #8a929b; padding: .4rem 0; color: #525b65;
  overflow-wrap: anywhere; }
h1 { font-size: 1.2rem; margin: 0; } h2 { font-size: 1rem; margin: 1.4rem 0 .3rem; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; color: #525b65; font-weight: 500; }
th, td { padding: .15rem .8rem .15rem 0; vertical-align: top; }
td.right, th.right { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 70%; } td.bar span { display: block; height: .9em; background: #0a58a0; }
p { white-space: pre-line; } thead { display: table-header-group; } tr { break-inside: avoid; }
"""


def lines(report: Report) -> Iterator[str]:
    """Return the page in pieces. What users typed is text in it, never markup."""
    title = f"{report.title}, {period(report)}"
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(f'{report.site}: {title}')}</title><style>{_STYLE}</style></head><body>\n"
        f"<header><h1>{escape(report.site)}</h1><div>{escape(copy_of(report))}</div>"
        f"<div>{escape(title)}</div></header>\n"
    )
    for part in report.parts:
        yield from _part(part, report.zone)
    foot = [printed_by(report), report.head]
    yield "<footer>" + "".join(f"<div>{escape(line)}</div>" for line in foot if line)
    yield "</footer>\n</body></html>\n"


@singledispatch
def _part(part: Part, zone: tzinfo) -> Iterator[str]:
    raise TypeError(f"a report cannot print {type(part).__name__}")


@_part.register
def _(part: Paragraph, zone: tzinfo) -> Iterator[str]:
    yield f"<p>{escape(part.text)}</p>\n"


@_part.register
def _(part: Table, zone: tzinfo) -> Iterator[str]:
    yield _titled(part.title)
    sides = [' class="right"' if column.kind in RIGHT else "" for column in part.columns]
    heads = [
        f"<th{side}>{escape(column.title)}</th>"
        for side, column in zip(sides, part.columns, strict=True)
    ]
    begun = False
    for row in part.rows:
        if not begun:
            yield f"<table><thead><tr>{''.join(heads)}</tr></thead><tbody>\n"
            begun = True
        words = [
            f"<td{side}>{escape(shown(value, column.kind, zone))}</td>"
            for value, side, column in zip(row, sides, part.columns, strict=True)
        ]
        yield f"<tr>{''.join(words)}</tr>\n"
    yield "</tbody></table>\n" if begun else f"<p>{escape(part.empty)}</p>\n"


@_part.register
def _(part: Totals, zone: tzinfo) -> Iterator[str]:
    yield _titled(part.title) + "<table><tbody>\n"
    for total in part.totals:
        words = escape(figure(total, zone))
        yield f'<tr><td>{escape(total.label)}</td><td class="right">{words}</td></tr>\n'
    yield "</tbody></table>\n"


@_part.register
def _(part: Chart, zone: tzinfo) -> Iterator[str]:
    yield _titled(part.title) + "<table><tbody>\n"
    most = max((value or 0 for _, value in part.bars), default=0) or 1
    for label, value in part.bars:
        words = "not known" if value is None else f"{value:,}"
        bar = f'<span style="width: {100 * (value or 0) / most:.1f}%"></span>'
        yield (
            f'<tr><td>{escape(label)}</td><td class="bar">{bar}</td>'
            f'<td class="right">{words}</td></tr>\n'
        )
    yield "</tbody></table>\n"


def _titled(title: str) -> str:
    return f"<h2>{escape(title)}</h2>\n" if title else ""
