"""What the console asks when an operator comes back: what others did, and what was left typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.console.entry.unsaved import Unsaved
    from sro_ops.store.model import Line


@dataclass(frozen=True, slots=True)
class Since:
    """What others did since an operator was last here.

    Attributes:
        at: the operator's last line, in the site's zone.
        lines: the lines of others since then, oldest first.
        at_least: whether there are more than these.
    """

    at: datetime
    lines: Sequence[Line]
    at_least: bool = False


class ReturningSource(Protocol):
    """The part of the Desk's source for somebody who comes back."""

    def since(self) -> Since | None:
        """Return what others did since this operator was here; None for nothing; in a worker."""
        ...

    def drafts(self) -> Sequence[Unsaved]:
        """Return what this operator left unsaved at this desk, lines and forms; in a worker."""
        ...

    def keep_drafts(self, drafts: Sequence[Unsaved]) -> None:
        """Keep what this operator has not saved, durably; in a worker, or once all is closed."""
        ...
