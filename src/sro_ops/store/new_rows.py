"""New records on their way to their tables: below the ORM, in batches, by statements made once.

Both doors write so. The ORM takes ten times as long over a row, and a writer holds up every other
desk for as long as it takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.schema import sort_tables

from sro_ops.store.dialect import Engine
from sro_ops.store.digest import spelled_digest
from sro_ops.store.entities import CoreRecord
from sro_ops.store.rows import Writer, writer


class NewRows:
    """The rows of new records that are complete with every default.

    Raises:
        Refused: for a value that its column does not keep.
    """

    def __init__(self, engine: Engine, records: Sequence[CoreRecord]) -> None:
        self.engine = engine
        self._core: list[tuple[Any, ...]] = []
        self._own: list[tuple[Any, ...]] = []
        self._writers: list[tuple[Writer, Writer]] = []
        for record in records:
            core, own = _writers(type(record), engine.dialect)
            self._core.append(core.row(record))
            self._own.append(own.row(record))
            self._writers.append((core, own))

    def write(self, link: Any) -> None:
        """Write them all: first what keys point to."""
        cursor = link.cursor()
        cursor.executemany(self.engine.sql(self._writers[0][0].insert), self._core)
        batches: dict[Writer, list[tuple[Any, ...]]] = {}
        for (_, own), row in zip(self._writers, self._own, strict=True):
            batches.setdefault(own, []).append(row)
        for own in _in_order(batches) if len(batches) > 1 else batches:
            cursor.executemany(self.engine.sql(own.insert), batches[own])

    def digests(self) -> list[str]:
        """Return the digest of each record, which has no parts."""
        return [
            spelled_digest(core.spelled(core_row), own.spelled(own_row))
            for (core, own), core_row, own_row in zip(
                self._writers, self._core, self._own, strict=True
            )
        ]


def is_plain(cls: type[CoreRecord]) -> bool:
    """Say whether the rows of a class follow from its columns alone.

    The order of rows of a class with relationships of its own is for the ORM to find.
    """
    return not inspect(cls).relationships


@lru_cache(maxsize=512)
def _writers(cls: type[CoreRecord], dialect: str) -> tuple[Writer, Writer]:
    return writer(CoreRecord.__table__, cls, dialect), writer(cls.__table__, cls, dialect)


def _in_order(batches: dict[Writer, Any]) -> list[Writer]:
    by_table: dict[Table, Writer] = {own.table: own for own in batches}
    return [by_table[table] for table in sort_tables(by_table)]
