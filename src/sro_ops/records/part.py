"""The part of a record: a row of its own, declared with fields as a record is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sro_ops.records.declaring import refuse_taken_names
from sro_ops.records.field_rules import Field
from sro_ops.records.fields import fields_of, keep
from sro_ops.store.entities import Part as StoredPart


def part_name(part: type[Part]) -> str:
    """Return what a part is called on the shell: ``stop`` for the table ``patrol_stop``."""
    return str(part.__tablename__).partition("_")[2]


def part_title(part: type[Part]) -> str:
    """Return what stands above the parts of a kind: ``Stops``."""
    return f"{part_name(part).replace('_', ' ').capitalize()}s"


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
