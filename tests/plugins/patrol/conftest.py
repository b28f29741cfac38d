"""A school with checkpoints and plans, for the tests of tours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sro_ops.host.context import Context
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, ContextFactory, install
from sro_patrol.checks.models import Check, DoorCheck
from sro_patrol.tours.models import Checkpoint, Plan, Stop, Tour, TourException

SPOTS = (
    ("Gym doors", "CP-GYM", "GYM"),
    ("Loading dock", "CP-DOCK", "DOCK"),
    ("Band room", "CP-BAND", "BAND"),
)
PLACES = {"GYM": "Gym", "DOCK": "Loading dock", "BAND": "Band room"}

Planned = Callable[..., Plan]


@pytest.fixture
def here(store: Store, context: ContextFactory) -> Context:
    """A school with three checkpoints; who works there may do everything."""
    install(store, Check, DoorCheck, Checkpoint, Plan, Tour, TourException)
    found = context("patrol", places=PLACES)
    with found.write() as session:
        for name, code, place in SPOTS:
            session.add(Checkpoint(name=name, code=code, place=place))
    return found


@pytest.fixture
def officer(here: Context, context: ContextFactory, actor: ActorFactory) -> Context:
    """Somebody with an officer's rights there."""
    return context("patrol", actor(role="officer"), places=PLACES)


@pytest.fixture
def planned(here: Context) -> Planned:
    """A factory of plans: ``planned("Late", [{"due": "10"}, {}])`` has the first two spots."""

    def make(name: str, stops: Sequence[dict[str, Any]] = ({}, {}, {}), **about: Any) -> Plan:
        with here.write() as session:
            plan = Plan(name=name, **about)
            session.add(plan)
            for (_, code, _), stop in zip(SPOTS, stops, strict=False):
                session.add(Stop(record=plan, **{"checkpoint": code, **stop}))
        return plan

    return make
