"""The host: the one object through which the faces reach plugins."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sro_ops.errors import Refused
from sro_ops.host.calls import Check, HookCaller, Lend, Timing
from sro_ops.host.faults import Fault, FaultBook
from sro_ops.host.hooks_of import START
from sro_ops.host.manifest import Manifest
from sro_ops.host.offers import Offers
from sro_ops.host.replies import Deadline, DemoEntry, HeaderFact, ScanMatch
from sro_ops.host.status import WORDS, PluginStatus

if TYPE_CHECKING:
    from pydantic import BaseModel

    from sro_ops.records.record import Record
    from sro_ops.records.verbs import Verb
    from sro_ops.store.model import Actor, Line

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class ActivePlugin:
    """A plugin that has passed every stage."""

    manifest: Manifest
    module: ModuleType
    offers: Offers
    settings: BaseModel | None


@dataclass(frozen=True, slots=True)
class From(Generic[Shape]):
    """Something, and the plugin that it is from."""

    plugin: str
    value: Shape


class PluginHost:
    """The loaded plugins: what they declared, and the calls into them.

    Its calls never raise what a plugin raises, and may be made from any thread.
    """

    def __init__(self, caller: HookCaller, faults: FaultBook) -> None:
        self._caller = caller
        self._faults = faults
        self._statuses: list[PluginStatus] = []
        self.plugins: list[ActivePlugin] = []

    def add(self, status: PluginStatus, plugin: ActivePlugin | None) -> None:
        """Take in how a plugin's loading ended; `plugin` where it is active."""
        self._statuses.append(status)
        if plugin is not None:
            self.plugins.append(plugin)

    def statuses(self) -> list[PluginStatus]:
        """Return how every plugin stands now, in the order of loading."""
        return [self._now(status) for status in self._statuses]

    def _now(self, status: PluginStatus) -> PluginStatus:
        status = replace(status, faults=self._faults.count(status.name))
        last = self._faults.last(status.name)
        if status.state != "active" or last is None or not self._faults.too_many(status.name):
            return status
        reason = f"{WORDS['quarantined']}; the last was in {last.where}: {last.reason}"
        return replace(status, state="quarantined", reason=reason)

    @property
    def record_types(self) -> list[type[Record]]:
        """The record types of all plugins."""
        return [cls for plugin in self.plugins for cls in plugin.offers.record_types]

    @property
    def verbs(self) -> dict[str, Verb]:
        """The verbs of all plugins, by their words."""
        return {verb.word: verb for plugin in self.plugins for verb in plugin.offers.verbs}

    def offered(self, kind: str) -> list[From[Any]]:
        """Return what plugins declared of one kind: ``panels``, ``screens``, ``reports`` …"""
        return [
            From(plugin.manifest.name, offer)
            for plugin in self.plugins
            for offer in getattr(plugin.offers, kind)
        ]

    def scan(self, code: str, lend: Lend) -> list[From[ScanMatch]]:
        """Return what a scanned code stands for: none, one, or by mistake several.

        Args:
            code: what the scanner sent.
            lend: gives each plugin what it works in.
        """
        answers = self._caller.call_each(
            "sro_scan", {"code": code}, check=_one(ScanMatch), lend=lend
        )
        return [From(a.plugin, a.value) for a in answers if a.value is not None]

    def deadlines(
        self, session: Any, now: datetime, zones: Mapping[str, str] | None = None
    ) -> list[From[Deadline]]:
        """Return what is due, soonest first.

        Args:
            session: a guarded session for reading, with the rights of who asks.
            now: aware.
            zones: the time zone of each site.
        """
        return self.due(session, now, zones)[0]

    def due(
        self, session: Any, now: datetime, zones: Mapping[str, str] | None = None
    ) -> tuple[list[From[Deadline]], list[Fault]]:
        """Return what is due, soonest first, and what went wrong where a plugin cannot say it."""
        asked = {"session": session, "now": now, "zones": zones or {}}
        answers = self._caller.call_each("sro_deadlines", asked, check=_many(Deadline))
        found = [From(a.plugin, one) for a in answers for one in a.value or ()]
        faults = [a.fault for a in answers if a.fault is not None]
        return sorted(found, key=lambda one: one.value.due), faults

    def header(self, session: Any, site: str, now: datetime) -> list[From[HeaderFact]]:
        """Return what stands in the first row of every screen.

        Args:
            session: a guarded session for reading, with the rights of who asks.
            site: the code of the Desk's site.
            now: aware, in the site's zone.
        """
        asked = {"session": session, "site": site, "now": now}
        answers = self._caller.call_each("sro_header", asked, check=_many(HeaderFact))
        return [From(a.plugin, one) for a in answers for one in a.value or ()]

    def vetoes(
        self, record: Record, changes: Mapping[str, Any], verb: str, actor: Actor
    ) -> list[From[Refused]]:
        """Ask whether a record may be saved; return the refusals. A fault is no refusal."""
        asked = {"record": record, "changes": changes, "verb": verb, "actor": actor}
        answers = self._caller.call_each("sro_before_save", asked, may_refuse=True)
        return [From(a.plugin, a.veto) for a in answers if a.veto is not None]

    def after_commit(self, lines: Sequence[Line]) -> None:
        """Tell plugins what was committed at this desk."""
        self._caller.call_each("sro_after_commit", {"lines": tuple(lines)})

    def demo_day(self, day: date, seed: int, front: bool = True) -> list[From[DemoEntry]]:
        """Return what happens on a day of the demo, in order; `front` is the one looked at."""
        asked = {"day": day, "seed": seed, "front": front}
        answers = self._caller.call_each("sro_demo_day", asked, check=_many(DemoEntry))
        found = [From(a.plugin, one) for a in answers for one in a.value or ()]
        return sorted(found, key=lambda one: (one.value.at, one.plugin))

    def ask(
        self,
        plugin: str,
        hook: str,
        arguments: Mapping[str, Any],
        lend: Lend,
        check: Check | None = None,
    ) -> list[From[Any]]:
        """Ask a hook that a plugin added; see `sro_ops.host.context.Context.ask`."""
        takes = self._caller.takes(hook)
        if takes is None or not hook.startswith(f"{START}{plugin}_"):
            raise Refused(f"{plugin} has no hook {hook}", todo="Declare it with @hookspec")
        wanted = [name for name in takes if name != "context"]
        if set(arguments) != set(wanted):
            raise TypeError(f"{hook} takes {', '.join(wanted) or 'nothing'}")
        answers = self._caller.call_each(hook, arguments, check=check, lend=lend)
        return [From(a.plugin, a.value) for a in answers if a.value is not None]

    def fault(self, plugin: str, where: str, error: BaseException) -> None:
        """Note a fault of a plugin outside a hook: in a screen, a service, a command."""
        self._faults.add(plugin, where, error)

    def switched_off(self, plugin: str) -> bool:
        """Say whether a plugin has had too many faults in this run."""
        return self._faults.too_many(plugin)

    def recent(self, plugin: str) -> list[str]:
        """Return a plugin's last faults in words, the newest first: ``sro_scan: KeyError: 'x'``."""
        return [f"{one.where}: {one.reason}" for one in self._faults.recent(plugin)]

    def timings(self) -> dict[tuple[str, str], Timing]:
        """Return what each (plugin, hook) has cost in this run."""
        return self._caller.timings()


def _one(shape: type[Shape]) -> Callable[[Any], Shape | None]:
    def check(value: Any) -> Shape | None:
        if value is None or isinstance(value, shape):
            return value
        raise TypeError(f"should return a {shape.__name__} or None, not {type(value).__name__}")

    return check


def _many(shape: type[Shape]) -> Callable[[Any], list[Shape]]:
    def check(value: Any) -> list[Shape]:
        if not isinstance(value, list | tuple):
            raise TypeError(f"should return a list, not {type(value).__name__}")
        for one in value:
            if not isinstance(one, shape):
                raise TypeError(f"should return {shape.__name__} objects, not {type(one).__name__}")
        return list(value)

    return check
