"""The record type: declared once, as a mapped class; everything else follows from it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sro_ops.errors import Refused
from sro_ops.records.declaring import check_columns, check_names, refuse_taken_names
from sro_ops.records.field_rules import Field
from sro_ops.records.fields import fields_of, keep
from sro_ops.records.part import Part
from sro_ops.records.workflow import Workflow
from sro_ops.store.entities import CoreRecord
from sro_ops.store.model import RecordType
from sro_ops.store.pending import IN_LINES
from sro_ops.store.types import Id
from sro_ops.text import nearest


class Record(CoreRecord):
    """The base of every record type.

    A subclass is declared with::

        class HallSweep(Record, type="halls.sweep", prefix="HS", record_class="general"):
            "A sweep of the halls after the bell."
            hall: Mapped[str] = field("Hall", places="hall")
            escorted: Mapped[int] = field("Students escorted", minimum=0)
            workflow = Workflow("open", "done", transitions={"finish": ("open", "done")})

    Class arguments:
        type: the type's name: its plugin's short name, a dot, and what it is.
        prefix: 1 to 4 capital letters that begin its numbers.
        record_class: one of general, directory, education, law_enforcement_unit, medical.
        word: what the Desk's column of verbs shows, at most 8 letters; else the type's last part.
        label: what a person calls it; else made from the class's name.
        owner_agency: ``school`` or ``police``; police for law_enforcement_unit, else school.
        parts: classes of `Part` whose rows belong to it.

    Raises:
        TypeError: for a declaration that cannot be kept; the plugin does not load, and says why.
    """

    __abstract__ = True
    workflow: ClassVar[Workflow | None] = None
    parts: ClassVar[tuple[type[Part], ...]] = ()

    def __init_subclass__(
        cls,
        type: str | None = None,
        prefix: str = "",
        record_class: str = "",
        word: str = "",
        label: str = "",
        owner_agency: str = "",
        parts: tuple[type[Part], ...] = (),
        **options: Any,
    ) -> None:
        if type is None:
            raise TypeError(f"{cls.__name__} needs type=, prefix= and record_class=")
        check_names(cls.__name__, type, prefix, record_class)
        refuse_taken_names(cls, Record, "record", IN_LINES)
        cls.__tablename__ = type.replace(".", "_")
        cls.id = mapped_column(Id, ForeignKey("core_record.id"), primary_key=True)
        cls.parts = parts
        cls.__record__ = RecordType(
            type=type,
            plugin=type.split(".")[0],
            prefix=prefix,
            word=(word or type.split(".")[1])[:8],
            label=label or _words(cls.__name__),
            record_class=record_class,
            owner_agency=owner_agency
            or ("police" if record_class == "law_enforcement_unit" else "school"),
            row_table=cls.__tablename__,
            part_tables=tuple(part.__tablename__ for part in parts),
        )
        super().__init_subclass__(**options)
        for part in parts:
            if not issubclass(part, Part):
                raise TypeError(f"{cls.__name__}: {part.__name__} is not a class of sro_ops.Part")
        check_columns(cls, cls.kind().plugin, (cls, *parts))

    def __init__(self, **values: Any) -> None:
        if self.workflow is not None:
            values.setdefault("state", self.workflow.initial)
        super().__init__(**values)

    @classmethod
    def kind(cls) -> RecordType:
        """Return what the store knows of this type."""
        assert cls.__record__ is not None
        return cls.__record__

    @classmethod
    def fields(cls) -> Mapping[str, Field]:
        """Return the declared fields by name, in the order of their declaration."""
        return fields_of(cls)

    def summary(self) -> str:
        """Return the words of this record's journal lines: its filled fields, names left out."""
        told = []
        for name, declared in self.fields().items():
            value = getattr(self, name)
            if value not in (None, "", False) and not declared.person:
                told.append(declared.say(value))
        return ", ".join(told)

    def check(self, changes: Mapping[str, Any], verb: str) -> None:
        """Refuse a value that its field does not take, or a state that the workflow has not."""
        keep(self)
        if self.workflow is not None and "state" in changes:
            self.workflow.check(changes["state"], verb)

    @classmethod
    def field(cls, name: str) -> Field:
        """Return a field by its name.

        Raises:
            Refused: names the nearest one.
        """
        known = cls.fields()
        if name in known:
            return known[name]
        close = nearest(name, known)
        todo = f"Nearest: {close}" if close else f"Fields: {', '.join(known) or 'none'}"
        raise Refused(f'no field "{name}"', cls.kind().type, todo)


def _words(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name).capitalize()


__all__ = ["Mapped", "Record"]
