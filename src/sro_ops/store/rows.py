"""How mapped objects become rows, below the ORM: the statement, the values, and their digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, Column, Dialect, Table, inspect
from sqlalchemy.dialects import registry

from sro_ops.errors import Refused
from sro_ops.store.canonical import encode, quoted, utc_text
from sro_ops.store.dialect import Engine, neutral
from sro_ops.store.digest import filled, spelled_digest
from sro_ops.store.entities import Base, CoreRecord, Part
from sro_ops.store.types import Cents, CleanText, UtcTime
from sro_ops.text import clean

Bind = Callable[[Any], Any] | None


@dataclass(frozen=True, slots=True, eq=False)
class Writer:
    """How an object's attributes become a row of one table."""

    table: Table
    insert: str
    names: tuple[str, ...]
    columns: tuple[tuple[str, Bind], ...]
    spelling: tuple[tuple[str, int], ...]

    def row(self, item: Base) -> tuple[Any, ...]:
        """Return the row's values as the driver takes them.

        Raises:
            Refused: for text where a whole number is kept: SQLite would keep it as a number.
        """
        held = item.__dict__.get
        return tuple(
            [
                value if (value := held(key)) is None or bind is None else bind(value)
                for key, bind in self.columns
            ]
        )

    def spelled(self, row: Sequence[Any]) -> str:
        """Return a row as `digest.filled` and `canonical.encode` would have it, in less time.

        The names are sorted and quoted once for the table, not for each of its rows.
        """
        told = [
            name + quoted(value) if type(value) is str else f"{name}{_spelled_other(value)}"
            for name, at in self.spelling
            if (value := row[at]) is not None
        ]
        return f"{{{','.join(told)}}}"


def _spelled_other(value: Any) -> str:
    return str(value) if type(value) is int else encode(neutral(value))


@lru_cache(maxsize=512)
def writer(table: Table, cls: type[Base], engine: str) -> Writer:
    """Return how `cls` is written to `table` on this engine."""
    dialect = registry.load(engine)()
    mapper = inspect(cls)
    columns = list(table.columns)
    names = tuple(column.name for column in columns)
    keys = (mapper.get_property_by_column(column).key for column in columns)
    binds = (_bind(column, dialect) for column in columns)
    marks = ", ".join("?" * len(names))
    listed = ", ".join(f'"{name}"' for name in names)
    insert = f"INSERT INTO {table.name} ({listed}) VALUES ({marks})"
    spelling = tuple((f"{quoted(name)}:", names.index(name)) for name in sorted(names))
    return Writer(table, insert, names, tuple(zip(keys, binds, strict=True)), spelling)


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
        kept = writer(part.__table__, type(part), engine.dialect)
        told.setdefault(part.__tablename__, []).append(filled(kept.names, kept.row(part)))
    core = _spelled(engine, record, CoreRecord.__table__)
    return spelled_digest(core, _spelled(engine, record, record.__table__), encode(told))


def _spelled(engine: Engine, item: Base, table: Any) -> str:
    kept = writer(table, type(item), engine.dialect)
    return kept.spelled(kept.row(item))
