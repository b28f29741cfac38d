"""The topics that are asked about once the store is open, each imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.console.housed.forms import HousedForms
    from sro_ops.console.housed.operators import HousedOperators
    from sro_ops.console.housed.paper import HousedPaper
    from sro_ops.console.housed.records import HousedRecords
    from sro_ops.console.housed.screens import HousedScreens
    from sro_ops.host.house import House


class HousedTopics:
    """The part of the source that hands out its topics: the first paint needs none of them."""

    @property
    def _open(self) -> House:
        """Return the house; refused while it loads."""
        raise NotImplementedError

    @property
    def forms(self) -> HousedForms:
        """Forms of records."""
        from sro_ops.console.housed.forms import HousedForms

        return HousedForms(lambda: self._open)

    @property
    def operators(self) -> HousedOperators:
        """Who may sign on."""
        from sro_ops.console.housed.operators import HousedOperators

        return HousedOperators(lambda: self._open)

    @property
    def records(self) -> HousedRecords:
        """Lists of records, and what is done to one."""
        from sro_ops.console.housed.records import HousedRecords

        return HousedRecords(lambda: self._open)

    @property
    def papers(self) -> HousedPaper:
        """How pages leave the console."""
        from sro_ops.console.housed.paper import HousedPaper

        return HousedPaper(lambda: self._open)

    @property
    def screens(self) -> HousedScreens:
        """The screens that plugins bring."""
        from sro_ops.console.housed.screens import HousedScreens

        return HousedScreens(lambda: self._open)
