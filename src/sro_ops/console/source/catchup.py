"""What the console asks when lines are written up later, many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


class CatchUpSource(Protocol):
    """The part of the Desk's source that keeps lines written later."""

    def save_later(self, text: str, id: str) -> Saved:
        """Save a typed line, journaled as written later; the same `id` again is one record."""
        ...
