"""Who came to this desk and went, told to the journal; what cannot be written yet waits."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedPart
from sro_ops.errors import SroError

if TYPE_CHECKING:
    from sro_ops.access.presence import Coming, Presence
    from sro_ops.store.model import Actor
    from sro_ops.store.sites import Site

IDLE = "by itself"
"""What the line of a desk says that nobody touched."""


class HousedPresence(HousedPart):
    """The part of the source that tells of comings and goings.

    A store that cannot be written keeps nobody out: the line is written with the next one.
    """

    def __init__(self) -> None:
        self._comings: deque[Presence] = deque()
        self._writing = threading.Lock()
        self._present: str | None = None
        self._shut = False

    def locked(self, by_itself: bool) -> None:
        """Tell that the desk was locked."""
        if self._present is not None and not self._shut:
            self._shut = True
            self._came("locked", self._actor, self._site, IDLE if by_itself else "")
            self._tell_comings()

    def _sits(self, before: tuple[Actor, Site], words: str = "") -> None:
        """Tell who sits here now, where that is another one, or came back to a locked desk.

        Args:
            before: who sat here, and at which site.
            words: of wrong PINs.
        """
        here = self._actor.operator
        if here != self._present:
            self._leaves(before)
            self._present = here
            if here is not None:
                self._came("signed on", self._actor, self._site, words)
        elif self._shut:
            self._came("unlocked", self._actor, self._site, words)
        self._shut = False
        self._tell_comings()

    def _leaves(self, before: tuple[Actor, Site]) -> None:
        if self._present is not None:
            self._came("signed off", *before)
            self._present = None

    def _goes(self) -> None:
        """Tell that the console is left."""
        self._leaves((self._actor, self._site))
        self._tell_comings()

    def _came(self, verb: Coming, actor: Actor, site: Site, words: str = "") -> None:
        from sro_ops.access.presence import Presence

        self._comings.append(Presence(actor, site.code, verb, datetime.now(UTC), words))

    def _tell_comings(self) -> None:
        """Write what waits, in its order, where the house is open."""
        from sro_ops.access.presence import tell_presence

        with self._writing, suppress(SroError):
            while self._comings and (house := self._house) is not None:
                tell_presence(house.store, self._comings[0])
                self._comings.popleft()
