"""What the console's tests share."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

import pytest
from tidying import tidy

from sro_ops.host.mapped import mapped_now
from sro_ops.host.modules import forget


@pytest.fixture
def alone() -> Iterator[None]:
    """Take away every plugin that a test has loaded, and what an earlier one left."""
    tidy()
    importlib.import_module("sro_patrol").sro_record_types()  # ours stay, whoever loads them first
    before, mapped = set(sys.modules), mapped_now()
    yield
    for name in {m.partition(".")[0] for m in set(sys.modules) - before}:
        if name.startswith("t_"):
            forget(name, before, mapped)
