"""The day in front, while somebody looks: the other desks of the school type on, by one clock."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sro_ops.clock import RunningClock
from sro_ops.demo.people import Staff, has_more
from sro_ops.demo.plan import Plan
from sro_ops.demo.playing import Doing, still_to_come
from sro_ops.errors import SroError
from sro_ops.host.house import House
from sro_ops.records.entry import parse
from sro_ops.records.saving import save_entry
from sro_ops.store.store import Store

PATIENCE = 2.0
"""Seconds for which closing waits for a line that is being kept."""

_SHORTEST = 0.02
"""Seconds of the shortest wait, so that a clock that is about to get there is not asked all day."""


@contextmanager
def others_typing(house: House, plan: Plan, clock: RunningClock) -> Iterator[None]:
    """Let the other desks of the school type what is still to come, until the block is left.

    They have a store of their own, as desks do that stand elsewhere: the rules are the same, and
    this desk hears of their lines through the feed.
    """
    stop = threading.Event()
    typing = threading.Thread(target=_type_on, args=(house, plan, clock, stop), daemon=True)
    typing.start()
    try:
        yield
    finally:
        stop.set()
        typing.join(PATIENCE)


def _type_on(house: House, plan: Plan, clock: RunningClock, stop: threading.Event) -> None:
    """Type each line when its moment has come."""
    staff, store = Staff.of(house), _elsewhere(house, clock)
    try:
        for moment, doing in still_to_come(house, plan):
            while wait := clock.until(moment):
                if stop.wait(max(wait, _SHORTEST)):
                    return
            with suppress(SroError):  # a veto, or a busy store: they go on with the next
                _do(house, store, staff, moment, doing)
    finally:
        store.close()


def _elsewhere(house: House, clock: RunningClock) -> Store:
    """Open the store as another desk with the same plugins does."""
    ours, store = house.store, Store(house.store.url, clock)
    store.register(ours.classes.values())
    store.record_classes, store.rules, store.checks = ours.record_classes, ours.rules, ours.checks
    return store


def _do(house: House, store: Store, staff: Staff, moment: datetime, doing: Doing) -> None:
    if doing.does is not None:
        doing.does(store, staff.elsewhere(moment))
        return
    now = moment.astimezone(ZoneInfo(house.zone))
    entry = parse(doing.text, replace(house.context(), now=now))
    who = staff.types(entry, moment)
    if has_more(entry) and who is staff.boss:
        return  # their shift is theirs to end, who look at the demo
    who = who if has_more(entry) else staff.elsewhere(moment)
    save_entry(store, who, entry, house.site, again=True)
