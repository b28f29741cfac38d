"""The part of the made-up source behind F9."""

from __future__ import annotations

from datetime import datetime

from sro_ops.console.source.emergency import Going
from sro_ops.settings.emergency import Card


class FakeEmergency:
    """A filled card; stamps are kept in a list, and delivered while the store is there."""

    def __init__(self) -> None:
        self.says = Card(
            address="1200 West Oak Street, Oakfield, WI 53065",
            doors=(("1", "main entrance, Oak Street"), ("4", "gym, north lot")),
            phones=(("Dispatch, not urgent", "555-0100"), ("Principal", "555-0111")),
            radio=(("Channel 3", "emergency, everybody"),),
        )
        self.stamps: list[tuple[str, bool, datetime]] = []
        self.went_on: Going | None = None
        self.no_disk = ""

    def card(self) -> Card:
        return self.says

    def going(self) -> Going | None:
        return self.went_on

    def stamp(self, call: str, drill: bool, at: datetime) -> None:
        if self.no_disk:
            raise OSError(self.no_disk)
        self.stamps.append((call, drill, at))

    def deliver(self) -> int:
        return 0
