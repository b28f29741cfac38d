"""The school's copy and the police's copy of a report: which record classes each may hold.

What an SRO's unit makes for a law-enforcement purpose is the unit's (34 CFR 99.8), what a school
keeps of its students is an education record; each side gets its own and what belongs to all.
Protected records stand in either copy as protected: nothing of them is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sro_ops.errors import Refused
from sro_ops.store.model import Actor

COPIES: Mapping[str, frozenset[str]] = {
    "school": frozenset({"general", "directory", "education"}),
    "police": frozenset({"general", "directory", "law_enforcement_unit"}),
}
"""Whose copy -> the classes that it may hold."""


def reader_of(copy: str, actor: Actor) -> Actor:
    """Return an actor who sees what a copy may hold, and no more than `actor` does.

    Raises:
        Refused: there is no such copy.
    """
    if not copy:
        return actor
    if copy not in COPIES:
        raise Refused(f'no copy "{copy}"', "--copy", f"Copies: {', '.join(COPIES)}")
    classes = actor.scope.classes & COPIES[copy]
    return replace(actor, scope=replace(actor.scope, classes=classes, sealed=False))
