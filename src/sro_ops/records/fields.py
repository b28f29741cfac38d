"""Fields: SQLAlchemy's own columns with what people need to know of them in `info`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Column, Date, Table, inspect
from sqlalchemy.orm import MappedColumn, mapped_column

from sro_ops.records.field_rules import Field
from sro_ops.store.entities import Base
from sro_ops.store.types import Cents, CleanText, UtcTime

_INFO = "sro_ops"


def field(
    label: str,
    *,
    choices: Sequence[str] | Mapping[str, str] | None = None,
    minimum: int | None = None,
    maximum: int | None = None,
    places: str | None = None,
    person: bool = False,
    money: bool = False,
    unit: str = "",
    help: str = "",
    was: Mapping[str, str] | None = None,
    default: Any = None,
) -> MappedColumn[Any]:
    """Return SQLAlchemy's own `mapped_column` for a field of a record.

    The annotation says the type (`Mapped[str]`, int, bool, date, datetime) and whether it may be
    empty (`Mapped[str | None]`); ``money=True`` keeps an int as cents. See `Field` for the rest.
    """
    named = dict(choices) if isinstance(choices, Mapping) else None
    if choices is not None and named is None:
        named = {choice: choice for choice in choices}
    told = Field(
        label, choices=named, minimum=minimum, maximum=maximum, places=places, person=person,
        unit=unit, help=help, was=was, default=default,
    )  # fmt: skip
    options: dict[str, Any] = {} if default is None else {"default": default}
    kind = (Cents(),) if money else ()
    return mapped_column(*kind, active_history=True, info={_INFO: told}, **options)


def field_of(column: Column[Any]) -> Field | None:
    """Return the declaration of a column, complete with its kind and whether it is required."""
    told: Field | None = column.info.get(_INFO)
    if told is None:
        return None
    required = not column.nullable and column.default is None
    default = None if column.nullable else told.default
    return replace(told, kind=_kind(column), required=required, default=default)


@cache
def fields_of(cls: type[Base]) -> Mapping[str, Field]:
    """Return the declared fields of a mapped class by name, in the order of their declaration."""
    mapper = inspect(cls)
    declared = ((column, field_of(column)) for column in table_of(cls).columns)
    return {mapper.get_property_by_column(c).key: told for c, told in declared if told is not None}


def table_of(cls: type[Base]) -> Table:
    """Return the table of a mapped class."""
    table = cls.__table__
    assert isinstance(table, Table)
    return table


def keep(item: Base) -> None:
    """Put every field of a mapped object in the form in which it is kept.

    Raises:
        Refused: for a value that its field does not take.
    """
    for name, declared in fields_of(type(item)).items():
        value = getattr(item, name)
        kept = declared.check(value)
        if kept is not value:
            setattr(item, name, kept)


def _kind(column: Column[Any]) -> str:
    for type_, kind in (
        (CleanText, "text"), (Cents, "money"), (Boolean, "yes/no"),
        (Date, "date"), (UtcTime, "time"),
    ):  # fmt: skip
        if isinstance(column.type, type_):
            return kind
    return "number"
