"""A scanned checkpoint: on a running tour it is kept there, else it is a place looked at."""

from __future__ import annotations

from sro_ops import Context, ScanKept, ScanMatch
from sro_patrol.tours import service
from sro_patrol.tours.acting import NotOnTour
from sro_patrol.tours.finding import checkpoint_by_code
from sro_patrol.tours.models import Checkpoint
from sro_patrol.tours.telling import Told


def tour_scan(code: str, context: Context) -> ScanMatch | None:
    """Say what a scanned code stands for, if it is a checkpoint's; see `sro_ops.hookspecs`."""
    with context.read() as session:
        checkpoint = checkpoint_by_code(session, context.site, code)
    if checkpoint is None:
        return None

    def keep(here: Context) -> ScanKept | None:
        try:
            return kept(service.scan(here, code))
        except NotOnTour:
            return None

    return ScanMatch(f"Checkpoint {checkpoint.name}", _as_check(checkpoint), keep)


def _as_check(checkpoint: Checkpoint) -> str:
    """Return the line that a scan beside every tour becomes: nothing that is scanned is lost."""
    why = "a retired checkpoint" if checkpoint.state == "retired" else "not on a running tour"
    place = f"@{checkpoint.place} " if checkpoint.place else ""
    return f"patrol {place}{checkpoint.name} scanned, {why}"


def kept(told: Told) -> ScanKept:
    """Return what an act on a tour came to, as whoever scanned is told."""
    number = told.tour.number or ""
    return ScanKept(
        number,
        told.words,
        _GLYPHS.get(told.result, "done"),
        [told.written] if told.written else [],
        told.question,
        told.answers,
        (lambda here, text: kept(service.answer(here, number, text))) if told.question else None,
    )


_GLYPHS = {"late": "soon", "missed": "overdue", "skipped": "held", "exception": "alarm"}
"""State of a stop -> the state whose glyph stands before the result."""
