"""How mapped objects become rows, below the ORM: the statement, the values, and their digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Table, inspect
from sqlalchemy.dialects import registry

from sro_ops.errors import Refused
from sro_ops.store.canonical import utc_text
from sro_ops.store.dialect import Engine
from sro_ops.store.digest import filled, row_digest
from sro_ops.store.entities import Base, CoreRecord, Part
from sro_ops.store.types import Cents, CleanText, UtcTime
from sro_ops.text import clean

Bind = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """How an object's attributes become a row of one table."""

    insert: str
    names: tuple[str, ...]
    keys: tuple[str, ...]
    binds: tuple[Bind, ...]

    def row(self, item: Base) -> tuple[Any, ...]:
        """Return the row's values as the driver takes them.

        Raises:
            Refused: for text where a whole number is kept: SQLite would keep it as a number.
        """
        held = item.__dict__
        return tuple(
            [
                held.get(key) if bind is None or held.get(key) is None else bind(held[key])
                for key, bind in zip(self.keys, self.binds, strict=True)
            ]
        )


@lru_cache(maxsize=512)
def writer(table: Table, cls: type[Base], engine: str) -> Writer:
    """Return how `cls` is written to `table` on this engine."""
    dialect = registry.load(engine)()
    mapper = inspect(cls)
    columns = list(table.columns)
    names = tuple(column.name for column in columns)
    binds = tuple(_bind(column, dialect) for column in columns)
    keys = tuple(mapper.get_property_by_column(column).key for column in columns)
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{name}"' for name in names)
    insert = f"INSERT INTO {table.name} ({quoted}) VALUES ({marks})"
    return Writer(insert, names, keys, binds)


def _bind(column: Column[Any], dialect: Dialect) -> Bind:
    """Return what a column's type makes of a value on its way in; None passes as it is."""
    if isinstance(column.type, CleanText):
        return clean
    if isinstance(column.type, UtcTime) and dialect.name == "sqlite":
        return utc_text
    if isinstance(column.type, BigInteger | Cents):
        return _whole
    return column.type.dialect_impl(dialect).bind_processor(dialect)


def _whole(value: Any) -> int:
    if isinstance(value, int):
        return value
    raise Refused(f'"{value}" is no whole number')


def fresh_digest(engine: Engine, record: CoreRecord, parts: Iterable[Part]) -> str:
    """Return the digest of a record that was just written whole, without reading it back.

    Args:
        engine: where it was written.
        record: the record, complete with every default and its number.
        parts: all its parts.
    """
    told: dict[str, list[Any]] = {}
    for part in sorted(parts, key=lambda part: part.id):
        told.setdefault(part.__tablename__, []).append(_told(engine, part, part.__table__))
    core = _told(engine, record, CoreRecord.__table__)
    return row_digest(core, _told(engine, record, record.__table__), told)


def _told(engine: Engine, item: Base, table: Any) -> dict[str, Any]:
    kept = writer(table, type(item), engine.dialect)
    return filled(kept.names, kept.row(item))
