"""Playing the demo: a store is made, and two school days are typed into it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sro_ops.access.lookup import actor_of, by_badge, grants
from sro_ops.access.operators import NewOperator, add_operator
from sro_ops.demo.school import BELLS, EMERGENCY, NOTES, OFFICER, PLACES, SECOND, SETTINGS, SITE
from sro_ops.host.beginning import set_up
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.records.entry import parse
from sro_ops.records.saving import save_entry
from sro_ops.settings.source import SettingsFile, read
from sro_ops.store.model import Actor

ZONE = ZoneInfo(SITE.timezone)

FILES = {
    "sro-ops.toml": SETTINGS,
    "places.csv": PLACES,
    "bells.csv": BELLS,
    "emergency.toml": EMERGENCY,
}
"""The files beside the demo's store."""


def write_school(folder: Path, user: str) -> SettingsFile:
    """Make the demo's settings and an empty store in `folder`; `user` signs on as the officer.

    Raises:
        Refused: when a store lies there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    file = read(folder / "sro-ops.toml", environ={})
    set_up(file, SITE, NewOperator(OFFICER[0], OFFICER[1], "supervisor", pin="4071", os_user=user))
    return file


def play(
    file: SettingsFile, now: datetime, seed: int, extra: Sequence[Path] = (), whole: bool = False
) -> date:
    """Type the last school day and today's, up to `now`, into the demo's store.

    Args:
        file: the demo's settings.
        now: the present moment, aware.
        seed: the same seed and day give the same lines.
        extra: folders of further plugins, which may add to the day.
        whole: only the last whole day: yesterday's, or Friday's on a Monday.

    Returns:
        The day that ended last, in the site's calendar.
    """
    today = now.astimezone(ZONE).date()
    before = last_school_day(today)
    with open_house(file, extra=extra) as house:
        _add_second(house)
        actors = [_actor(house, badge) for _, badge in (OFFICER, SECOND)]
        _type_day(house, actors, before, seed, now)
        if not whole:
            _type_day(house, actors, today, seed, now)
    return before


def last_school_day(today: date) -> date:
    """Return the last weekday before `today`."""
    day = today - timedelta(days=1)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def _add_second(house: House) -> None:
    boss = _actor(house, OFFICER[1])
    add_operator(house.store, boss, NewOperator(*SECOND, role="officer", pin="4121"))


def _actor(house: House, badge: str) -> Actor:
    with house.store.raw() as link:
        known = by_badge(link, badge)
        assert known is not None
        return actor_of(known, grants(link, known.id), house.roles, house.desk.id)


def _type_day(house: House, actors: list[Actor], day: date, seed: int, now: datetime) -> None:
    chance = random.Random(f"{seed} {day}")
    for at, line in sorted(_lines(house, day, seed, chance)):
        moment = datetime.combine(day, at, ZONE)
        if moment > now:
            return
        house.store.clock = _stopped(moment)
        who = actors[1] if at < time(11) and chance.random() < 0.4 else actors[0]
        context = replace(house.context(), now=moment)
        save_entry(house.store, who, parse(line, context), house.site, again=True)


def _stopped(moment: datetime) -> Callable[[], datetime]:
    """Return a clock that stands at `moment`."""
    return lambda: moment.astimezone(UTC)


def _lines(house: House, day: date, seed: int, chance: random.Random) -> list[tuple[time, str]]:
    found = [(_about(time.fromisoformat(at), chance), line) for at, line in NOTES]
    return found + [(one.value.at, one.value.text) for one in house.plugins.demo_day(day, seed)]


def _about(at: time, chance: random.Random) -> time:
    minutes = at.hour * 60 + at.minute + chance.randint(-3, 3)
    return time(minutes // 60, minutes % 60, chance.randint(0, 59))
