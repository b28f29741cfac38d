"""What differs between the engines, and nothing else: the one place to look.

The statements of the house are written once, with ``?`` for parameters; what only one engine says
(triggers, search, the beginning of a transaction) stands here for both.
"""

from __future__ import annotations

from sro_ops.store.dialect.postgresql import POSTGRESQL
from sro_ops.store.dialect.shape import INDEXES, Engine, Run, neutral
from sro_ops.store.dialect.sqlite import SQLITE

__all__ = ["INDEXES", "POSTGRESQL", "SQLITE", "Engine", "Run", "engine_for", "neutral"]


def engine_for(name: str) -> Engine:
    """Return the words of the engine that SQLAlchemy calls `name`."""
    return {"sqlite": SQLITE, "postgresql": POSTGRESQL}[name]
