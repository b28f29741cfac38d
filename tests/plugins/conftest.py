"""A school with patrol on duty."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from patrolling import Watch, watch


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Watch]:
    """The desk of a shift, before anything was typed."""
    with watch(tmp_path) as opened:
        yield opened
