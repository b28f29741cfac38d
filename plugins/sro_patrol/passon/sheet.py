"""The pass-on sheet: what the next officer must know, on paper for who has no account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sro_ops import Column, Paragraph, Record, ReportAsk, Table, Total, Totals
from sro_patrol.bolos.force import in_force
from sro_patrol.bolos.models import Bolo
from sro_patrol.frontdesk.models import Outage, Visitor
from sro_patrol.frontdesk.service import out_of_order, present
from sro_patrol.passon.models import PassOn
from sro_patrol.passon.waiting import waiting
from sro_patrol.shifts.duty import on_duty, still_out
from sro_patrol.shifts.models import Shift

_NUMBER = Column("number", "Number", width=12)
_SINCE = Column("since", "Since", "moment", 17)
_LINE = "_" * 30


def sheet(ask: ReportAsk) -> Iterator[Table | Totals | Paragraph]:
    """Return what stands now: what waits, BOLOs, what is out of order or still out, who is in.

    Whose class the reader, or the copy, does not hold is left out.
    """
    passed = waiting(ask.session, ask.site.code)
    yield Table(
        "Passed on, not acknowledged",
        (Column("at", "At", "moment", 17), Column("text", "Pass on"), _NUMBER),
        ((one.occurred_from, _placed(ask, one.place, one.text), one.number) for one in passed),
        empty=_none(ask, PassOn, "Nothing waits."),
    )
    yield _bolos(ask)
    broken = out_of_order(ask.session, ask.site.code)
    yield Table(
        "Out of order",
        (_SINCE, Column("what", "What"), _NUMBER),
        ((one.occurred_from, _placed(ask, one.place, one.what), one.number) for one in broken),
        empty=_none(ask, Outage, "All in service."),
    )
    yield _carried(ask)
    guests = present(ask.session, ask.site.code)
    counted: dict[str, tuple[int, type[Record]]] = {
        "Pass-ons that wait": (len(passed), PassOn),
        "Out of order": (len(broken), Outage),
        "Visitors in the building": (len(guests), Visitor),
    }
    yield Totals("Now", _totals(ask, counted))
    yield Paragraph(f"Read by {_LINE}  at {'_' * 12}")


def _bolos(ask: ReportAsk) -> Table:
    columns = (
        Column("until", "Until", "moment", 17),
        Column("bolo", "Be on the lookout"),
        _NUMBER,
    )
    found = in_force(ask.session, ask.site.code, ask.now)
    rows = ((one.expires, one.summary(), one.number) for one in found)
    return Table("BOLOs in force", columns, rows, empty=_none(ask, Bolo, "None is in force."))


def _carried(ask: ReportAsk) -> Table:
    columns = (
        _SINCE,
        Column("officer", "On duty", width=16),
        Column("carries", "Carries"),
        _NUMBER,
    )
    return Table("On duty", columns, _duty(ask), empty=_none(ask, Shift, "Nobody is on duty."))


def _duty(ask: ReportAsk) -> Iterator[Sequence[object]]:
    for one in on_duty(ask.session, ask.site.code, ask.now):
        out = ", ".join(still_out(ask.session, one, None)) or None
        yield one.occurred_from, one.officer, out, one.number


def _none(ask: ReportAsk, kind: type[Record], words: str) -> str:
    """Return what is said where there is none; what the reader may not see is never "none"."""
    seen = kind.kind().record_class in ask.session.actor.scope.classes
    return words if seen else "Not told in this copy."


def _placed(ask: ReportAsk, place: str | None, words: str) -> str:
    return f"{ask.place(place)}: {words}" if place else words


def _totals(ask: ReportAsk, counted: dict[str, tuple[int, type[Record]]]) -> Iterator[Total]:
    """Give the counts of what the reader may see, and which records are behind each."""
    for label, (count, kind) in counted.items():
        if kind.kind().record_class in ask.session.actor.scope.classes:
            yield Total(label, count, records={"type": kind.kind().type})
