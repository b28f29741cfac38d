"""The store that these tests stand on: one site, and a small duty with a type of every class."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from duties import TYPES

from sro_ops.records.note import Note
from sro_ops.store.store import Store
from sro_ops.testing import Clock, fresh_store, install


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a fresh store that knows the types of the duty; the tests get copies of its file."""
    folder = tmp_path_factory.mktemp("made_once")
    with fresh_store(folder, Clock()) as store:
        install(store, *TYPES)
    return folder / "store.db"


@pytest.fixture
def store(made_once: Path, tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A fresh store that knows the types of the duty."""
    path = Path(shutil.copy(made_once, tmp_path / "store.db"))
    store = Store(f"sqlite:///{path}", clock)
    store.register([Note, *TYPES])
    yield store
    store.close()
