"""The same line typed twice in a moment: one entry, for a key that bounced or an impatient hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sro_ops.records.record import Record
from sro_ops.store.canonical import utc_text
from sro_ops.store.entities import CoreRecord, Party
from sro_ops.store.model import Line
from sro_ops.store.session import WriteSession

REPEAT_SECONDS = 5
"""The same text by the same operator at the same desk within this time is one entry."""


def repeated(
    session: WriteSession, record: Record, parties: Sequence[Party], stated: bool
) -> Line | None:
    """Return the line of the same entry of a moment ago; other stated times are never the same.

    What was crossed out meanwhile may be typed again.
    """
    names = tuple(party.name for party in parties)
    wanted = (record.kind().type, record.summary(), record.place or "", names)
    for line in _recent(session, REPEAT_SECONDS):
        same = (line.type, line.summary, line.place, line.people) == wanted
        if same and line.verb == "logged" and not line.struck:
            kept = session.load(line.record or "")
            if kept is not None and _same_time(line, kept, record, stated):
                return line
    return None


def _same_time(line: Line, kept: CoreRecord, record: Record, stated: bool) -> bool:
    if not stated:
        return line.at == line.recorded_at
    return (kept.occurred_from, kept.occurred_to) == (record.occurred_from, record.occurred_to)


def _recent(session: WriteSession, seconds: float) -> list[Line]:
    """Return this operator's lines from this desk in the last so many seconds, oldest first."""
    since = utc_text(session.ledger.now - timedelta(seconds=seconds))
    actor = session.actor
    lines = session.journal.back_to(since)
    return [line for line in lines if (line.desk, line.operator) == (actor.desk, actor.operator)]
