"""Where the store calls the plugins: the veto before a save, the reaction after a commit."""

from __future__ import annotations

from collections.abc import Sequence

from sro_ops.host.plugin_host import PluginHost
from sro_ops.records.record import Record
from sro_ops.store.changes import Ledger
from sro_ops.store.journal import Written
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_ops.store.store import Store

_EVERYTHING = Scope(None, frozenset(CLASSES), sealed=True)


def wire(store: Store, plugins: PluginHost) -> None:
    """Let `plugins` veto and react; asked only where one of them does."""
    hooks = {hook for status in plugins.statuses() for hook in status.hooks}
    if "sro_before_save" in hooks:
        store.checks.append(lambda ledger: _veto(ledger, plugins))
    if "sro_after_commit" in hooks:
        store.reactions.append(lambda actor, written: _react(store, plugins, actor, written))


def _veto(ledger: Ledger, plugins: PluginHost) -> None:
    for entry in ledger.entries():
        if not isinstance(entry.record, Record):
            continue
        changes = {name: pair[1] for name, pair in entry.changes.items()}
        for veto in plugins.vetoes(entry.record, changes, entry.told, ledger.actor):
            raise veto.value


def _react(store: Store, plugins: PluginHost, actor: Actor, written: Sequence[Written]) -> None:
    if not written:
        return
    with store.journal(_EVERYTHING) as journal:
        lines = journal.since(written[0].pos - 1, len(written), desk_view=False)
    plugins.after_commit(lines)
