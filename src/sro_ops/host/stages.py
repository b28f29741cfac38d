"""One plugin's way through the stages of loading.

discovery, manifest and api are done without importing; then import, validate, migrate, configure,
activate. A plugin that fails leaves nothing behind: no hook of it is called, its modules and mapped
classes are gone, its verbs and other names are free again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pluggy

from sro_ops.errors import Refused, SroError
from sro_ops.host import hooks_of, modules, plugin_settings
from sro_ops.host.calls import HookCaller
from sro_ops.host.claims import Claims
from sro_ops.host.discovery import Found
from sro_ops.host.faults import FaultBook, reason_of
from sro_ops.host.manifest import Manifest
from sro_ops.host.mapped import check_mapped
from sro_ops.host.offers import Offers, collect
from sro_ops.host.plugin_host import ActivePlugin
from sro_ops.host.trust import distrusted

if TYPE_CHECKING:
    from pydantic import BaseModel

STAY_CLAIMED = ("record type", "prefix")
"""Kinds of names that a failed plugin keeps: the store may hold records that bear them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin whose declarations are in order, on its way to being active."""

    manifest: Manifest
    module: ModuleType
    offers: Offers


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all plugins share while they are loaded; see `sro_ops.host.load.LoadOptions`."""

    manager: pluggy.PluginManager
    caller: HookCaller
    claims: Claims
    faults: FaultBook
    words: Mapping[str, str]
    migrate: Callable[[Candidate], None] | None
    configure: Callable[[str, type[BaseModel]], BaseModel] | None


class Run:
    """One plugin's loading.

    Attributes:
        stage: the stage that it has come to.
        hooks: the hooks that it implements; none where it has failed.
        offers: what it declared; nothing where it has failed.
        result: the active plugin; None where it has failed.
    """

    def __init__(self, found: Found, around: Surroundings, taken: Refused | None) -> None:
        """Make ready to load.

        Args:
            found: the plugin.
            around: what all plugins share.
            taken: why its record types or prefixes are another's; None where they are its own.
        """
        self.stage = found.stage or "discovery"
        self.hooks: tuple[str, ...] = ()
        self.offers = Offers()
        self.result: ActivePlugin | None = None
        self._found = found
        self._around = around
        self._taken = taken
        self._settings: BaseModel | None = None

    def through(self) -> str:
        """Go through the stages; return why that failed, or nothing."""
        if self._found.problem or self._found.manifest is None:
            return self._found.problem
        try:
            with modules.undone_on_failure(self._found.module):
                self._go(self._found.manifest)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            self._undo()
            if isinstance(error, SroError):
                return str(error)
            self._around.faults.add(self._found.name, f"stage {self.stage}", error)
            return reason_of(error)
        return ""

    def _go(self, manifest: Manifest) -> None:
        self._check_trust()
        self.stage = "import"
        module = modules.import_plugin(self._found)
        self.stage = "validate"
        self._validate(manifest, module)
        self.stage = "migrate"
        if self._around.migrate is not None and self.offers.record_types:
            self._around.migrate(Candidate(manifest, module, self.offers))
        self.stage = "configure"
        self._configure(manifest)
        self.stage = "activate"
        self.result = ActivePlugin(manifest, module, self.offers, self._settings)

    def _check_trust(self) -> None:
        if self._found.kind != "folder":
            return
        holder = Path(self._found.holder) if self._found.holder else None
        if complaint := distrusted(Path(self._found.folder), holder):
            raise Refused(complaint)

    def _validate(self, manifest: Manifest, module: ModuleType) -> None:
        if self._taken is not None:
            raise self._taken
        around = self._around
        specs = hooks_of.own_specs(module, manifest.name)
        self.hooks = hooks_of.check(module, around.manager)
        around.manager.register(module, manifest.name)
        if specs:
            around.manager.add_hookspecs(module)
        check_mapped()
        self.offers = collect(manifest, self._declared, around.claims, around.words)

    def _declared(self, hook: str) -> list[Any]:
        value = self._answer(hook)
        if value is None and hook not in self.hooks:
            return []
        if not isinstance(value, list | tuple):
            raise TypeError(f"{hook} should return a list, not {type(value).__name__}")
        return list(value)

    def _answer(self, hook: str) -> Any:
        """Return what the plugin's own implementation of a hook returns; None if it has none."""
        for answer in self._around.caller.call_each(hook, {}, only=self._found.name):
            if answer.fault is not None:
                raise Refused(f"{hook} raised {answer.fault.reason}")
            return answer.value
        return None

    def _configure(self, manifest: Manifest) -> None:
        has_hook = "sro_settings" in self.hooks
        if manifest.settings is not None and not has_hook:
            raise Refused("plugin.toml names settings, but there is no sro_settings")
        if not has_hook:
            return
        if manifest.settings is None:
            todo = f'Write settings = "{manifest.name}"'
            raise Refused("there is sro_settings, but plugin.toml names no settings", "", todo)
        model = self._answer("sro_settings")
        self._settings = self._validated(manifest.settings, model)
        plugin_settings.keep(self._settings)

    def _validated(self, table: str, model: Any) -> BaseModel:
        from pydantic import BaseModel

        if not (isinstance(model, type) and issubclass(model, BaseModel)):
            raise TypeError("sro_settings should return a pydantic model class")
        configure = self._around.configure
        return configure(table, model) if configure is not None else model()

    def _undo(self) -> None:
        name = self._found.name
        if self._around.manager.has_plugin(name):
            self._around.manager.unregister(name=name)
        self._around.claims.release(name, kept=STAY_CLAIMED)
        if self._settings is not None:
            plugin_settings.drop(self._settings)
        self.offers, self.hooks = Offers(), ()
