"""What a plugin works in: who acts, at which site, the guarded store, and hooks of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused
from sro_ops.host.standpoint import Standpoint
from sro_ops.records.entry import Entry, Places

if TYPE_CHECKING:
    from sro_ops.host.plugin_host import From, PluginHost
    from sro_ops.records.saving import Saved
    from sro_ops.store.entities import CoreRecord
    from sro_ops.store.journal import Written
    from sro_ops.store.model import Actor
    from sro_ops.store.session import ReadSession, WriteSession
    from sro_ops.store.store import Store


@dataclass(frozen=True)
class Context(Standpoint):
    """What a plugin's command, service or scan handler works in.

    Attributes:
        plugin: the plugin's own name.
        actor: who acts: the operator who asked, or for a service this desk.
        site: the code of the site; empty where there are several and none was named.
        zone: the time zone of the site: ``America/Chicago``.
        places: the places of the site.
        plugins: the loaded plugins.
        reading: understands a typed line, and the time of an option.
    """

    plugin: str
    store: Store = field(repr=False)
    actor: Actor
    site: str
    places: Places = field(default_factory=Places, repr=False)
    plugins: PluginHost | None = field(default=None, repr=False)
    reading: Callable[[str, str | None], Entry] | None = field(default=None, repr=False)

    def read(self) -> AbstractContextManager[ReadSession]:
        """Open a guarded session that reads what the actor may see, from one moment."""
        return self.store.read(self.actor)

    def write(self) -> AbstractContextManager[WriteSession]:
        """Open a guarded session; leaving the block without an error keeps all of it, durably.

        Raises:
            Refused: a rule or a permission said no, or somebody changed a record meanwhile.
            Unreachable: the store cannot be written now. Nothing is half kept.
        """
        return self.store.write(self.actor, self.site)

    def enter(self, line: str, at: str | None = None, again: bool = False) -> Saved:
        """Keep a line as the entry line would, but refuse what its verb does not take.

        Args:
            line: what somebody types: ``on relieves nobody, keys 4``.
            at: when it happened, as typed: ``07:31``; else what the line says, or now.
            again: keep it even if the same was kept a moment ago.

        Returns:
            What was kept: its `number`, `id`, `type`, `summary`, `at` (UTC text) and `state`.

        Raises:
            Refused: the verb says no, or a time or a right is missing.
            Unreachable: as `write`.
        """
        from sro_ops.records.saving import save_entry

        if self.reading is None:
            raise Refused("typed lines are not read here")
        entry = self.reading(line, at)
        return save_entry(self.store, self.actor, entry, self.site, again, strict=True)

    def moment(self, text: str) -> datetime:
        """Return the moment that somebody typed: ``07:31``, ``-20m``, ``yest 15:32``; aware.

        Raises:
            Refused: it is no time.
        """
        if self.reading is None:
            raise Refused("typed times are not read here")
        return self.reading("note", text).occurred_from

    def add_many(self, records: Iterable[CoreRecord]) -> list[Written]:
        """Keep many new records in one transaction: the same rules, numbers and lines, faster.

        Raises:
            Refused, Unreachable: as `write`; then none of them is kept.
        """
        return self.store.add_many(self.actor, records, self.site)

    def ask(
        self, hook: str, /, check: Callable[[Any], Any] | None = None, **arguments: Any
    ) -> list[From[Any]]:
        """Ask a hook of the plugin's own: every implementation by itself, in a box.

        Args:
            hook: its name; it begins with ``sro_`` and the plugin's name.
            check: returns an answer as it is to be used, or raises TypeError for a wrong one.
            arguments: the hook's arguments, but for `context`, which each plugin gets of its own.

        Returns:
            What was answered, each with its `plugin` and its `value`; None is no answer, and who
            failed has none.

        Raises:
            Refused: this plugin has no such hook.
            TypeError: the arguments are not the hook's.
        """
        if self.plugins is None:
            return []
        return self.plugins.ask(self.plugin, hook, arguments, self.lend, check)

    def lend(self, plugin: str) -> Context:
        """Return the same for another plugin."""
        return replace(self, plugin=plugin)
