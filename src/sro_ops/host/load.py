"""Loading: every plugin through the same stages, and whatever fails costs that plugin alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

import pluggy

from sro_ops.errors import Refused
from sro_ops.host import hookspecs
from sro_ops.host.calls import HookCaller
from sro_ops.host.catalog import blocked
from sro_ops.host.claims import Claims
from sro_ops.host.discovery import Found
from sro_ops.host.faults import FaultBook
from sro_ops.host.markers import PROJECT
from sro_ops.host.plugin_host import PluginHost
from sro_ops.host.stages import Candidate, Run, Surroundings
from sro_ops.host.status import PluginStatus, State

if TYPE_CHECKING:
    from pydantic import BaseModel

HOST_NAMES: Mapping[str, Collection[str]] = {
    "record type": ("core.note",),
    "prefix": ("N",),
    "verb": ("note",),
}
"""Names that are the host's own, by kind."""


@dataclass(frozen=True)
class LoadOptions:
    """How plugins are loaded.

    Attributes:
        disabled: names that the settings leave out.
        safe_mode: whether only our own are loaded.
        words: the site's verbs (`[verbs]`), word to verb or record type.
        commands: the host's own shell commands, which no plugin may take.
        migrate: brings a candidate's tables up to date; raises to fail it. None has no store.
        configure: returns a plugin's table validated by its schema; None has no settings file.
        faults: counts and keeps what goes wrong.
    """

    disabled: Collection[str] = ()
    safe_mode: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    commands: Collection[str] = ()
    migrate: Callable[[Candidate], None] | None = None
    configure: Callable[[str, type[BaseModel]], BaseModel] | None = None
    faults: FaultBook = field(default_factory=FaultBook)


def load_plugins(found: Sequence[Found], options: LoadOptions | None = None) -> PluginHost:
    """Load plugins in the order given, and return the host that holds them.

    Whatever a plugin raises marks that plugin as failed and is never raised from here. Two kinds of
    name stay claimed by plugins that are disabled or have failed, record types and prefixes: the
    store may hold records that bear them.

    Args:
        found: from `sro_ops.host.catalog.plugins` or `sro_ops.host.discovery.find`.
        options: how.
    """
    how = options or LoadOptions()
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hookspecs)
    around = Surroundings(
        manager=manager,
        caller=HookCaller(manager, how.faults),
        claims=Claims({**HOST_NAMES, "command": how.commands}),
        faults=how.faults,
        words=how.words,
        migrate=how.migrate,
        configure=how.configure,
    )
    host = PluginHost(around.caller, how.faults)
    refused = {one.folder: _claim(one, around.claims) for one in found}
    for one in found:
        why_not = blocked(one, how.disabled, how.safe_mode)
        _load(one, around, host, why_not, refused[one.folder])
    return host


def _claim(found: Found, claims: Claims) -> Refused | None:
    """Take a plugin's record types and prefixes; return why they are another's."""
    if found.manifest is None or found.problem:
        return None
    try:
        claims.take("record type", found.manifest.types, found.name)
        claims.take("prefix", found.manifest.types.values(), found.name)
    except Refused as error:
        return error
    return None


def _load(
    found: Found, around: Surroundings, host: PluginHost, why_not: str, taken: Refused | None
) -> None:
    started = perf_counter()
    run = Run(found, around, taken)
    state: State = "active"
    if why_not:
        state, stage, reason = "disabled", "", why_not
    else:
        reason = run.through()
        state, stage = ("failed", run.stage) if reason else ("active", run.stage)
    manifest = found.manifest
    status = PluginStatus(
        name=found.name,
        version=manifest.version if manifest else "",
        source=found.source,
        state=state,
        stage=stage,
        reason=reason,
        seconds=perf_counter() - started,
        summary=manifest.summary if manifest else "",
        hooks=run.hooks,
        offers=run.offers.names(),
    )
    host.add(status, run.result)
