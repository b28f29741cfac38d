"""Officers at desks, on a store that knows a duty with a type of every class."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from duties import TYPES
from officers import Officer

from sro_ops.store.ids import new_id
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock, install

Hire = Callable[..., Officer]


@pytest.fixture
def desk(store: Store) -> Store:
    """A store that knows the duty."""
    install(store, *TYPES)
    return store


@pytest.fixture
def hire(desk: Store, actor: ActorFactory, clock: Clock) -> Hire:
    """A maker of officers; the arguments are those of `actor`."""

    def make(*permissions: str, **rights: Any) -> Officer:
        return Officer(desk, replace(actor(*permissions, **rights), operator=new_id()), clock)

    return make


@pytest.fixture
def ana(hire: Hire) -> Officer:
    """An officer who may do everything."""
    return hire()


@pytest.fixture
def ben(hire: Hire) -> Officer:
    """Another one, at the same desk."""
    return hire()
