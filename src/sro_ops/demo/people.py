"""Who types at Oakfield High: three officers, at three desks."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import datetime, time

from sro_ops.access.lookup import actor_of, by_badge, grants
from sro_ops.demo.school import DESKS, OFFICER, SECOND, THIRD
from sro_ops.host.house import House
from sro_ops.records.entry import Entry
from sro_ops.store.desk import Desk
from sro_ops.store.ids import new_id
from sro_ops.store.model import Actor

_NOON, _EVENING = time(11), time(16, 30)
_HIS = (1, 3)
"""The weekdays of the second officer; Monday is 0."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Those who type.

    Attributes:
        boss: the officer at this desk.
        others: those at the other desks: of the mornings, and of the evenings.
    """

    boss: Actor
    others: tuple[Actor, ...] = ()

    @classmethod
    def of(cls, house: House) -> Staff:
        """Return the school's officers, those that there are by now."""
        boss = _actor(house, OFFICER[1], house.desk)
        assert boss is not None
        desks = [Desk(new_id(), name) for name in DESKS]
        found = [
            _actor(house, badge, desk)
            for (_, badge), desk in zip((SECOND, THIRD), desks, strict=True)
        ]
        others = tuple(actor for actor in found if actor is not None)
        if others:
            for desk in desks:
                house.store.introduce(desk)
        return cls(boss, others)

    def on_duty(self, moment: datetime) -> Actor:
        """Return who types at a moment of a day; always the same one for the same moment."""
        if moment.time() >= _EVENING:
            return self.others[-1]
        chance = random.Random(moment.isoformat()).random()
        return self.others[0] if moment.time() < _NOON and chance < 0.4 else self.boss

    def types(self, entry: Entry, moment: datetime) -> Actor:
        """Return who types a line: who has the day, where more follows from it, as from a shift."""
        return self.of_day(moment) if has_more(entry) else self.on_duty(moment)

    def of_day(self, moment: datetime) -> Actor:
        """Return who has the day: the two are part-time and share the week."""
        if moment.time() >= _EVENING:
            return self.others[-1]
        return self.others[0] if moment.weekday() in _HIS else self.boss

    def elsewhere(self, moment: datetime) -> Actor:
        """Return who types at a moment at another desk than this one."""
        return self.others[-1 if moment.time() >= _EVENING else 0]


def _actor(house: House, badge: str, desk: Desk) -> Actor | None:
    with house.store.raw() as link:
        known = by_badge(link, badge)
        if known is None:
            return None
        actor = actor_of(known, grants(link, known.id), house.roles, house.desk.id)
    return replace(actor, desk=desk.id)


def has_more(entry: Entry) -> bool:
    """Say whether more follows from a line than its record."""
    return entry.verb is not None and entry.verb.keeps is not None
