"""The tour report: what was walked on each day, and why what was not on time was not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

from sro_ops import Column, Line, Paragraph, ReportAsk, Table, Total, Totals
from sro_patrol.tours.finding import Walk, walk_of
from sro_patrol.tours.models import Tour
from sro_patrol.tours.shapes import WORDS, Standing
from sro_patrol.tours.timing import Progress

_STATES = ("done", "late", "missed", "skipped", "exception")
_TOURS = (
    Column("began_at", "Began", "time", 5),
    Column("tour", "Tour"),
    Column("done", "Done", "count", 4),
    Column("late", "Late", "count", 4),
    Column("missed", "Missed", "count", 6),
    Column("skipped", "Skipped", "count", 7),
    Column("exceptions", "Exception", "count", 9),
    Column("number", "Number", width=12),
)
_ODD = (
    Column("due_at", "Due", "time", 5),
    Column("checkpoint", "Checkpoint", width=16),
    Column("state", "State", width=9),
    Column("why", "Why, and what was odd"),
    Column("number", "Number", width=12),
)

Walked = tuple[Line, Walk, Progress]
"""A tour's line, its walk, and how it stands."""


def tour_report(ask: ReportAsk) -> Iterator[Any]:
    """Return for each day the tours and what was not on time on them, then what all came to.

    A tour belongs to the day on which it began. One that was crossed out is listed, not counted.
    """
    counted: Counter[str] = Counter()
    for day, lines in ask.days():
        walked = [one for line in lines if (one := _walked(ask, line)) is not None]
        if walked:
            title = f"{day:%A} {day.day} {day:%B}"
            yield Table(title, _TOURS, [_row(one, counted) for one in walked])
            odd = [row for one in walked for row in _odd(one)]
            yield Table(f"Not on time, {title}", _ODD, odd, empty="All was on time.")
    if counted:
        yield Totals("Tours and checkpoints", _totals(counted))
    else:
        yield Paragraph("No tour was walked.")


def _walked(ask: ReportAsk, line: Line) -> Walked | None:
    if line.type != Tour.kind().type or line.protected or line.record is None:
        return None
    tour = ask.session.load(line.record)
    if not isinstance(tour, Tour):
        return None
    walk = walk_of(ask.session, tour)
    return line, walk, walk.stands(ask.now)


def _row(one: Walked, counted: Counter[str]) -> Sequence[object]:
    line, walk, stands = one
    counts = [len(stands.in_state(state)) for state in _STATES]
    name = f"(crossed out) {walk.tour.tour}" if line.struck else walk.tour.tour
    if not line.struck:
        counted["tours"] += 1
        counted.update(dict(zip(_STATES, counts, strict=True)))
    return walk.tour.occurred_from, name, *counts, walk.tour.number


def _odd(one: Walked) -> Iterator[Sequence[object]]:
    """Yield the stops of a tour that were not on time, or at which something was odd."""
    line, walk, stands = one
    reasons = {scan.stop: scan.reason for scan in walk.scans if scan.reason}
    answers = {scan.stop: scan.answer for scan in walk.scans if scan.answer}
    for index, standing in enumerate(stands.stops):
        if standing.state in ("open", "due") or line.struck:
            continue
        told = [_over(standing), reasons.get(index), *standing.warnings]
        if standing.state != "done" or standing.warnings:
            told.append(answers.get(index))
            why = "; ".join(words for words in told if words)
            yield standing.due, standing.stop.name, standing.word, why or None, walk.tour.number


def _over(standing: Standing) -> str:
    """Return by how much a scan was late, in minutes that have begun."""
    if standing.state != "late" or standing.at is None or standing.due is None:
        return ""
    return f"by {-((standing.due - standing.at) // timedelta(minutes=1))} min"


def _totals(counted: Counter[str]) -> Iterator[Total]:
    records = {"type": Tour.kind().type}
    yield Total("Tours", counted["tours"], records=records)
    for state in _STATES:
        found = {"type": "patrol.exception"} if state == "exception" else records
        label = "Done on time" if state == "done" else WORDS[state].capitalize()
        yield Total(label, counted[state], records=found)
