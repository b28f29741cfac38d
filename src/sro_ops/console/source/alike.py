"""What the console asks about something alike that is open already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


@dataclass(frozen=True, slots=True)
class Double:
    """An open record like the one that a typed line would make.

    Attributes:
        number: its number.
        what: what it says and when it happened, in words.
        protected: whether the room must not see either.
    """

    number: str
    what: str
    protected: bool = False


class AlikeSource(Protocol):
    """The part of the Desk's source that finds doubles, and adds to them."""

    def alike(self, text: str) -> Double | None:
        """Return an open record like what `text` would become; after `load`, in a worker."""
        ...

    def add_to(self, number: str, text: str) -> Saved:
        """Add a typed line to a record's narrative, durably."""
        ...
