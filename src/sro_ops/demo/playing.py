"""Playing the demo: a school is made, with a year behind it and a day that is under way.

While it is played the store's clock goes along, from the first day to the last, so that times
never run backward in the journal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from sro_ops.access.operators import NewOperator, add_operator
from sro_ops.clock import utc_now
from sro_ops.demo.calendar import school_days
from sro_ops.demo.people import Staff
from sro_ops.demo.plan import ZONE, Plan
from sro_ops.demo.school import BELLS, EMERGENCY, OFFICER, PLACES, SECOND, SETTINGS, SITE, THIRD
from sro_ops.demo.telling import day_behind, day_in_front
from sro_ops.demo.year import Year, stopped
from sro_ops.errors import Refused
from sro_ops.host.beginning import set_up
from sro_ops.host.context import Context
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.records.entry import parse
from sro_ops.records.saving import save_entry
from sro_ops.settings.source import SettingsFile, read
from sro_ops.store.model import Actor
from sro_ops.store.store import Store

Does = Callable[[Context], object]


@dataclass(frozen=True, slots=True)
class Doing:
    """What happens at a time of a day: a line that is typed, or what a plugin does."""

    at: time
    text: str = ""
    does: Callable[[Store, Actor], None] | None = None


FILES = {
    "sro-ops.toml": SETTINGS,
    "places.csv": PLACES,
    "bells.csv": BELLS,
    "emergency.toml": EMERGENCY,
}
"""The files beside the demo's store."""


def write_school(folder: Path, user: str, plan: Plan | None = None) -> SettingsFile:
    """Make the demo's settings and an empty store in `folder`; `user` signs on as the officer.

    With a `plan` the store begins on the morning of its first day, else now.

    Raises:
        Refused: when a store lies there already.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    file = read(folder / "sro-ops.toml", environ={})
    officer = NewOperator(*OFFICER, role="supervisor", pin="4071", os_user=user)
    set_up(file, SITE, officer, stopped(plan.morning) if plan else utc_now)
    return file


def play(file: SettingsFile, plan: Plan, tell: Callable[[int, int], object] | None = None) -> None:
    """Type the days behind and the one in front, up to where the plan begins, into the store.

    Args:
        file: the demo's settings.
        plan: what is played.
        tell: called as it goes on, with the days that are done and all that there are.
    """
    with _school(file, plan) as (house, staff):
        days, year = school_days(plan.first, plan.day), Year(house, staff)
        for done, day in enumerate(days[:-1]):
            if tell is not None:
                tell(done, len(days))
            year.keep(day, [(one.at, one.text) for one in _doings(house, plan, day) if one.text])
        for day in (*days[-1:], plan.day):
            _type_day(house, staff, plan, day)
        if tell is not None:
            tell(len(days), len(days))


def still_to_come(house: House, plan: Plan) -> Iterator[tuple[datetime, Doing]]:
    """Return what happens on the day in front from where the plan begins, each with its moment."""
    for one in _doings(house, plan, plan.day):
        moment = datetime.combine(plan.day, one.at, ZONE)
        if moment > plan.begins:
            yield moment, one


@contextmanager
def _school(file: SettingsFile, plan: Plan) -> Iterator[tuple[House, Staff]]:
    """Open the new school on its first morning, with its officers and its other desks."""
    with open_house(file, extra=plan.extra, clock=stopped(plan.morning)) as house:
        boss = Staff.of(house).boss
        for officer, pin in ((SECOND, "4121"), (THIRD, "4181")):
            add_operator(house.store, boss, NewOperator(*officer, role="officer", pin=pin))
        with house.store.write(boss) as session:
            session.line(SITE.code, "made up", _truth(plan))
        yield house, Staff.of(house)


def _truth(plan: Plan) -> str:
    """Return what the journal says of itself at its beginning."""
    made, begins = plan.made.astimezone(ZONE), plan.begins.astimezone(ZONE)
    told = f"a demo: nobody in it is real. Made {made:%d %b %Y %H:%M} from seed {plan.seed}"
    if begins < made:
        pace = "" if plan.speed == 1 else f", {plan.speed:g} times as fast"
        told += f"; its clock was set to {begins:%d %b %Y %H:%M} and ran from there{pace}"
    return told


def _type_day(house: House, staff: Staff, plan: Plan, day: date) -> None:
    """Type a day line by line, each at its time, as far as the plan's beginning."""
    for one in _doings(house, plan, day):
        moment = datetime.combine(day, one.at, ZONE)
        if moment > plan.begins:
            return
        house.store.clock = stopped(moment)
        if one.does is not None:
            one.does(house.store, staff.of_day(moment))
            continue
        entry = parse(one.text, replace(house.context(), now=moment))
        save_entry(house.store, staff.types(entry, moment), entry, house.site, again=True)


def _doings(house: House, plan: Plan, day: date) -> list[Doing]:
    """Return what happens on a day, the host's lines and the plugins' part, in order."""
    front = day == plan.day
    told = day_in_front(day, plan.seed) if front else day_behind(day, plan.seed)
    found = [Doing(at, text) for at, text in told]
    for one in house.plugins.demo_day(day, plan.seed, front):
        does = one.value.does
        if does is None:
            found.append(Doing(one.value.at, one.value.text))
        elif front:
            found.append(Doing(one.value.at, does=partial(_does, house, one.plugin, does)))
    return sorted(found, key=lambda one: (one.at, one.text))


def _does(house: House, plugin: str, does: Does, store: Store, who: Actor) -> None:
    """Let a plugin do its part; what fails in it is the plugin's fault, and the day goes on."""
    try:
        does(replace(house.lend(plugin), store=store, actor=who))
    except Refused:
        pass  # as somebody at the school would be told no
    except Exception as error:
        house.plugins.fault(plugin, "sro_demo_day", error)
