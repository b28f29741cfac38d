"""Doubles of a typed line, from a loaded house."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.console.housed.part import HousedPart
from sro_ops.console.source.alike import Double

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


class HousedAlike(HousedPart):
    """The part of the source that finds doubles, and adds to them."""

    def alike(self, text: str) -> Double | None:
        """Return an open record like what a line would become."""
        from sro_ops.records.alike import find_alike

        with self._reading() as house:
            found = find_alike(house.store, self._actor, house.read_line(text), house.site)
            if found is None:
                return None
            at = found.at.astimezone(ZoneInfo(house.zone))
            day = "" if at.date() == house.now().date() else f"{at:%a} "
            return Double(found.number, f"{day}{at:%H:%M}  {found.summary}", found.protected)

    def add_to(self, number: str, text: str) -> Saved:
        """Add a typed line to a record's narrative."""
        from sro_ops.records.alike import add_entry

        with self._at_work, self._reading() as house:
            site, whole = house.number(number)
            entry = house.read_line(text)
            return self._told(add_entry(house.store, self._actor, whole, entry, site))
