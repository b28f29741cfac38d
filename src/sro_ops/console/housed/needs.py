"""What needs somebody, from a loaded house: what plugins say is due, and what has failed."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedPart
from sro_ops.console.source.needs import Need
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sro_ops.host.house import House
    from sro_ops.host.replies import Deadline
    from sro_ops.host.status import PluginStatus
    from sro_ops.store.session import ReadSession

LOST = "Lines were lost or the store was swapped"


class HousedNeeds(HousedPart):
    """The part of the source that tells what needs somebody."""

    def needs(self) -> Sequence[Need]:
        """Ask every plugin what is due, and see what has failed."""
        with self._reading() as house:
            failed = [Need("failed", f"{LOST}: {house.alarm}")] if house.alarm else []
            with house.store.read(self._actor) as session:
                now = house.now()
                due, faults = house.plugins.due(session, now.astimezone(UTC), house.store.zones)
                known = seen(session, house, [one.value.number for one in due])
                found = [
                    _need(one.value, one.value.state(now), known.get(one.value.number, True))
                    for one in due
                ]
            statuses = house.plugins.statuses()
            stopped = {one.name for one in statuses if one.state in ("failed", "quarantined")}
            failed += [_stopped(status) for status in statuses if status.name in stopped]
            failed += [
                Need("failed", f"{titled(one.plugin)} cannot say what is due: {one.reason}",
                     plugin=one.plugin)
                for one in faults if one.plugin not in stopped
            ]  # fmt: skip
            return [*failed, *found]


def titled(plugin: str) -> str:
    """Return a plugin's name as it stands on the screen: ``Patrol``."""
    return plugin[:1].upper() + plugin[1:]


def _need(deadline: Deadline, state: str, protected: bool) -> Need:
    return Need(
        state="later" if state == "ok" else state,
        what=deadline.what,
        at=deadline.due,
        number=deadline.number,
        citation=deadline.citation,
        protected=bool(deadline.number) and protected,
    )


def _stopped(status: PluginStatus) -> Need:
    return Need(
        "failed", f"{titled(status.name)} stopped: {status.reason}", plugin=status.name
    )  # fmt: skip


def seen(session: ReadSession, house: House, numbers: Sequence[str]) -> Mapping[str, bool]:
    """Return, by number, whether its record is protected; one that is not found is left out."""
    from sqlalchemy import select

    from sro_ops.records.numbers import parse_number
    from sro_ops.store.entities import CoreRecord
    from sro_ops.store.model import PROTECTED

    whole: dict[tuple[str, str], str] = {}
    year, here = house.now().year, house.site
    for number in filter(None, numbers):
        try:
            whole[parse_number(number, year, here)] = number
        except Refused:
            continue
    if not whole:
        return {}
    columns = select(
        CoreRecord.site, CoreRecord.number, CoreRecord.record_class, CoreRecord.sealed
    )  # fmt: skip
    rows = session.execute(columns.where(CoreRecord.number.in_({key[1] for key in whole})))
    return {
        whole[key]: sealed or record_class in PROTECTED
        for site, number, record_class, sealed in rows
        if (key := (site, number or "")) in whole
    }
