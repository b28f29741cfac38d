"""What a migration may not touch while it runs: tables that are not its own, and the transaction.

A mistake in a plugin's migration must not reach a record of somebody else's. SQLite asks before
it prepares each statement; what is refused here stops the step, and its transaction is undone.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

_CHANGES = {
    sqlite3.SQLITE_INSERT: 0, sqlite3.SQLITE_UPDATE: 0, sqlite3.SQLITE_DELETE: 0,
    sqlite3.SQLITE_CREATE_TABLE: 0, sqlite3.SQLITE_DROP_TABLE: 0, sqlite3.SQLITE_ALTER_TABLE: 1,
    sqlite3.SQLITE_CREATE_VTABLE: 0, sqlite3.SQLITE_DROP_VTABLE: 0,
    sqlite3.SQLITE_CREATE_INDEX: 1, sqlite3.SQLITE_DROP_INDEX: 1,
    sqlite3.SQLITE_CREATE_TRIGGER: 1, sqlite3.SQLITE_DROP_TRIGGER: 1,
    sqlite3.SQLITE_CREATE_VIEW: 0, sqlite3.SQLITE_DROP_VIEW: 0,
}  # fmt: skip
"""What SQLite calls a change -> which of its two words is the table."""

_DRAFT = "_alembic_tmp_"
"""What Alembic puts before the name of a table that it is making anew."""


class Fence:
    """Remembers the first thing that was refused, for the line that a person reads."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.refused = ""

    def ask(self, action: int, first: str | None, second: str | None, *about: str | None) -> int:
        """Answer SQLite: may this be done?"""
        if action == sqlite3.SQLITE_TRANSACTION:
            return self._refuse("ends the transaction that it runs in")
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            return self._refuse("opens another file")
        if action in _CHANGES:
            table = (first, second)[_CHANGES[action]] or ""
            if not self._own(table):
                return self._refuse(f"changes {table}, which is not its own")
        return sqlite3.SQLITE_OK

    def _own(self, table: str) -> bool:
        name = table.removeprefix(_DRAFT)
        return name.startswith(self.prefix) or table in _BOOKS

    def _refuse(self, what: str) -> int:
        self.refused = self.refused or what
        return sqlite3.SQLITE_DENY


_BOOKS = frozenset({"sqlite_master", "sqlite_schema", "sqlite_temp_master", "sqlite_sequence"})
"""SQLite's own books, which every change of a table is written in."""


@contextmanager
def fenced(link: sqlite3.Connection, prefix: str) -> Iterator[Fence]:
    """Keep what is done on `link` to the tables that begin with `prefix`; ``""`` is every table."""
    fence = Fence(prefix)
    link.set_authorizer(fence.ask)
    try:
        yield fence
    finally:
        link.set_authorizer(None)
