"""Clearing away plugins that an earlier test of the same process left behind."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from sro_ops.host.mapped import Mapped, mapped_now, unmap

DECLARED = frozenset({"halls_sweep", "halls_referral"})
"""Tables that the tests' plugins declare anew, whatever an earlier test made of them."""


def tidy() -> None:
    """Unmap the classes of tests' plugins, and drop tables that no class stands for any more.

    A class that was taken back may linger until it is collected; its table is not in use then.
    """
    for name in [name for name in sys.modules if name.startswith("t_")]:
        del sys.modules[name]
    ours: set[Any] = {cls for cls in mapped_now().classes if not cls.__module__.startswith("t_")}
    used: set[Any] = {
        table for cls in ours for table in cls.__mapper__.tables if table.name not in DECLARED
    }
    unmap(Mapped(ours, {name for name, table in _tables().items() if table in used}))


def _tables() -> Mapping[str, Any]:
    from sro_ops.store.entities import Base

    return Base.metadata.tables
