"""The first shape of the host's tables, made whole by `sro_ops.store.schema.create`."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Never called: a new store begins at the newest revision."""
    raise AssertionError("a store is made by schema.create")
