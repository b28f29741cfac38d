"""The screens that plugins bring, as the house has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sro_ops.console.housed.part import HousedTopic
from sro_ops.console.source.screens import ScreenOffer
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence


class HousedScreens(HousedTopic):
    """The screens of the loaded plugins."""

    def offers(self) -> Sequence[ScreenOffer]:
        """Return the screens that there are."""
        return [
            ScreenOffer(one.value.name, one.value.title, one.plugin, one.value.help)
            for one in self._house().plugins.offered("screens")
        ]

    def context(self, plugin: str) -> Any:
        """Return what a plugin works in for who acts here."""
        return self._house().lend(plugin)

    def load(self, name: str) -> type[Any]:
        """Import a screen."""
        from textual.screen import Screen

        plugins = self._house().plugins
        for one in plugins.offered("screens"):
            if one.value.name != name:
                continue
            try:
                found = one.value.load()
                if not (isinstance(found, type) and issubclass(found, Screen)):
                    raise TypeError(f"screen {name} should be a subclass of Screen, not {found!r}")
            except Exception as error:
                plugins.fault(one.plugin, f"screen {name}", error)
                raise Refused(f"{one.plugin} could not bring this screen: {error}") from error
            return found
        raise Refused(f'no screen "{name}"')
