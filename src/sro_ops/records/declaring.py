"""What may be declared: refused with the class, before anything could be kept by it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column
from sqlalchemy.orm import MappedColumn

from sro_ops.records.fields import table_of
from sro_ops.store.entities import Base
from sro_ops.store.model import CLASSES
from sro_ops.store.types import ALLOWED

_TYPE = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*")
_PREFIX = re.compile(r"[A-Z]{1,4}")


def check_names(name: str, type_: str, prefix: str, record_class: str) -> None:
    """Refuse a type, a prefix or a record class that is not written as one.

    Raises:
        TypeError: says how it is written; `name` is the class's.
    """
    if not _TYPE.fullmatch(type_):
        raise TypeError(f'{name}: type "{type_}" is not like halls.sweep')
    if not _PREFIX.fullmatch(prefix):
        raise TypeError(f'{name}: prefix "{prefix}" is not 1 to 4 capital letters')
    if record_class not in CLASSES:
        raise TypeError(
            f'{name}: record_class "{record_class}" is required, one of {", ".join(CLASSES)}'
        )


def refuse_taken_names(
    cls: type[Any], base: type[Any], what: str, told: frozenset[str] = frozenset()
) -> None:
    """Refuse a field that would hide what every record or part has.

    Args:
        cls: the class that is being declared.
        base: what every such class has.
        what: what a person calls it.
        told: what its lines in the journal tell besides its fields.

    Raises:
        TypeError: names the field.
    """
    declared = vars(cls)
    for name in declared.get("__annotations__", {}):
        own = name in ("workflow", "parts") and not isinstance(declared.get(name), MappedColumn)
        if name in told or (name in dir(base) and not own):
            raise TypeError(
                f'{cls.__name__}: a field cannot be called "{name}"; every {what} has it'
            )


def check_columns(cls: type[Base], plugin: str, tables: Iterable[type[Base]]) -> None:
    """Refuse a column of a type that is not kept, a key to another plugin, a stray table's name.

    Args:
        cls: the record's class, for the message.
        plugin: the plugin's short name.
        tables: the classes of the record and its parts.

    Raises:
        TypeError: names the column or the table.
    """
    for table in map(table_of, tables):
        if not table.name.startswith(f"{plugin}_"):
            raise TypeError(f'{cls.__name__}: table "{table.name}" must begin with {plugin}_')
        for column in table.columns:
            _check_keys(cls, column, plugin)
            if not isinstance(column.type, ALLOWED):
                raise TypeError(
                    f"{cls.__name__}.{column.name}: {type(column.type).__name__} is not kept;"
                    " use str, int, bool, date, datetime or Cents"
                )


def _check_keys(cls: type[Base], column: Column[Any], plugin: str) -> None:
    for key in column.foreign_keys:
        table = key.target_fullname.split(".")[0]
        if not table.startswith(("core_", f"{plugin}_")):
            raise TypeError(
                f"{cls.__name__}.{column.name}: a key to {table}; keys go to core_record"
            )
