"""What the store takes from nobody, whatever the type of the record."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect

from sro_ops.errors import Refused
from sro_ops.store.differences import altered, differences
from sro_ops.store.entities import CoreRecord, Narrative, Part
from sro_ops.store.model import CLASSES
from sro_ops.store.pending import MARKS, Pending


def check_own_class(session: Any, record: CoreRecord) -> None:
    """Refuse a change through a plain core record, which knows neither the rules nor the words.

    Raises:
        Refused: it is one.
    """
    if type(record) is CoreRecord and record.type in session.classes and not record.expunged:
        raise Refused(
            "a record is changed as an object of its own class", record.number or "",
            "Load it with session.find or session.load",
        )  # fmt: skip


def check_times(record: CoreRecord) -> None:
    """Refuse a time that could be any moment of a day.

    Raises:
        Refused: it has no zone.
    """
    for moment in (record.occurred_from, record.occurred_to):
        if moment is not None and moment.tzinfo is None:
            raise Refused("a time without its zone cannot be kept", record.number or "")


def check_class(name: str) -> None:
    """Refuse a record class that there is not.

    Raises:
        Refused: names those there are.
    """
    if name not in CLASSES:
        raise Refused(f'no record class "{name}"', todo=f"One of {', '.join(CLASSES)}")


def check_marks(entry: Pending) -> None:
    """Refuse a mark (`MARKS`) that changes under a verb other than its own.

    Raises:
        Refused: names it.
    """
    for mark in MARKS:
        if mark in entry.changes and (
            entry.new or mark == "expunged" or entry.told not in (mark, f"un{mark}")
        ):
            raise Refused(f"{mark} is not set by hand", todo="There is a command for it")


def check_part(part: Part) -> None:
    """Refuse what is never done to a saved part: moved to another record, a story rewritten.

    Raises:
        Refused: says what was tried.
    """
    given = inspect(part).attrs["record"].history.added or ()
    moved = any(record is None or record.id != part.record_id for record in given)
    if moved or altered(part, frozenset({"id", "record_id"})):
        raise Refused(f"a {type(part).__name__} stays with its record")
    changes = differences(part)
    if changes.get("struck_why", [None])[0] is not None:
        raise Refused("it is crossed out already")
    if isinstance(part, Narrative) and set(changes) - {"struck_why"}:
        raise Refused("a line of the narrative is not edited", todo="Cross it out, add another")
