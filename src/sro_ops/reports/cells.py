"""Values of a report in words for people, and in the plain forms of files for machines."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from sro_ops.reports.parts import Kind, Report, Total
from sro_ops.text import dollars

RIGHT: frozenset[Kind] = frozenset({"count", "cents", "minutes"})
"""Kinds that line up at their right edge."""


def shown(value: object, kind: Kind, zone: tzinfo) -> str:
    """Return a value as a person reads it; what is missing is ``–``."""
    if value is None:
        return "–"
    if isinstance(value, datetime):
        form = "%H:%M" if kind == "time" else "%d %b %Y %H:%M"
        return value.astimezone(zone).strftime(form)
    if isinstance(value, date):
        return f"{value:%d %b %Y}"
    if isinstance(value, int) and kind == "count":
        return f"{value:,}"
    if isinstance(value, int) and kind == "cents":
        return dollars(value)
    if isinstance(value, int) and kind == "minutes":
        hours, minutes = divmod(value, 60)
        return f"{hours} h {minutes:02d}"
    return str(value)


def figure(total: Total, zone: tzinfo) -> str:
    """Return a total as a person reads it; a lower bound says so."""
    words = shown(total.value, total.kind, zone)
    return f"at least {words}" if total.at_least else words


def raw(value: object, zone: tzinfo) -> str | int | None:
    """Return a value as files carry it: ISO 8601 with the site's offset, whole numbers, text."""
    if value is None or isinstance(value, int | str):
        return value
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def period(report: Report) -> str:
    """Return the days of a report: ``Tuesday 13 October 2026``, ``1 to 31 October 2026``."""
    first, last = report.first, report.last
    if first == last:
        return f"{first:%A} {first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%b %Y} to {last.day} {last:%b %Y}"


def copy_of(report: Report) -> str:
    """Return whose copy a report is, in words; empty for the reader's own."""
    return f"{report.copy.capitalize()} copy" if report.copy else ""


def printed_by(report: Report) -> str:
    """Return when and by whom a report was printed."""
    at = shown(report.printed, "moment", report.zone)
    return f"Printed {at} by {report.who}"
