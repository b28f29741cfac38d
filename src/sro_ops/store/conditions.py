"""Conditions on journal lines: what a viewer may see, and what was asked for.

``l`` is the line, ``p`` its payload, ``r`` its record as it is now.
"""

from __future__ import annotations

from typing import Any

from sro_ops.store.lines import marks
from sro_ops.store.model import PROTECTED, VERBS_UNSEEN, Scope

FILTERS = {
    "site": "l.site = ?",
    "after": "l.seq > ?",
    "from": "l.occurred >= ?",
    "to": "l.occurred < ?",
    "type": "l.type = ?",
    "plugin": "l.plugin = ?",
    "operator": "l.operator = ?",
    "place": "l.place = ?",
    "record": "l.record = ?",
    "number": "l.number = ?",
    "verb": "l.verb = ?",
}
"""Conditions on a line's envelope; times are UTC text."""

DESK_VIEW = f"l.verb NOT IN ({', '.join(repr(verb) for verb in sorted(VERBS_UNSEEN))})"
"""Leaves out lines that the record's own row tells already."""

_GUARDED = ", ".join(repr(name) for name in sorted(PROTECTED))

OPEN = f"""l.verb = 'logged' AND NOT r.struck AND NOT r.sealed
    AND l.record_class NOT IN ({_GUARDED}) AND r.record_class NOT IN ({_GUARDED})"""
"""Leaves the entries that anybody in the room may count: not crossed out, and not protected."""

TALLY = """SELECT {0}, count(*) FROM journal_line l
    JOIN core_record r ON r.id = l.record
    LEFT JOIN journal_payload p ON p.line = l.pos
    WHERE {1} GROUP BY {0} ORDER BY {0}"""
"""Counts lines by a key."""


def within(scope: Scope) -> tuple[str, list[Any]]:
    """Return the condition that keeps lines within `scope`: the stricter of line and record.

    The line of a link names another record, so that one must be seen too.
    """
    classes = sorted(scope.classes)
    record, values = _covered(scope, "r")
    rule = f"l.record_class IN ({marks(classes)}) AND (r.id IS NULL OR ({record}))"
    values = [*classes, *values]
    if scope.sites is not None:
        rule += f" AND {_at_sites(len(scope.sites))}"
        values += sorted(scope.sites)
    other, bound = _covered(scope, "o")
    rule += f" AND (l.verb <> 'linked' OR p.summary IS NULL OR EXISTS ({_LINKED} AND {other}))"
    return rule, [*values, *bound]


_LINKED = """SELECT 1 FROM core_link k JOIN core_record o ON o.id = k.to_record
    WHERE k.from_record = l.record AND p.summary = k.relation || ' ' || o.number"""


def _covered(scope: Scope, record: str) -> tuple[str, list[Any]]:
    """Return the condition that a record, by its alias in the statement, may be seen."""
    values: list[Any] = sorted(scope.classes)
    rule = f"{record}.record_class IN ({marks(values)})"
    if not scope.sealed:
        rule += f" AND NOT {record}.sealed"
    if scope.sites is not None:
        rule += f" AND {record}.site IN ({marks(scope.sites)})"
        values += sorted(scope.sites)
    return rule, values


def _at_sites(count: int) -> str:
    """Return the condition for so many sites.

    One site has its lines in an index by position. Several are told apart line by line, on a
    journal walked in its own order: a list of sites would have an engine collect all their lines
    and sort them for every page.
    """
    return "l.site = ?" if count == 1 else f"l.site || '' IN ({marks(range(count))})"
