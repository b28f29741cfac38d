"""The services of plugins: each in a thread of its own, for as long as a desk is open.

One that raises is noted and begun again after a pause, until its plugin is switched off. A service
acts as its desk: it sees and does what belongs to its plugin, at the desk's own site, and no more.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

from sro_ops.host.context import Context
from sro_ops.store.model import Actor, Scope

if TYPE_CHECKING:
    from sro_ops.host.contributions import ServiceContribution
    from sro_ops.host.house import House
    from sro_ops.host.plugin_host import From

PAUSES: Sequence[float] = (1, 4, 16, 60)
"""Seconds before a service is begun again after its first fault, its second …"""

PATIENCE = 5.0
"""Seconds that services have to end when the desk closes."""


def desk_context(house: House, plugin: str) -> Context:
    """Return what a plugin's service works in.

    The desk is the actor. It holds every permission below the plugin's name, and sees general
    records and those of the classes of the plugin's own types, sealed ones not.
    """
    own = {kind.record_class for kind in house.store.kinds.values() if kind.plugin == plugin}
    scope = Scope(frozenset({house.site}), frozenset({"general", *own}))
    actor = Actor(house.desk.id, scope, permissions=(f"{plugin}.*",))
    return Context(
        plugin, house.store, actor, house.site, house.places, house.plugins, house.read_line
    )


@contextmanager
def serving(house: House) -> Iterator[None]:
    """Run every service of an open house's plugins until the block is left.

    One that does not end within `PATIENCE` is noted and left behind.
    """
    stop = threading.Event()
    running = [
        (one, threading.Thread(target=_run, args=(house, one, stop), daemon=True))
        for one in house.plugins.offered("services")
    ]
    for _, thread in running:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        end = monotonic() + PATIENCE
        for one, thread in running:
            thread.join(max(0.0, end - monotonic()))
            if thread.is_alive():
                late = TimeoutError("it goes on although it was told to stop")
                house.plugins.fault(one.plugin, f"service {one.value.name}", late)


def _run(house: House, one: From[ServiceContribution], stop: threading.Event) -> None:
    """Run a service, and again after a fault, until it ends or its plugin is switched off."""
    context, pauses = desk_context(house, one.plugin), iter(PAUSES)
    while not stop.is_set():
        try:
            one.value.run(context, stop)
            return
        except BaseException as error:
            house.plugins.fault(one.plugin, f"service {one.value.name}", error)
        if house.plugins.switched_off(one.plugin):
            return
        stop.wait(next(pauses, PAUSES[-1]))
