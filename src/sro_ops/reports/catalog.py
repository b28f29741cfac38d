"""Which reports there are, the host's own and those of plugins, and making one to be printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.errors import Refused
from sro_ops.reports.asking import ReportAsk
from sro_ops.reports.busiest import busiest
from sro_ops.reports.copies import reader_of
from sro_ops.reports.daily import daily
from sro_ops.reports.parts import Part, Report
from sro_ops.store.canonical import utc_text
from sro_ops.store.heads import Head, printed
from sro_ops.text import nearest

if TYPE_CHECKING:
    from sro_ops.host.house import House

CORE = "core"


@dataclass(frozen=True, slots=True)
class Known:
    """A report that can be asked for.

    Attributes:
        name: ``daily``, ``patrol.tours``.
        title: what stands on top of it.
        plugin: whose it is; ``core`` for the host's own.
        parts: makes what it says.
    """

    name: str
    title: str
    plugin: str
    parts: Callable[[ReportAsk], Iterable[Part]]


_OWN = (
    Known("daily", "Daily activity", CORE, daily),
    Known("busiest", "Busiest places and hours", CORE, busiest),
)


def reports(house: House) -> Sequence[Known]:
    """Return every report, the host's own first."""
    offered = house.plugins.offered("reports")
    return [
        *_OWN,
        *(Known(one.value.name, one.value.title, one.plugin, one.value.parts) for one in offered),
    ]


def find(house: House, name: str) -> Known:
    """Return a report by its name.

    Raises:
        Refused: there is none; names the nearest.
    """
    known = {one.name: one for one in reports(house)}
    if name in known:
        return known[name]
    near = nearest(name, known)
    todo = f"Nearest: {near}" if near else f"Reports: {', '.join(known)}"
    raise Refused(f'no report "{name}"', todo=todo)


@contextmanager
def made(
    house: House,
    known: Known,
    first: date,
    last: date,
    copy: str = "",
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Iterator[Report]:
    """Give a report, to be printed before the block is left; the journal says then that it was.

    What was printed is not quietly corrected any more, so a report that fails leaves no line.

    Args:
        house: whose actor asks.
        known: the report.
        first: its first day, in the site's calendar.
        last: its last day.
        copy: whose copy: a name of `COPIES`, or empty for the reader's own.
        progress: called while days are read: (days done, days in all).

    Raises:
        Refused: the actor prints no reports, no site is meant, or the days run backward.
    """
    house.allow("core.report")
    if not house.site:
        raise Refused("which site?", todo=f"Name one with --site: {', '.join(house.store.sites)}")
    if last < first:
        raise Refused("the last day lies before the first", f"{first} to {last}")
    actor, site = reader_of(copy, house.actor), house.store.sites[house.site]
    with house.store.journal(actor.scope) as journal, house.store.read(actor) as session:
        now = house.store.clock()
        ask = ReportAsk(first, last, site, journal, session, house.place_name, progress, now)
        head = Head(site.code, *journal.heads()[site.code])
        yield Report(
            known.name, known.title, site.name, first, last, ZoneInfo(site.timezone),
            _who(house), house.store.clock(), printed(head), copy, known.parts(ask),
        )  # fmt: skip
    _note(house, ask, known, copy)


def _note(house: House, ask: ReportAsk, known: Known, copy: str) -> None:
    """Journal that a report was printed; the line's time is the end of what the report covers."""
    said = f"{known.title}, {ask.first}" + (f" to {ask.last}" if ask.last != ask.first else "")
    end = min(ask.end, house.store.clock())
    with house.store.write(house.actor, ask.site.code) as session:
        session.line(
            ask.site.code,
            "printed",
            said + (f", {copy} copy" if copy else ""),
            occurred=utc_text(end),
            changes={"report": [None, known.name]},
        )


def _who(house: House) -> str:
    actor = house.actor
    return f"{actor.name} ({actor.badge})" if actor.name else "this desk"
