"""The links between records: each row is told by a line, and each line's row is there."""

from __future__ import annotations

import json
from typing import Any

from sro_ops.store.checks.found import Found
from sro_ops.store.dialect import Engine, neutral

_LINES = """SELECT l.site, l.seq, l.record, l.number, p.changes FROM journal_line l
    LEFT JOIN journal_payload p ON p.line = l.pos
    WHERE l.verb = 'linked' AND l.record IS NOT NULL ORDER BY l.pos"""
_ROWS = """SELECT k.from_record, k.to_record, k.relation, r.site, r.number
    FROM core_link k JOIN core_record r ON r.id = k.from_record ORDER BY k.id"""

Told = dict[tuple[str, str, str], tuple[str, int, str]]
"""(from, to, relation) → the site, number and record number of the line that tells of it."""


def check_links(link: Any, engine: Engine) -> None:
    """Hold the links against their lines.

    Once a record was expunged, the words of its lines are gone; then its links are held by the
    number of its lines alone: there may be no more of them.

    Raises:
        Found: at a link that no line tells of, or a line whose link is gone.
    """
    told, wordless = _told(link, engine)
    for row in link.execute(engine.sql(_ROWS)).fetchall():
        record, to, relation, site, number = map(neutral, row)
        if told.pop((record, to, relation), None):
            continue
        wordless[record] = wordless.get(record, 0) - 1
        if wordless[record] < 0:
            raise Found(f"a link ({relation}) that no line tells of", site, 0, record, number)
    for (record, _, relation), (site, seq, number) in told.items():
        raise Found(f"its link ({relation}) is gone", site, seq, record, number)


def _told(link: Any, engine: Engine) -> tuple[Told, dict[str, int]]:
    """Return the links that lines tell of, and for each record its lines without words."""
    told: Told = {}
    wordless: dict[str, int] = {}
    for row in link.execute(engine.sql(_LINES)).fetchall():
        site, seq, record, number, changes = map(neutral, row)
        if changes is None:
            wordless[record] = wordless.get(record, 0) + 1
        elif "link" in (kept := json.loads(changes)):
            after = kept["link"][1]
            told[record, after["to"], after["relation"]] = (site, seq, number)
    return told, wordless
