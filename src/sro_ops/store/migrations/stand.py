"""Where a plugin's tables stand: its own version table, and what it says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from sro_ops.errors import Refused
from sro_ops.store.dialect import Engine

DECLARED = "declared"
"""The revision of tables that no migration has touched: they follow the declaration alone."""

_NAME = re.compile(r"[a-z][a-z0-9]*")
_TAKEN = frozenset({"core", "journal", "search", "sqlite"})


@dataclass(frozen=True, slots=True)
class Stand:
    """A row of a version table: the revision, and the fingerprint of the declaration it serves."""

    revision: str
    shape: str = ""


def version_table(name: str) -> str:
    """Return the name of a plugin's version table.

    Raises:
        Refused: for a name that tables cannot begin with, or that is the host's own.
    """
    if not _NAME.fullmatch(name) or name in _TAKEN:
        raise Refused(
            "no tables can begin with this name", name, "Use small letters and digits, like halls"
        )
    return f"{name}_version"


def read(link: Any, engine: Engine, name: str) -> Stand | None:
    """Return where the plugin's tables stand, or None where it has none yet."""
    table = version_table(name)
    if not link.execute(engine.sql(engine.has_table), (table,)).fetchone():
        return None
    row = link.execute(f"SELECT version_num, shape FROM {table}").fetchone()
    return Stand("", "") if row is None else Stand(row[0], row[1] or "")


def write(link: Any, engine: Engine, name: str, stand: Stand) -> None:
    """Say where the plugin's tables stand now."""
    table = version_table(name)
    link.execute(
        f"CREATE TABLE IF NOT EXISTS {table} (version_num VARCHAR(32) NOT NULL, shape VARCHAR(64))"
    )
    link.execute(f"DELETE FROM {table}")
    values = (stand.revision, stand.shape)
    link.execute(engine.sql(f"INSERT INTO {table} VALUES (?, ?)"), values)


def names(link: Any, engine: Engine) -> list[str]:
    """Return every plugin that ever had tables in this store, installed or not."""
    found = [row[0].removesuffix("_version") for row in link.execute(engine.version_tables)]
    return sorted(name for name in found if _NAME.fullmatch(name) and name not in _TAKEN)
