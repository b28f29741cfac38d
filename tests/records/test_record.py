"""The record type: declared once; what cannot be kept is refused when it is declared."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType, new_class
from typing import Any

import pytest
from duties import Incident, Sweep
from journals import lines, rows
from sqlalchemy import Float, ForeignKey, LargeBinary, Numeric, String
from sqlalchemy.orm import Mapped, mapped_column

from sro_ops.errors import Refused
from sro_ops.records.fields import field
from sro_ops.records.note import Note
from sro_ops.records.part import Part
from sro_ops.records.record import Record
from sro_ops.store.model import RecordType
from sro_ops.store.types import Id
from sro_ops.testing import ActorFactory, install


def test_one_declaration_gives_table_type_and_words() -> None:
    assert Sweep.kind() == RecordType(
        type="duty.sweep", plugin="duty", prefix="DS", word="sweep", label="Sweep",
        record_class="general", owner_agency="school", row_table="duty_sweep",
        part_tables=("duty_scan",),
    )  # fmt: skip
    assert Incident.kind().owner_agency == "police"
    assert list(Sweep.fields()) == ["hall", "escorted", "cost", "manner", "calm", "on", "until"]


def test_words_and_labels_come_from_the_name_unless_told() -> None:
    class LateBusRider(
        Record, type="rider.late_bus_rider", prefix="RLB", record_class="education",
        word="rider", owner_agency="school",
    ):  # fmt: skip
        """Somebody on the late bus."""

        text: Mapped[str] = field("Text")

    kind = LateBusRider.kind()
    assert (kind.word, kind.label, kind.plugin) == ("rider", "Late bus rider", "rider")
    assert LateBusRider.__tablename__ == "rider_late_bus_rider"


_COUNT = itertools.count()


def _declare(
    body: Mapping[str, Any] = MappingProxyType({}), **options: Any
) -> Callable[[], object]:
    name = f"k{next(_COUNT)}"

    def make() -> object:
        kept = {"type": f"bad.{name}", "prefix": "BK", "record_class": "general", **options}
        given = {key: value for key, value in kept.items() if value is not None}
        held = {"__doc__": "x", "__module__": __name__, **body}
        return new_class(name, (Record,), given, lambda space: space.update(held))

    return make


def _column(annotation: Any, column: Any) -> dict[str, Any]:
    return {"__annotations__": {"value": annotation}, "value": column}


def _named(name: str) -> dict[str, Any]:
    return {"__annotations__": {name: Mapped[str]}, name: field("X")}


UNDECLARED: dict[str, tuple[Callable[[], object], str]] = {
    "no type": (_declare(type=None), "needs type=, prefix= and record_class="),
    "a type without its plugin": (_declare(type="sweep"), 'type "sweep" is not like halls.sweep'),
    "a type with capitals": (_declare(type="Halls.Sweep"), "is not like halls.sweep"),
    "a type with quotes": (_declare(type='halls.a"b'), "is not like halls.sweep"),
    "no prefix": (_declare(prefix=None), 'prefix "" is not 1 to 4 capital letters'),
    "a long prefix": (_declare(prefix="ABCDE"), "is not 1 to 4 capital letters"),
    "a small prefix": (_declare(prefix="bk"), "is not 1 to 4 capital letters"),
    "no class": (_declare(record_class=None), 'record_class "" is required, one of general'),
    "another class": (_declare(record_class="secret"), 'record_class "secret" is required'),
    "a float": (_declare(body=_column(Mapped[Any], mapped_column(Float))), "Float is not kept"),
    "a decimal": (
        _declare(body=_column(Mapped[Decimal], mapped_column(Numeric))), "Numeric is not kept"
    ),
    "bytes": (
        _declare(body=_column(Mapped[bytes], mapped_column(LargeBinary))), "LargeBinary is not kept"
    ),
    "text that is not cleaned": (
        _declare(body=_column(Mapped[str], mapped_column(String(9)))), "String is not kept"
    ),
    "a key to another plugin": (
        _declare(body=_column(Mapped[str], mapped_column(Id, ForeignKey("duty_sweep.id")))),
        "a key to duty_sweep; keys go to core_record",
    ),
    **{
        f"a field named {name}": (
            _declare(body=_named(name)),
            f'a field cannot be called "{name}"; every record has it',
        )
        for name in ("number", "state", "place", "site", "version", "sealed", "struck", "type",
                     "record_class", "summary", "check", "fields", "kind", "parts", "workflow")
    },
}  # fmt: skip


@pytest.mark.parametrize("name", UNDECLARED)
def test_what_cannot_be_kept_is_refused_when_it_is_declared(name: str) -> None:
    declare, said = UNDECLARED[name]
    with pytest.raises(TypeError, match=said.replace("(", r"\(")):
        declare()


def test_a_part_s_table_carries_the_plugin_s_name() -> None:
    class Elsewhere(Part, table="elsewhere_row"):
        text: Mapped[str] = field("Text")

    with pytest.raises(TypeError, match='table "elsewhere_row" must begin with stray_'):

        class Stray(
            Record, type="stray.one", prefix="STR", record_class="general", parts=(Elsewhere,)
        ):
            """A record with somebody else's part."""


