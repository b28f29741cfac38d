"""The panels beside the log, from the kept manifests and from a loaded house."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sro_ops.console.housed.needs import seen
from sro_ops.console.housed.part import HousedPart
from sro_ops.host.panels import Face, Panel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sro_ops.host.house import House
    from sro_ops.host.replies import HeaderFact


class HousedPanels(HousedPart):
    """The part of the source that tells what the panels show."""

    _options: tuple[bool, Sequence[Path]]
    _titles: Sequence[Face] | None = None

    def titles(self) -> Sequence[Face]:
        """Return the panels that plugins name in their plugin.toml, none of them imported."""
        if self._titles is None:
            from sro_ops.host import catalog

            safe_mode, extra = self._options
            left_out = catalog.disabled(self._file)
            self._titles = [
                Face(title, found.name)
                for found in catalog.plugins(self._file, extra)
                if found.manifest is not None and not catalog.blocked(found, left_out, safe_mode)
                for title in found.manifest.panels
            ]
        return self._titles

    def header(self) -> Sequence[HeaderFact]:
        """Ask every plugin what it says in the first row."""
        with self._reading() as house, house.store.read(self._actor) as session:
            found = house.plugins.header(session, house.site, house.now())
            return [one.value for one in found]

    def faces(self) -> Sequence[Face]:
        """Ask every panel what it shows; places come by their names."""
        from sro_ops.host.panels import faces

        with self._reading() as house, house.store.read(self._actor) as session:
            found = faces(house.plugins, self.titles(), session, house.site, house.now())
            numbers = [row.number for face in found if face.panel for row in face.panel.rows]
            known = seen(session, house, numbers)
            hidden = frozenset(one for one in numbers if one and known.get(one, True))
            return [
                replace(face, panel=_placed(face.panel, house), protected=hidden)
                for face in found
            ]  # fmt: skip


def _placed(panel: Panel | None, house: House) -> Panel | None:
    if panel is None:
        return None
    return replace(
        panel,
        rows=tuple(replace(row, place=house.place_name(row.place)) for row in panel.rows),
    )
