"""The workbench of a migration: the gate held, a copy made, a transaction for each step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.pool import NullPool

from sro_ops.errors import Refused
from sro_ops.store import sqlite_file
from sro_ops.store.backup import backup
from sro_ops.store.dialect import SQLITE
from sro_ops.store.engine import explain
from sro_ops.store.gate import Gate


def gate_of(path: Path) -> Gate:
    """Return the gate that every writer of the store at `path` passes through."""
    return Gate(path.with_name(path.name + ".gate"))


@contextmanager
def workbench(path: Path) -> Iterator[Connection]:
    """Hold the store's gate and give a connection to work on; no other desk writes meanwhile.

    Foreign keys are not enforced on it, since a table may have to be made anew under its old name;
    `step` checks them instead.

    Raises:
        Unreachable: when others keep the store busy, or it cannot be written.
    """
    handle = gate_of(path).acquire()
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: sqlite_file.connect(path), poolclass=NullPool
    )
    event.listen(engine, "begin", lambda link: link.exec_driver_sql(SQLITE.begin_write))
    try:
        with engine.connect() as connection:
            driver(connection).execute("PRAGMA foreign_keys = OFF")
            yield connection
    except Exception as error:
        told = explain(error, str(path))
        if told is None:
            raise
        raise told from error
    finally:
        engine.dispose()
        Gate.release(handle)


@contextmanager
def reading(path: Path) -> Iterator[Connection]:
    """Give a connection that only reads."""
    engine = create_engine(
        "sqlite+pysqlite://", creator=lambda: sqlite_file.connect(path, True), poolclass=NullPool
    )
    try:
        with engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def step(connection: Connection) -> Iterator[Any]:
    """Give the driver's connection in one transaction, which an error undoes whole.

    Raises:
        Refused: when a row would name another one that is gone, or a trigger of the host is lost.
    """
    with connection.begin():
        link = driver(connection)
        guards = triggers(link)
        yield link
        lost = guards - triggers(link)
        if lost:
            raise Refused(f"the trigger {min(lost)} would be lost")
        broken = link.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            raise Refused(f"a row of {broken[0]} would name a row of {broken[2]} that is gone")


def triggers(link: Any) -> set[str]:
    """Return the names of the triggers that keep the journal."""
    return {row[0] for row in link.execute(SQLITE.triggers)}


def driver(connection: Connection) -> sqlite3.Connection:
    """Return the driver's own connection."""
    link: sqlite3.Connection = connection.connection.driver_connection  # type: ignore[assignment]
    return link


def keep_copy(path: Path, before: str) -> Path:
    """Copy the store to ``STORE.before-REVISION-TIME`` and return where the copy is.

    Raises:
        Unreachable: when it cannot be made; then nothing may be changed.
    """
    now = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    target = path.with_name(f"{path.name}.before-{before}-{now}")
    backup(path, target)
    return target
