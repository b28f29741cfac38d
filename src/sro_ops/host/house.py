"""The house, open: settings, store, plugins, this desk, and who is acting.

Both faces stand on it: a shell command opens it for one answer, the console for a shift.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from sro_ops.errors import Refused
from sro_ops.host.context import Context
from sro_ops.host.plugin_host import PluginHost
from sro_ops.host.standpoint import Standpoint
from sro_ops.records.entry import Bell, Entry, EntryContext, Places, parse
from sro_ops.records.note import NOTE
from sro_ops.records.verbs import Verb
from sro_ops.settings.roles import SHIPPED
from sro_ops.settings.schema import Settings
from sro_ops.settings.source import SettingsFile
from sro_ops.store.desk import Desk
from sro_ops.store.model import Actor
from sro_ops.store.store import Store


@dataclass
class House(Standpoint):
    """What is open.

    `actor` is this desk alone until somebody has signed on. `alarm` says that a chain is shorter
    than this desk has seen it, or ends otherwise: lines were lost or the store was swapped.
    """

    file: SettingsFile
    settings: Settings
    store: Store
    plugins: PluginHost
    desk: Desk
    actor: Actor
    site: str
    site_given: bool
    places: Places = field(default_factory=Places)
    bells: Sequence[Bell] = ()
    alarm: str | None = None

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Every role and what it allows."""
        return roles_of(self.settings)

    @property
    def verbs(self) -> dict[str, Verb]:
        """Every verb by its word, the host's own first."""
        return {NOTE.word: NOTE, **self.plugins.verbs}

    def context(self) -> EntryContext:
        """Return what a typed line is read against."""
        return EntryContext(
            now=self.now(),
            verbs=self.verbs,
            aliases=self.settings.verbs,
            places=self.places,
            bells=self.bells,
            clock=self.settings.console.clock,
        )

    def lend(self, plugin: str) -> Context:
        """Return what a plugin works in for whoever is acting."""
        return Context(
            plugin, self.store, self.actor, self.site, self.places, self.plugins, self.read_line
        )

    def read_again(self, text: str, number: str, site: str) -> Entry:
        """Return a line that is typed again to correct a record: ``-20m`` counts as it did then."""
        with self.store.read(self.actor) as session:
            then = session.find(number, site).recorded_at
        context = self.context()
        return parse(text, replace(context, now=then.astimezone(context.now.tzinfo)))

    def read_line(self, text: str, when: str | None = None, place: str | None = None) -> Entry:
        """Return a typed line as understood; `when` and `place` come from options.

        Raises:
            Refused: for a time or a place of an option that is not understood.
        """
        context = self.context()
        entry = parse(text, context)
        if when is not None:
            timed = parse(when, context)
            if not timed.stated or timed.text:
                raise Refused(f'"{when}" is no time', "--at", "Write 11:42, -20m or yest 14:40")
            entry = replace(
                entry, stated=True, occurred_from=timed.occurred_from, occurred_to=timed.occurred_to
            )
        if place is not None:
            entry = replace(entry, place=self.place(self.place_code(place)))
        return entry


def roles_of(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return every role, shipped and from the settings, with its permissions."""
    names = sorted({*SHIPPED, *settings.roles})
    return {name: tuple(settings.permissions(name) or ()) for name in names}
