"""The tables that a plugin declares, held against those in the database.

What only adds is done: a table, an empty column, an index. Anything else could lose or change what
was kept, so it needs a migration that somebody wrote and read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Index, Table, UniqueConstraint, inspect
from sqlalchemy.schema import CreateColumn, CreateIndex

from sro_ops.errors import Refused
from sro_ops.store.canonical import encode, sha256
from sro_ops.store.entities import Base, CoreRecord
from sro_ops.store.migrations.stand import version_table


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in which the database is not as declared.

    Attributes:
        table, column: where it is; the column may be empty.
        what: the difference in words.
        cure: the statement that adds what is missing, empty where adding does not do.
    """

    table: str
    column: str
    what: str
    cure: str = ""

    def __str__(self) -> str:
        place = f"{self.table}.{self.column}" if self.column else self.table
        return f"{place} {self.what}"


def tables_of(name: str, classes: Iterable[type[CoreRecord]]) -> list[Table]:
    """Return the tables of a plugin's record types and their parts.

    Raises:
        Refused: for a table that does not begin with the plugin's name, or that is its version
            table.
    """
    found: dict[str, Table] = {}
    for cls in classes:
        kind = cls.__record__
        if kind is not None:
            for table in (kind.row_table, *kind.part_tables):
                found[table] = Base.metadata.tables[table]
    for table in found:
        if not table.startswith(f"{name}_") or table == version_table(name):
            raise Refused(
                f'the table "{table}" cannot be one of {name}',
                name,
                f"Its tables begin with {name}_, and {name}_version is the host's",
            )
    return [found[table] for table in sorted(found)]


def fingerprint(tables: Iterable[Table]) -> str:
    """Return a digest of what `tables` declare: columns, types, emptiness, indexes, uniqueness."""
    return sha256(encode([_shape(table) for table in tables]))


def _shape(table: Table) -> list[Any]:
    columns = sorted(
        [column.name, repr(column.type), int(bool(column.nullable)), *sorted(_targets(column))]
        for column in table.columns
    )
    indexes = sorted([str(index.name), *index.columns.keys()] for index in table.indexes)
    return [table.name, columns, indexes, sorted(_unique(table))]


def _unique(table: Table) -> list[list[str]]:
    rules = [rule for rule in table.constraints if isinstance(rule, UniqueConstraint)]
    return [sorted(rule.columns.keys()) for rule in rules]


def _targets(column: Column[Any]) -> list[str]:
    return [key.target_fullname for key in column.foreign_keys]


def create_missing(connection: Connection, tables: Sequence[Table]) -> list[str]:
    """Make the tables that are not there yet and return their names."""
    there = set(inspect(connection).get_table_names())
    missing = [table for table in tables if table.name not in there]
    for table in missing:
        table.create(connection)
    return [table.name for table in missing]


def differences(connection: Connection, tables: Iterable[Table]) -> list[Difference]:
    """Return in what the database's tables are not as declared; missing tables are left out."""
    inspector = inspect(connection)
    found: list[Difference] = []
    for table in tables:
        if inspector.has_table(table.name):
            found += _columns(connection, inspector, table)
            found += _indexes(connection, inspector, table)
    return found


def add(connection: Connection, found: Iterable[Difference]) -> None:
    """Add what only needs adding; the rest is left."""
    for difference in found:
        if difference.cure:
            connection.exec_driver_sql(difference.cure)


def _columns(connection: Connection, inspector: Any, table: Table) -> list[Difference]:
    there = {column["name"]: column for column in inspector.get_columns(table.name)}
    keys = inspector.get_pk_constraint(table.name)["constrained_columns"]
    found = [
        Difference(table.name, name, "is in the database and is not declared")
        for name in there
        if name not in table.columns
    ]
    for column in table.columns:
        kept = there.get(column.name)
        if kept is None:
            found.append(_missing(connection, table, column))
            continue
        wanted, is_now = (
            type_.compile(dialect=connection.dialect) for type_ in (column.type, kept["type"])
        )
        if wanted != is_now:
            found.append(Difference(table.name, column.name, f"is {is_now}, declared {wanted}"))
        elif column.nullable != kept["nullable"] and column.name not in keys:
            may = "may be empty" if column.nullable else "may not be empty"
            found.append(Difference(table.name, column.name, f"{may} by its declaration alone"))
    return found


def _missing(connection: Connection, table: Table, column: Column[Any]) -> Difference:
    if not column.nullable:
        return Difference(table.name, column.name, "is new and may not be empty")
    words = str(CreateColumn(column).compile(dialect=connection.dialect))
    for key in column.foreign_keys:
        words += f" REFERENCES {key.column.table.name} ({key.column.name})"
    cure = f"ALTER TABLE {table.name} ADD COLUMN {words}"
    return Difference(table.name, column.name, "is missing", cure)


def _indexes(connection: Connection, inspector: Any, table: Table) -> list[Difference]:
    there = {index["name"] for index in inspector.get_indexes(table.name)}
    rules = [sorted(rule["column_names"]) for rule in inspector.get_unique_constraints(table.name)]
    found = [
        Difference(table.name, ", ".join(rule), "is unique by its declaration alone")
        for rule in _unique(table)
        if rule not in rules
    ]
    found += [
        Difference(table.name, ", ".join(rule), "is unique in the database alone")
        for rule in rules
        if rule not in _unique(table)
    ]
    return found + [
        _index(connection, table, index) for index in table.indexes if index.name not in there
    ]


def _index(connection: Connection, table: Table, index: Index) -> Difference:
    if index.unique:
        return Difference(table.name, str(index.name), "is a new index of unique values")
    cure = str(CreateIndex(index).compile(dialect=connection.dialect))
    return Difference(table.name, "", f"lacks the index {index.name}", cure)
