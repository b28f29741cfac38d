"""The store that these tests stand on: one site, and a small duty with a type of every class."""

from __future__ import annotations

import pytest
from duties import TYPES

from sro_ops.store.store import Store
from sro_ops.testing import install


@pytest.fixture
def store(store: Store) -> Store:
    """A fresh store that knows the types of the duty."""
    install(store, *TYPES)
    return store
