"""What the console asks about plugins: screens and panels, how they stand, what went wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Guest:
    """A screen or a panel that a plugin brings.

    Attributes:
        plugin: whose it is.
        kind: ``screen`` or ``panel``.
        name: a screen's own name; a panel's title.
        title: what a person reads.
        load: imports and returns its class; called off the screen's thread.
        help: one sentence; empty for none.
        order: panels stand in this order.
    """

    plugin: str
    kind: str
    name: str
    title: str
    load: Callable[[], type[Any]]
    help: str = ""
    order: int = 50


@dataclass(frozen=True, slots=True)
class Noted:
    """A fault as it was noted.

    Attributes:
        plugin: whose it is.
        reason: why, in one line: ``ValueError: no hall``.
        log: the file that holds the traceback.
        off: whether the plugin has had as many faults as switch it off.
    """

    plugin: str
    reason: str
    log: str
    off: bool = False


@dataclass(frozen=True, slots=True)
class HookTime:
    """What a plugin's implementation of one hook has cost since the desk was opened."""

    hook: str
    calls: int
    faults: int
    seconds: float
    longest: float


@dataclass(frozen=True, slots=True)
class PluginCard:
    """How one plugin stands, for the Plugins screen; `state` is in words that people read."""

    name: str
    version: str
    source: str
    state: str
    well: bool
    summary: str = ""
    reason: str = ""
    stage: str = ""
    seconds: float = 0.0
    faults: int = 0
    offers: Mapping[str, Sequence[str]] | None = None
    times: Sequence[HookTime] = ()
    recent: Sequence[str] = ()
    log: str = ""


class GuestSource(Protocol):
    """The part of the Desk's source that speaks of plugins. All of it after `load`."""

    def guests(self) -> Sequence[Guest]:
        """Return the screens and panels of active plugins; quick."""
        ...

    def packages(self) -> Mapping[str, str]:
        """Return the plugin of every package that plugins were loaded from; quick."""
        ...

    def note_fault(self, plugin: str, where: str, error: BaseException) -> Noted:
        """Count a fault of a plugin's on the screen and keep its traceback; in a worker."""
        ...

    def plugin_cards(self) -> Sequence[PluginCard]:
        """Return how every plugin stands; in a worker."""
        ...
