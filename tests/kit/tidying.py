"""Clearing away plugins that an earlier test of the same process left behind."""

from __future__ import annotations

import sys
from typing import Any

from sro_ops.host.mapped import Mapped, mapped_now, unmap


def tidy() -> None:
    """Unmap the classes of tests' plugins, and drop tables that no class stands for any more."""
    for name in [name for name in sys.modules if name.startswith("t_")]:
        del sys.modules[name]
    ours: set[Any] = {cls for cls in mapped_now().classes if not cls.__module__.startswith("t_")}
    unmap(Mapped(ours, {table.name for cls in ours for table in cls.__mapper__.tables}))
