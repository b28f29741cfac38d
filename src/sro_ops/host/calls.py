"""Calls of hooks: every implementation by itself, in a box.

A plugin that raises, ends the interpreter or answers with the wrong shape costs its own answer and
nothing else. What cannot be boxed in: a call that never returns, `os._exit`, a native crash.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import Any

import pluggy

from sro_ops.errors import Refused
from sro_ops.host.faults import Fault, FaultBook

Check = Callable[[Any], Any]
"""Returns an answer as it is to be used, or raises TypeError for a wrong one."""

Lend = Callable[[str], Any]
"""Returns what the plugin of that name works in: its `sro_ops.Context`."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one implementation of a hook came to.

    Attributes:
        plugin: whose it is.
        value: what it returned; None where it failed.
        fault: what went wrong; None where nothing did.
        veto: the refusal that it raised, where the hook may refuse. No fault.
        seconds: how long it took.
    """

    plugin: str
    value: Any
    fault: Fault | None = None
    veto: Refused | None = None
    seconds: float = 0.0


@dataclass(slots=True)
class Timing:
    """What one plugin's implementation of one hook has cost in this run, in seconds."""

    calls: int = 0
    faults: int = 0
    seconds: float = 0.0
    longest: float = 0.0


class HookCaller:
    """Calls hooks of registered plugins, one implementation after the other."""

    def __init__(self, manager: pluggy.PluginManager, faults: FaultBook) -> None:
        self._manager = manager
        self._faults = faults
        self._timings: dict[tuple[str, str], Timing] = {}
        self._lock = threading.Lock()

    def call_each(
        self,
        hook: str,
        arguments: Mapping[str, Any],
        *,
        only: str | None = None,
        check: Check | None = None,
        may_refuse: bool = False,
        lend: Lend | None = None,
    ) -> list[Answer]:
        """Call every implementation of a hook and return what each came to.

        The order is pluggy's: last registered first, `tryfirst` and `trylast` heeded. Plugins that
        have had too many faults are passed over. A generator is run to its end within the box.

        Args:
            hook: the hook's name.
            arguments: the hook's arguments, all of them.
            only: the one plugin to ask; None asks all.
            check: holds each answer against the hook's shape.
            may_refuse: whether `Refused` is an answer (a veto) and no fault.
            lend: gives each plugin its own `context`, one more argument.
        """
        return [
            self._call(
                implementation, hook, check, may_refuse,
                _with_context(arguments, implementation.plugin_name, lend),
            )
            for implementation in self._implementations(hook)
            if only in (None, implementation.plugin_name)
            and not self._faults.too_many(implementation.plugin_name)
        ]  # fmt: skip

    def takes(self, hook: str) -> tuple[str, ...] | None:
        """Return the arguments of a hook; None where nobody has specified it."""
        caller = getattr(self._manager.hook, hook, None)
        spec = caller.spec if isinstance(caller, pluggy.HookCaller) else None
        return None if spec is None else tuple(spec.argnames)

    def timings(self) -> dict[tuple[str, str], Timing]:
        """Return what each (plugin, hook) has cost so far."""
        with self._lock:
            return dict(self._timings)

    def _implementations(self, hook: str) -> list[pluggy.HookImpl]:
        caller = getattr(self._manager.hook, hook, None)
        return list(reversed(caller.get_hookimpls())) if caller is not None else []

    def _call(
        self,
        implementation: pluggy.HookImpl,
        hook: str,
        check: Check | None,
        may_refuse: bool,
        arguments: Mapping[str, Any],
    ) -> Answer:
        plugin = implementation.plugin_name
        started = perf_counter()
        value, fault, veto = None, None, None
        try:
            value = implementation.function(*[arguments[n] for n in implementation.argnames])
            if isinstance(value, Iterator):
                value = list(value)
            if check is not None:
                value = check(value)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            value = None
            if may_refuse and isinstance(error, Refused):
                veto = error
            else:
                fault = self._faults.add(plugin, hook, error)
        seconds = perf_counter() - started
        self._time(plugin, hook, seconds, fault is not None)
        return Answer(plugin, value, fault, veto, seconds)

    def _time(self, plugin: str, hook: str, seconds: float, failed: bool) -> None:
        with self._lock:
            timing = self._timings.setdefault((plugin, hook), Timing())
            timing.calls += 1
            timing.faults += failed
            timing.seconds += seconds
            timing.longest = max(timing.longest, seconds)


def _with_context(
    arguments: Mapping[str, Any], plugin: str, lend: Lend | None
) -> Mapping[str, Any]:
    return arguments if lend is None else {**arguments, "context": lend(plugin)}
