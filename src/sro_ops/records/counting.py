"""How many records a list has, as far as it is quick to count, and how far in time it reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sro_ops.records.listing import Wanted, Way, ways
from sro_ops.records.record import Record
from sro_ops.records.workflow import Workflow
from sro_ops.store.entities import CoreRecord
from sro_ops.store.model import Actor
from sro_ops.store.session import ReadSession
from sro_ops.store.store import Store

COUNTED = 10_000
"""Records that are counted at most; beyond, a figure is a lower bound."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many records a list has, and how many of them still need somebody.

    Each figure goes with whether it is a lower bound. `given` is how many numbers its types were
    ever given here. `cut` says that the words of its filter are in more journal lines than were
    looked through; then both figures are lower bounds.
    """

    count: int
    count_at_least: bool
    open: int
    open_at_least: bool
    given: int
    cut: bool = False


def unfinished(workflow: Workflow | None) -> tuple[str, ...]:
    """Return the states that some step leads out of: such a record still needs somebody."""
    if workflow is None:
        return ()
    left = {state for origins, _ in workflow.transitions.values() for state in origins}
    return tuple(state for state in workflow.states if state in left)


def totals(store: Store, actor: Actor, wanted: Wanted) -> Totals:
    """Return how many records a list has; counted as far as `COUNTED`, for it must be quick."""
    count = opened = 0
    cut = False
    with store.read(actor) as session:
        for way in ways(session, wanted):
            count += _count(session, way.rules)
            opened += _open(session, store, way)
            cut = cut or way.cut
    return Totals(
        min(count, COUNTED), cut or count > COUNTED, min(opened, COUNTED), cut or opened > COUNTED,
        store.given(wanted.site, [store.kinds[type_].prefix for type_ in wanted.types]), cut,
    )  # fmt: skip


def ends(store: Store, actor: Actor, wanted: Wanted) -> tuple[datetime, datetime] | None:
    """Return the times of the newest and the oldest record of a list, or None for an empty one."""
    with store.read(actor) as session:
        times = [at for way in ways(session, wanted) for at in _ends(session, way.rules)]
    return (max(times), min(times)) if times else None


def _count(session: ReadSession, rules: Sequence[Any]) -> int:
    some = select(CoreRecord.id).where(*rules).limit(COUNTED + 1)
    return len(session.scalars(some).all())


def _open(session: ReadSession, store: Store, way: Way) -> int:
    cls = store.classes.get(way.type)
    states = unfinished(cls.workflow) if cls is not None and issubclass(cls, Record) else ()
    if not states:
        return 0
    return _count(session, [*way.rules, CoreRecord.state.in_(states), CoreRecord.struck.is_(False)])


def _ends(session: ReadSession, rules: Sequence[Any]) -> list[datetime]:
    at = CoreRecord.occurred_from
    found = (
        session.scalar(select(at).where(*rules).order_by(order).limit(1))
        for order in (at.desc(), at.asc())
    )
    return [moment for moment in found if moment is not None]
