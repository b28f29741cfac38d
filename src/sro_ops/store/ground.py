"""The ground beneath a store: its file, and how a transaction on it begins and ends.

Whatever the engine answers leaves here as the one line that a person reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from sqlalchemy import Connection

from sro_ops.store import schema, sqlite_file
from sro_ops.store.dialect import SQLITE
from sro_ops.store.engine import (
    WRITES,
    begin_write,
    explain,
    leave_gate,
    sqlite_engine,
    sqlite_path,
)
from sro_ops.store.footing import Footing
from sro_ops.store.gate import Gate


class Ground:
    """A store's file, open.

    Attributes:
        path: where the file lies.
        words: the engine's own words.
        gate: what every writer passes through, one at a time.
    """

    def __init__(self, url: str) -> None:
        """Open the file at `url`, which is a store of this program's.

        Raises:
            Unreachable: when it is not there, is no store, is cut short, or of a newer schema.
        """
        self.path = sqlite_path(url)
        self.words = SQLITE
        self.gate = Gate(self.path.with_name(self.path.name + ".gate"))
        self._footing = Footing(self.path)
        self._check()
        self._engine = sqlite_engine(self.path, self.gate, self._footing.check)

    @contextmanager
    def connected(self, write: bool) -> Iterator[Connection]:
        """Give a connection whose transaction begins with the first statement.

        What was not committed when the block ends is undone.
        """
        with self._explained(), self._engine.connect() as connection:
            connection.info[WRITES] = write
            try:
                yield connection
            finally:
                if connection.in_transaction():
                    connection.rollback()
                leave_gate(connection)

    @contextmanager
    def raw(self, write: bool) -> Iterator[Any]:
        """Open one transaction on the driver's own connection; kept when the block ends."""
        with self._explained(), closing(self._engine.raw_connection()) as lent:
            link: Any = lent.driver_connection
            handle = begin_write(link, self.gate, self._footing.check) if write else None
            try:
                if not write:
                    link.execute(self.words.begin_read)
                yield link
                link.commit()
            except BaseException:
                link.rollback()
                raise
            finally:
                if handle is not None:
                    self.gate.release(handle)

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    def _check(self) -> None:
        """Refuse a file that is no store of ours, before anything could be written to it."""
        sqlite_file.check_file(self.path)
        where = str(self.path)
        link = sqlite_file.connect(self.path, readonly=True)
        with closing(link), sqlite_file.spoken(where):
            schema.check_version(link, self.path)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:
            told = explain(error, str(self.path))
            if told is None:
                raise
            raise told from error