def test_a_field_may_be_named_like_a_word_of_sql(store: Any, actor: ActorFactory) -> None:
    class Order(Record, type="sqlish.order", prefix="SQ", record_class="general"):
        """An order."""

        group: Mapped[str] = field("Group")
        select: Mapped[int | None] = field("Select")
        where: Mapped[str | None] = field("Where")

    install(store, Order)
    store.add_many(actor(), [Order(group="a", select=1)])
    with store.write(actor()) as session:
        session.add(Order(group="b", where="c"))
    assert rows(store.path, 'SELECT "group", "select", "where" FROM sqlish_order ORDER BY id') == [
        {"group": "a", "select": 1, "where": None}, {"group": "b", "select": None, "where": "c"},
    ]  # fmt: skip


def test_a_summary_tells_the_filled_fields_in_their_order() -> None:
    sweep = Sweep(hall="B wing", escorted=3, cost=40050, manner="walk", calm=True)
    assert sweep.summary() == "B wing, Students escorted 3, $400.50, On foot, Calm"
    assert Sweep(hall="B wing").summary() == "B wing"


def test_somebody_s_name_is_in_no_summary() -> None:
    class Pass(Record, type="walk.hallpass", prefix="WP", record_class="education"):
        """A hall pass."""

        student: Mapped[str] = field("Student", person=True)
        reason: Mapped[str] = field("Reason")

    assert Pass(student="Jordan Ames", reason="nurse").summary() == "nurse"


def test_a_new_record_stands_at_the_beginning_of_its_workflow() -> None:
    assert Sweep(hall="B").state == "open"
    assert Incident(text="x").state in (None, "")


def test_a_field_is_found_by_its_name_or_the_nearest_is_named() -> None:
    assert Sweep.field("hall").label == "Hall"
    with pytest.raises(Refused, match=r'duty\.sweep: no field "hal". Nearest: hall'):
        Sweep.field("hal")
    with pytest.raises(Refused, match="Fields: hall, escorted"):
        Sweep.field("zzzzzz")


def test_a_record_of_its_own_is_kept_with_every_kind_of_field(
    store: Any, actor: ActorFactory, clock: Callable[[], Any], tmp_path: Path
) -> None:
    install(store, Sweep)
    with store.write(actor()) as session:
        session.add(sweep := Sweep(hall="B", cost=-5, on=clock().date(), until=clock()))
    with store.read(actor()) as session:
        kept = session.get(Sweep, sweep.id)
        assert kept is not None
        assert (kept.cost, kept.on, kept.until) == (-5, clock().date(), clock())
        assert kept.until.utcoffset().total_seconds() == 0
    assert lines(store.path)[-1]["number"] == "DS-2026-0001"


def test_a_note_is_the_host_s_own(store: Any, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="worth writing down"))
    assert (note.number, note.record_class, note.owner_agency) == (
        "N-2026-0001", "law_enforcement_unit", "police",
    )  # fmt: skip
