"""The emergency card on this machine, and its stamps on their way to the journal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedPart
from sro_ops.console.source.emergency import Going
from sro_ops.errors import Refused, SroError
from sro_ops.settings.emergency import Card, read_card
from sro_ops.store import stamps
from sro_ops.store.canonical import from_utc_text, utc_text
from sro_ops.store.model import CLASSES, Actor, Scope

if TYPE_CHECKING:
    from datetime import datetime

    from sro_ops.settings.source import SettingsFile

ALL_CLEAR = "All clear"


class CardOnDesk:
    """The card and its stamps on this machine: nothing of it needs a store."""

    _file: SettingsFile

    @property
    def _place(self) -> str:
        """The code of the site where this desk stands; empty where it is not known."""
        raise NotImplementedError

    def card(self) -> Card:
        """Return what the card says."""
        console = self._file.data.get("console")
        name = console.get("emergency") if isinstance(console, dict) else None
        if not isinstance(name, str):
            return Card()
        try:
            return read_card(self._file.folder / name)
        except Refused as error:
            return replace(Card(), problem=str(error))

    def going(self) -> Going | None:
        """Return what is going on by this desk's last stamp."""
        last = stamps.last()
        if last is None or last.call == ALL_CLEAR:
            return None
        return Going(last.call, last.drill, from_utc_text(last.at))

    def stamp(self, call: str, drill: bool, at: datetime) -> None:
        """Keep a stamp durably on this machine."""
        stamps.stamp(self._place, call, drill, utc_text(at))

    def deliver(self) -> int:
        """Return how many stamps wait for a store."""
        return len(stamps.waiting())


class DeskEmergency(CardOnDesk):
    """The card of a desk whose store cannot be opened.

    Args:
        file: the settings file.
        site: the code of the desk's site; empty where it is not known.
    """

    def __init__(self, file: SettingsFile, site: str) -> None:
        self._file = file
        self._known = site

    @property
    def _place(self) -> str:
        return self._known


class HousedEmergency(CardOnDesk, HousedPart):
    """The half of the source behind F9."""

    @property
    def _place(self) -> str:
        return self._site.code

    def deliver(self) -> int:
        """Bring waiting stamps to the journal, as notes by the desk."""
        from sro_ops.records.saving import save_entry

        left = stamps.waiting()
        if self._house is None:
            return len(left)
        desk = Actor(
            self._actor.desk, Scope(None, frozenset(CLASSES), sealed=True),
            permissions=("core.log", "core.note.add"),
        )  # fmt: skip
        for one in list(left):
            with self._at_work:
                house = self._house
                if house is None:
                    break
                entry = replace(
                    house.read_line("-"), line=one.text, text=one.text, verb=None, place=None,
                    occurred_from=from_utc_text(one.at), occurred_to=None, stated=True,
                )  # fmt: skip
                at = one.site or self._place
                try:
                    save_entry(house.store, desk, entry, at, again=True, id=one.id)
                except SroError:
                    break
            stamps.delivered(one)
            left.remove(one)
        return len(left)
