"""Plugins as the console sees them, on a loaded host."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from sro_ops.console.source.guests import Guest, HookTime, Noted, PluginCard

if TYPE_CHECKING:
    from sro_ops.host.plugin_host import PluginHost
    from sro_ops.host.status import PluginStatus


class HousedGuests:
    """The half of the source that speaks of plugins; there are none before `load`."""

    plugins: PluginHost | None = None

    def guests(self) -> Sequence[Guest]:
        """Return the screens, and the panels that are widgets, of plugins that are on."""
        if self.plugins is None:
            return []
        off = {card.name for card in self.plugins.statuses() if card.state != "active"}
        screens = [
            Guest(one.plugin, "screen", one.value.name, one.value.title, one.value.load,
                  one.value.help)
            for one in self.plugins.offered("screens") if one.plugin not in off
        ]  # fmt: skip
        panels = [
            Guest(one.plugin, "panel", one.value.title, one.value.title, one.value.load,
                  order=one.value.order)
            for one in self.plugins.offered("panels")
            if one.plugin not in off and one.value.load is not None
        ]  # fmt: skip
        return [*screens, *sorted(panels, key=lambda one: (one.order, one.title))]

    def packages(self) -> Mapping[str, str]:
        """Return the plugin of every package."""
        plugins = self.plugins.plugins if self.plugins is not None else []
        return {one.module.__name__: one.manifest.name for one in plugins}

    def note_fault(self, plugin: str, where: str, error: BaseException) -> Noted:
        """Count a fault and keep its traceback."""
        from sro_ops.host.faults import log_path, reason_of

        off = False
        if self.plugins is not None:
            self.plugins.fault(plugin, where, error)
            off = any(
                one.name == plugin and one.state == "quarantined" for one in self.plugins.statuses()
            )
        return Noted(plugin, reason_of(error), str(log_path()), off)

    def plugin_cards(self) -> Sequence[PluginCard]:
        """Return how every plugin stands."""
        if self.plugins is None:
            return []
        times = self.plugins.timings()
        return [
            _card(status, [
                HookTime(hook, one.calls, one.faults, one.seconds, one.longest)
                for (plugin, hook), one in sorted(times.items()) if plugin == status.name
            ], self.plugins.recent(status.name))
            for status in self.plugins.statuses()
        ]  # fmt: skip


def _card(status: PluginStatus, times: Sequence[HookTime], recent: Sequence[str]) -> PluginCard:
    from sro_ops.host.faults import log_path
    from sro_ops.host.status import WORDS

    return PluginCard(
        name=status.name,
        version=status.version,
        source=status.source,
        state=WORDS[status.state],
        well=status.state == "active",
        summary=status.summary,
        reason=status.reason,
        stage=status.stage if status.state == "failed" else "",
        seconds=status.seconds,
        faults=status.faults,
        offers=status.offers,
        times=times,
        recent=recent,
        log=str(log_path()),
    )
