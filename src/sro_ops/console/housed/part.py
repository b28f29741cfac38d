"""What the parts of the console's source share: who acts at which desk, and the open house."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sro_ops.clock import Clock
    from sro_ops.console.source.typed import Saved
    from sro_ops.host.house import House
    from sro_ops.records.saving import Saved as Kept
    from sro_ops.settings.source import SettingsFile
    from sro_ops.store.model import Actor, Line
    from sro_ops.store.sites import Site


class HousedPart:
    """A part that is the source itself: `HouseSource` is made of them."""

    _file: SettingsFile
    _path: Path
    _actor: Actor
    _site: Site
    _house: House | None
    _at_work: threading.Lock
    _clock: Clock

    def _reading(self) -> AbstractContextManager[House]:
        """Lend the house to a worker that only reads."""
        raise NotImplementedError

    def _told(self, kept: Kept) -> Saved:
        """Return what was kept as the console is told of it."""
        raise NotImplementedError

    def _named(self, lines: Sequence[Line]) -> list[Line]:
        """Return lines with places by their names."""
        raise NotImplementedError


class HousedTopic:
    """A topic of the source, a thing of its own: ``source.records``.

    Args:
        house: returns the open house; raises Refused before it is open.
    """

    def __init__(self, house: Callable[[], House]) -> None:
        self._house = house
