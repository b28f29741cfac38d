"""The numbers of records: none is missing, and the next one given will be a new one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sro_ops.store.checks.found import Found

Series = tuple[str, str]
"""A site, and what its numbers begin with: ``("OHS", "N-2026")``."""


def check_numbers(link: Any) -> None:
    """Hold each counter against the numbers that its records have.

    Raises:
        Found: for a number that was given and no record has, or a counter below a number.
    """
    rows = link.execute("SELECT site, prefix, year, last FROM core_counter").fetchall()
    given = {(site, f"{prefix}-{year}"): last for site, prefix, year, last in rows}
    count: dict[Series, int] = {}
    highest: dict[Series, int] = {}
    for series, number in _numbers(link):
        count[series] = count.get(series, 0) + 1
        highest[series] = max(highest.get(series, 0), number)
    for series in sorted({*given, *highest}):
        last, top = given.get(series, 0), highest.get(series, 0)
        if last < top:
            raise _of(series, top, f"the counter of its numbers stands at {last}, below it")
        if count.get(series, 0) != last:
            missing = _first_missing(link, series)
            raise _of(series, missing, "this number was given and no record has it")


def _numbers(link: Any) -> Iterator[tuple[Series, int]]:
    for site, number in link.execute("SELECT site, number FROM core_record"):
        begin, _, end = (number or "").rpartition("-")
        if end.isdecimal():
            yield (site, begin), int(end)


def _first_missing(link: Any, series: Series) -> int:
    here = {number for other, number in _numbers(link) if other == series}
    return next(number for number in range(1, len(here) + 2) if number not in here)


def _of(series: Series, number: int, what: str) -> Found:
    site, begin = series
    return Found(what, site, 0, None, f"{begin}-{number:04d}")
