"""`sro-ops due`: what needs attention, by when, and by which rule."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import Column, emit_rows, printable
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.host.house import House

_COLUMNS = (
    Column("state", "State"),
    Column("shown", "Due"),
    Column("number", "Number"),
    Column("what", "What"),
    Column("citation", "Rule"),
)
_WORDS = {"ok": "later", "soon": "soon", "overdue": "OVERDUE"}
_LAST = time(23, 59, 59)


@click.command()
@click.option("--on", "day", help="How it will stand at the end of this day: 2026-10-14.")
@json_option
@pass_globals
def due(given: Globals, day: str | None, as_json: bool) -> None:
    """List what is due: overdue first, then the soonest."""
    with opened(given) as house:
        now = _moment(house, day)
        with house.store.read(house.actor) as session:
            found, faults = house.plugins.due(session, now.astimezone(UTC), house.store.zones)
        zone = ZoneInfo(house.zone)
        rows: list[dict[str, object]] = []
        for deadline in (one.value for one in found):
            at, state = deadline.due.astimezone(zone), deadline.state(now)
            row: dict[str, object] = {
                "what": deadline.what, "due": at.isoformat(), "state": state,
                "number": deadline.number or None, "citation": deadline.citation or None,
            }  # fmt: skip
            shown = {"state": _WORDS[state], "shown": f"{at:%a %d %b %Y %H:%M}"}
            rows.append(row if as_json else {**row, **shown})
    for fault in faults:
        said = printable(f"{fault.plugin} cannot say what is due: {fault.reason}")
        print(f"warning: {said}", file=sys.stderr)
    emit_rows(rows, _COLUMNS, as_json=as_json, empty="" if faults else "Nothing is due.")


def _moment(house: House, day: str | None) -> datetime:
    """Return the moment that is asked about: now, or the end of a day at the site."""
    if day is None:
        return house.now()
    try:
        meant = date.fromisoformat(day)
    except ValueError:
        raise Refused(f'"{day}" is no day', "--on", "Write 2026-10-14") from None
    return datetime.combine(meant, _LAST, ZoneInfo(house.zone)) + timedelta(seconds=1)
