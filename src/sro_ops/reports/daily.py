"""The daily activity report, in text: what the log of one day says, for a plain printer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from sro_ops.store.canonical import from_utc_text
from sro_ops.store.heads import Head, printed
from sro_ops.store.model import Line
from sro_ops.store.sites import Site
from sro_ops.text import initials

WIDTH = 72
"""Columns of a plain printer."""


def daily_text(
    lines: Sequence[Line], site: Site, day: date, head: tuple[int, str], place: Callable[[str], str]
) -> str:
    """Return the report of one day, sorted by when things occurred.

    Args:
        lines: the day's lines that the asking viewer may see.
        site: whose day it is.
        day: in the site's calendar.
        head: the chain's newest seq and hash when it was printed: ``sro-ops verify --head`` holds
            the chain against the report.
        place: a place's name by its code.
    """
    zone = ZoneInfo(site.timezone)
    rows = sorted((line for line in lines if line.record), key=lambda line: (line.at, line.pos))
    parts = [f"{site.name}  Daily activity  {day:%A %d %B %Y}", "─" * WIDTH]
    for line in rows:
        parts += _row(line, zone, place(line.place))
    if not rows:
        parts.append("Nothing was entered.")
    counted = Counter(line.word for line in rows if not line.struck)
    totals = "  ".join(f"{word} {count}" for word, count in sorted(counted.items()))
    parts += ["─" * WIDTH, totals, printed(Head(site.code, *head))]
    return "\n".join(part for part in parts if part)


def _row(line: Line, zone: ZoneInfo, place: str) -> list[str]:
    when = from_utc_text(line.at).astimezone(zone)
    words = "▣ Protected record" if line.protected else line.summary
    if line.struck:
        words = f"(crossed out) {words}"
    if line.people and not line.protected:
        words = f"{words}, with {', '.join(initials(name) for name in line.people)}"
    first = f"{when:%H:%M}  {line.word:<8}  "
    where = f"{place}: " if place and not line.protected else ""
    return _wrapped(first, where + words, "" if line.protected else line.number)


def _wrapped(first: str, words: str, number: str) -> list[str]:
    room = WIDTH - len(first) - 13
    found, row = [], ""
    for word in words.split():
        if row and len(row) + 1 + len(word) > room:
            found.append(row)
            row = word
        else:
            row = f"{row} {word}".strip()
    found.append(row)
    told = [f"{first}{found[0]:<{room}}  {number}".rstrip()]
    return told + [" " * len(first) + row for row in found[1:]]
