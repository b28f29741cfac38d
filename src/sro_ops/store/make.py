"""Making a new store."""

from __future__ import annotations

import os
from pathlib import Path

from sro_ops.errors import Refused, Unreachable
from sro_ops.store import schema
from sro_ops.store.engine import sqlite_engine, sqlite_path
from sro_ops.store.files import make_folder, put_new
from sro_ops.store.gate import Gate
from sro_ops.store.sqlite_file import refuse_network


def create_store(url: str) -> None:
    """Make an empty store at `url`, its folder too; only its owner may read the file.

    Raises:
        Refused: when something lies there already.
        Unreachable: when it cannot be made there.
    """
    path = sqlite_path(url)
    if path.exists():
        raise Refused("a file lies there already", str(path), "Choose another place with --store")
    refuse_network(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        make_folder(path.parent)
        try:
            _fill(draft)
            put_new(draft, path)
        finally:
            draft.unlink(missing_ok=True)
    except FileExistsError:
        raise Refused("a file lies there already", str(path)) from None
    except OSError as error:
        raise Unreachable(
            f"a store cannot be made here ({error.strerror})",
            str(path.parent),
            "Check who owns the folder",
        ) from None


def _fill(path: Path) -> None:
    path.touch(mode=0o600)
    engine = sqlite_engine(path, Gate(path))
    try:
        with engine.connect() as connection, connection.begin():
            schema.create(connection)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        engine.dispose()
