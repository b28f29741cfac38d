"""SQLAlchemy's engine on a store: how a connection is prepared, begun, and what its errors mean."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy import Engine as SqlAlchemyEngine
from sqlalchemy.exc import DBAPIError, PendingRollbackError
from sqlalchemy.orm.exc import StaleDataError

from sro_ops.errors import Refused, SroError, Usage
from sro_ops.store import sqlite_file
from sro_ops.store.dialect import SQLITE
from sro_ops.store.gate import Gate

WRITES = "sro_writes"
"""Whether a connection will write; set in its `info` before it begins."""


def sqlite_path(url: str) -> Path:
    """Return the file of a ``sqlite:///`` URL.

    Raises:
        Usage: for a URL of another kind.
    """
    if not url.startswith("sqlite:///") or len(url) <= len("sqlite:///"):
        raise Usage(
            f'cannot open "{hide_secret(url)}"', "store", "Write sqlite:///PATH of the store's file"
        )
    return Path(url.removeprefix("sqlite:///"))


def hide_secret(url: str) -> str:
    """Return a store's URL without its password."""
    try:
        return make_url(url).render_as_string(hide_password=True)
    except Exception:
        return url.split("@")[-1]


def begin_write(link: Any, gate: Gate, check: Callable[[Any], None]) -> int:
    """Begin a transaction that will write, behind the gate; return the gate's handle.

    `check` has the first word in it: where it raises, nothing was begun and the gate is free.
    """
    handle = gate.acquire()
    try:
        link.execute(SQLITE.begin_write)
        check(link)
    except BaseException:
        link.rollback()
        gate.release(handle)
        raise
    return handle


def sqlite_engine(
    path: Path, gate: Gate, check: Callable[[Any], None] = lambda link: None
) -> SqlAlchemyEngine:
    """Return the engine of a SQLite store whose writers pass through `gate`, then `check`."""

    def connect() -> sqlite3.Connection:
        return sqlite_file.connect(path)

    engine = create_engine(
        "sqlite+pysqlite://", creator=connect, poolclass=_pool(), pool_reset_on_return=None
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        link: Any = connection.connection.driver_connection
        if connection.info.get(WRITES):
            connection.info["gate"] = begin_write(link, gate, check)
        else:
            link.execute(SQLITE.begin_read)

    return engine


def leave_gate(connection: Connection) -> None:
    """Let the next writer in, after the commit or the rollback."""
    handle = connection.info.pop("gate", None)
    if handle is not None:
        Gate.release(handle)


def _pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def explain(error: BaseException, where: str = "") -> SroError | None:
    """Return the one line for a database error, or None for an error that is not one."""
    if isinstance(error, StaleDataError):
        return Refused(
            "somebody else changed this record meanwhile", where, "Look again, then decide"
        )
    if isinstance(error, PendingRollbackError):
        return Refused("a part of this was refused, so nothing was saved", where)
    if isinstance(error, OverflowError) and "SQLite" in str(error):
        return Refused("a number is too large to be kept", where, "Nothing was saved")
    cause = error.orig if isinstance(error, DBAPIError) else error
    return sqlite_file.in_words(cause, where) if isinstance(cause, sqlite3.Error) else None
