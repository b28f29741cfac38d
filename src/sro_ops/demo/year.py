"""The year behind: each day is kept in a batch for each officer, as one who types up the day does.

A line is kept when the day is over, so it is marked as written later. What names people, and what
more follows from, goes in by itself, at its time, for a batch takes records alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from sro_ops.clock import Clock
from sro_ops.demo.people import Staff, has_more
from sro_ops.host.house import House
from sro_ops.records.building import build
from sro_ops.records.entry import Entry, EntryContext, parse
from sro_ops.records.record import Record
from sro_ops.records.saving import save_entry


class Year:
    """Keeps day after day.

    Args:
        house: the school, open; the clock of its store goes along.
        staff: who types.
    """

    def __init__(self, house: House, staff: Staff) -> None:
        self._house, self._staff = house, staff
        self._context = house.context()
        self._zone = ZoneInfo(house.zone)
        self._read: dict[str, Entry] = {}

    def keep(self, day: date, lines: Sequence[tuple[time, str]]) -> None:
        """Keep a day's lines, which are in order."""
        house, together = self._house, dict[str, list[Record]]()
        who = {actor.badge: actor for actor in (self._staff.boss, *self._staff.others)}
        moment = datetime.combine(day, time(6), self._zone)
        for at, line in lines:
            moment = datetime.combine(day, at, self._zone)
            entry, actor = self._entry(line, moment), self._staff.of_day(moment)
            record, people = build(entry, house.store)
            if people or has_more(entry):
                house.store.clock = stopped(moment)
                save_entry(house.store, actor, entry, house.site, again=True)
            else:
                record.occurred_from = entry.occurred_from.astimezone(UTC)
                together.setdefault(actor.badge, []).append(record)
        house.store.clock = stopped(moment)
        for badge, records in together.items():
            house.store.add_many(who[badge], records, house.site)

    def _entry(self, line: str, moment: datetime) -> Entry:
        """Return a line as read at a moment; a year says the same thing many times."""
        entry = self._read.get(line)
        if entry is None:
            entry = self._read[line] = parse(line, _then(self._context, moment))
        if entry.stated:
            return parse(line, _then(self._context, moment))
        return replace(entry, occurred_from=moment)


def stopped(moment: datetime) -> Clock:
    """Return a clock that stands at `moment`."""
    at = moment.astimezone(UTC)
    return lambda: at


def _then(context: EntryContext, moment: datetime) -> EntryContext:
    return replace(context, now=moment)
