"""Conditions on journal lines: what a viewer may see, and what was asked for.

``l`` is the line, ``r`` its record as it is now.
"""

from __future__ import annotations

from typing import Any

from sro_ops.store.lines import marks
from sro_ops.store.model import VERBS_UNSEEN, Scope

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


def within(scope: Scope) -> tuple[str, list[Any]]:
    """Return the condition that keeps lines within `scope`: the stricter of line and record."""
    classes = sorted(scope.classes)
    rule = f"l.record_class IN ({marks(classes)})"
    rule += f" AND (r.id IS NULL OR r.record_class IN ({marks(classes)}))"
    values: list[Any] = [*classes, *classes]
    if not scope.sealed:
        rule += " AND (r.sealed IS NULL OR NOT r.sealed)"
    if scope.sites is not None:
        rule += f" AND {_at_sites(len(scope.sites))}"
        values += sorted(scope.sites)
    return rule, values


def _at_sites(count: int) -> str:
    """Return the condition for so many sites.

    One site has its lines in an index by position. Several are told apart line by line, on a
    journal walked in its own order: a list of sites would have an engine collect all their lines
    and sort them for every page.
    """
    return "l.site = ?" if count == 1 else f"l.site || '' IN ({marks(range(count))})"
