"""Lines that are written up later, kept by a loaded house."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedPart

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved

WHY = "written later"
"""The reason that stands in the journal."""


class HousedCatchUp(HousedPart):
    """The part of the source that keeps lines written later."""

    def save_later(self, text: str, id: str) -> Saved:
        """Save a typed line, journaled as written later."""
        from sro_ops.records.saving import save_entry

        with self._at_work, self._reading() as house:
            entry = house.read_line(text)
            kept = save_entry(
                house.store, self._actor, entry, house.site, again=True, id=id, why=WHY
            )
            return self._told(kept)
