"""Oakfield High with patrol on duty: two officers and a supervisor, who type at one desk."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from sro_ops.access.lookup import visible_classes
from sro_ops.demo.plan import ZONE
from sro_ops.demo.playing import write_school
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.records.fixing import fix
from sro_ops.records.record import Record
from sro_ops.records.saving import Saved, save_entry
from sro_ops.reports import plain
from sro_ops.reports.catalog import find, made
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.ids import new_id
from sro_ops.store.model import Actor, Scope
from sro_ops.testing import Clock

NAMES = {"reyes": "Dana Reyes", "okafor": "Chidi Okafor", "lind": "Pat Lind"}


@dataclass
class Watch:
    """The desk of a shift: `at` sets the clock, `types` keeps a line, `runs` a command."""

    house: House
    clock: Clock
    people: dict[str, Actor]

    def at(self, moment: str) -> None:
        """Set the clock, by the site's: ``2026-10-14 07:31``."""
        self.clock.set(moment)

    def now(self) -> datetime:
        """Return the present moment, in the site's zone."""
        return self.clock().astimezone(ZONE)

    def sits(self, who: str) -> None:
        """Let somebody sign on."""
        self.house.actor = self.people[who]

    def types(self, line: str, who: str = "", again: bool = False) -> Saved:
        """Keep a typed line."""
        actor = self.people[who] if who else self.house.actor
        return save_entry(
            self.house.store, actor, self.house.read_line(line), self.house.site, again
        )

    def fixes(self, number: str, line: str, who: str = "") -> Saved:
        """Correct the last line."""
        if who:
            self.sits(who)
        entry = self.house.read_again(line, number, self.house.site)
        return fix(self.house.store, self.house.actor, number, entry, self.house.site)

    def record(self, number: str) -> Any:
        """Return a record."""
        with self.house.store.read(self.people["lind"]) as session:
            found = session.find(number, self.house.site)
        assert isinstance(found, Record)
        return found

    def runs(self, command: Any, *words: str) -> str:
        """Run a command of patrol and return what it printed; a refusal is raised."""
        context = self.house.lend("patrol")
        done = CliRunner().invoke(command, list(words), obj=context, catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    def rows(self, command: Any, *words: str) -> list[dict[str, Any]]:
        """Run a command and return its lines of JSON."""
        return [json.loads(line) for line in self.runs(command, *words, "--json").splitlines()]

    def due(self, who: str) -> list[str]:
        """Return what needs somebody, in words."""
        with self.house.store.read(self.people[who]) as session:
            return [one.value.what for one in self.house.plugins.deadlines(session, self.clock())]

    def panel(self, title: str, who: str) -> Any:
        """Return what a panel shows somebody."""
        (show,) = [
            one.value.show
            for one in self.house.plugins.offered("panels")
            if one.value.title == title
        ]
        with self.house.store.read(self.people[who]) as session:
            return show(session, self.house.site, self.now())

    def prints(self, name: str, first: str = "", last: str = "", copy: str = "") -> str:
        """Print a report as text."""
        today = self.now().date()
        days = [datetime.fromisoformat(day).date() if day else today for day in (first, last)]
        with made(self.house, find(self.house, name), days[0], days[1], copy) as report:
            return "\n".join(plain.lines(report))


@contextmanager
def watch(folder: Path) -> Iterator[Watch]:
    """Open the school with its three people; Reyes sits at the desk, Wednesday 07:00."""
    clock = Clock()
    with open_house(write_school(folder, "somebody")) as house:
        house.store.clock = clock
        roles = {"reyes": "officer", "okafor": "officer", "lind": "supervisor"}
        people = {who: _person(house, NAMES[who], role) for who, role in roles.items()}
        desk = Watch(house, clock, people)
        desk.at("2026-10-14 07:00")
        desk.sits("reyes")
        yield desk


def _person(house: House, name: str, role: str) -> Actor:
    known = Actor(house.desk.id, Scope(), new_id(), name, name[:1], SHIPPED[role])
    scope = Scope(None, visible_classes(known), sealed=known.may("privacy.sealed"))
    return replace(known, scope=scope)
