"""The part of a record: a row of its own, declared with fields as a record is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import MappedColumn

from sro_ops.records.fields import Field, fields_of, keep
from sro_ops.store.entities import Part as StoredPart


class Part(StoredPart):
    """The base of every part that a plugin declares: an item, a scan, a leg of a route.

    A subclass is declared with ``table=`` and named in its record's ``parts=``::

        class Item(Part, table="visitors_item"):
            "Something that a visitor brought along."
            what: Mapped[str] = field("What")

    Its rows are seen and journaled through the record, and never removed.

    Raises:
        TypeError: for a field that would hide what every part has.
    """

    __abstract__ = True

    def __init_subclass__(cls, table: str | None = None, **options: Any) -> None:
        refuse_taken_names(cls, Part, "part")
        super().__init_subclass__(table, **options)

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """Return the declared fields by name, in the order of their declaration."""
        return fields_of(cls)

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse a value that its field does not take."""
        keep(self)


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
