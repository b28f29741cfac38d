"""The part of the made-up source that speaks of plugins: none, unless a test puts some in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sro_ops.console.source.guests import Guest, Noted, PluginCard

LIMIT = 5


class FakeGuests:
    """Guests that a test brings; faults are counted, five switch a plugin off."""

    def __init__(self) -> None:
        self.brought: list[Guest] = []
        self.packages_of: dict[str, str] = {}
        self.noted: list[tuple[str, str, str]] = []
        self.cards: list[PluginCard] = []

    def guests(self) -> Sequence[Guest]:
        return self.brought

    def packages(self) -> Mapping[str, str]:
        return self.packages_of

    def note_fault(self, plugin: str, where: str, error: BaseException) -> Noted:
        self.noted.append((plugin, where, f"{type(error).__name__}: {error}"))
        count = sum(1 for one in self.noted if one[0] == plugin)
        return Noted(plugin, str(error), "/home/sro/logs/plugins.log", count >= LIMIT)

    def plugin_cards(self) -> Sequence[PluginCard]:
        return self.cards
