"""What the emergency card asks: what it says, to keep a stamp, and to bring it to the journal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.settings.emergency import Card


@dataclass(frozen=True, slots=True)
class Going:
    """What was called at this desk and is not over: since when, aware, and whether as a drill."""

    call: str
    drill: bool
    since: datetime


class EmergencySource(Protocol):
    """The part of the Desk's source behind F9. All of it in a worker, none of it needs a store."""

    def card(self) -> Card:
        """Return what the card says; the plain one, with the problem, where its file is wrong."""
        ...

    def going(self) -> Going | None:
        """Return what is going on by this desk's last stamp."""
        ...

    def stamp(self, call: str, drill: bool, at: datetime) -> None:
        """Keep a stamp durably on this machine.

        Raises:
            OSError: the desk's folder cannot be written.
        """
        ...

    def deliver(self) -> int:
        """Bring waiting stamps to the journal, as notes by the desk; return how many still wait."""
        ...
