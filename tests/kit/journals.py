"""The journal as it lies in the file, read and altered past every guard with plain sqlite3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]


@contextmanager
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the file as anybody could; what was changed is committed."""
    with closing(sqlite3.connect(path)) as link, link:
        link.row_factory = sqlite3.Row
        yield link


def rows(path: Path, statement: str, *values: Any) -> list[Row]:
    """Return the rows of a query as dicts."""
    with plain(path) as link:
        return [dict(row) for row in link.execute(statement, values)]


def one(path: Path, statement: str, *values: Any) -> Any:
    """Return the only value of a query."""
    (row,) = rows(path, statement, *values)
    (value,) = row.values()
    return value


def lines(path: Path) -> list[Row]:
    """Return every journal line with its payload, in commit order."""
    return rows(
        path,
        "SELECT * FROM journal_line l LEFT JOIN journal_payload p ON p.line = l.pos ORDER BY pos",
    )


def tamper(path: Path, *statements: str) -> None:
    """Change the file by hand: the journal's triggers are dropped first."""
    with plain(path) as link:
        for (name,) in link.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            link.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            link.execute(statement)
