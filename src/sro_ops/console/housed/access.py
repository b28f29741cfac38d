"""Signing on at the screen, by plain statements: the store may not be loaded yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console.housed.presence import HousedPresence
from sro_ops.console.source.access import Access, SignedOn
from sro_ops.errors import Refused
from sro_ops.settings.quick import quick, quick_roles
from sro_ops.store.sites import Site, known_sites

if TYPE_CHECKING:
    from collections.abc import Callable

    from sro_ops.store.feed import Feed
    from sro_ops.store.model import Actor


class HousedAccess(HousedPresence):
    """The half of the source that says who sits before it."""

    _feed: Feed | None
    choose_site: Callable[[dict[str, Site], Actor], Site] | None = None
    first_badge = ""

    def access(self) -> Access:
        """Say how one signs on here."""
        settings = quick(self._file)
        badge = self._actor.badge or self.first_badge
        by_pin = settings.sign_on == "pin"
        signed_on = self._actor.operator is not None
        return Access(by_pin, signed_on, badge, settings.lock_after.total_seconds())

    def sign_on(self, badge: str, pin: str, same: bool = False) -> SignedOn:
        """Hold badge and PIN against the store, and act as that operator from now on."""
        from sro_ops.access import pins, signing
        from sro_ops.store import sqlite_file

        wrong, before = pins.failures(badge), (self._actor, self._site)
        link = sqlite_file.connect(self._path, readonly=True)
        try:
            actor = signing.by_pin(link, badge, pin, quick_roles(self._file), self._actor.desk)
            if same and actor.operator != self._actor.operator:
                return SignedOn(False, f"{self._actor.name} has lines that are not saved yet")
            site = self._site
            if self.choose_site is not None:
                site = self.choose_site(known_sites(link), actor)
        except Refused as error:
            return SignedOn(False, error.what, pins.pause_left(badge))
        finally:
            link.close()
        changed = actor.operator != self._actor.operator
        with self._at_work:
            self._actor, self._site = actor, site
            if self._house is not None:
                self._house.actor, self._house.site = actor, site.code
            if changed and self._feed is not None:
                self._feed.stop()
                self._feed = None
        self._sits(before, pins.after_failures(wrong))
        return SignedOn(True, changed=changed)
