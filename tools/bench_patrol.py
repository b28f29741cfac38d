"""How fast tours are, as ratios side by side: ``python tools/bench_patrol.py [--quick]``.

- from a scan on the Desk to its named result on the screen, against the echo of the same letters
  in a bare Input of Textual, both in a real pseudo-terminal;
- what needs you with 1,000 tours due, recomputed, against one indexed SELECT of the due ones.

It stands here and not in a hook: it measures the console from outside, with the terminal and the
plain SQL that no plugin is given.
"""

from __future__ import annotations

import getpass
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from sro_ops.access.lookup import actor_of, by_badge, grants
from sro_ops.bench import ground
from sro_ops.bench.measure import Result, millis, side_by_side
from sro_ops.bench.paint import Terminal
from sro_ops.console.housed import HouseSource
from sro_ops.demo.playing import write_school
from sro_ops.demo.school import OFFICER, SITE
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.settings.source import SettingsFile
from sro_ops.store.canonical import utc_text
from sro_patrol.tours import service
from sro_patrol.tours.due import MOST
from sro_patrol.tours.models import Checkpoint, Plan, Stop, Tour

DUE = 1000
SCANS = 40
PAUSE = 0.25
"""Seconds between two scans: a person walks meanwhile, and the screen is at rest."""

_INPUT = """
from textual.app import App
from textual.widgets import Input
class Bare(App):
    def compose(self):
        yield Input(placeholder="ready")
Bare().run()
"""

_SELECT = """SELECT r.number, t.tour, t.alarm_at, t.alarm_name FROM patrol_tour t
    JOIN core_record r ON r.id = t.id WHERE t.alarm_at <= ? AND r.struck = 0"""


def main(quick: bool) -> int:
    """Measure both and print them; 1 where a bar is not reached."""
    with ground.folder() as place:
        results = [_scan(place / "scan", 5 if quick else SCANS), *_due(place / "due", quick)]
    for one in results:
        bar = f"≤ {one.bar:g}" if one.bar is not None else ""
        word = {True: "met", False: "falls short", None: ""}[one.met]
        print(f"{one.what:<68} {one.measured:6.2f}  {bar:<5} {word:<11} {one.aside}")
    return int(any(one.met is False for one in results))


def _officer(house: House) -> None:
    """Let the demo's officer act."""
    with house.store.raw() as link:
        known = by_badge(link, OFFICER[1])
        assert known is not None
        house.actor = actor_of(known, grants(link, known.id), house.roles, house.desk.id)


def _scan(folder: Path, count: int) -> Result:
    file = write_school(folder, getpass.getuser())
    with open_house(file) as house:
        _officer(house)
        context = house.lend("patrol")
        with context.write() as session:
            plan = Plan(name="Bench", order="any", monitoring="none")
            session.add(plan)
            for index in range(count + 1):
                session.add(Checkpoint(name=f"Spot {index}", code=f"TAG{index:03d}X"))
                session.add(Stop(record=plan, checkpoint=f"TAG{index:03d}X"))
        service.start(context, "Bench")
    unset = {name: "" for name in os.environ if name.startswith("SRO_OPS_")}
    env = unset | {"SRO_OPS_CONFIG": str(file.path), "SRO_OPS_HOME": str(folder / "home")}
    desk = [sys.executable, "-m", "sro_ops"]
    ours = list(_answers(desk, env, "hat happened?", count, "\r", "Spot {}: done"))
    theirs = list(_answers([sys.executable, "-c", _INPUT], env, "eady", count, "", "TAG{:03d}X"))
    what = "from a scan to its named result ÷ the echo of a bare Input"
    aside = f"{millis(median(ours))} and {millis(median(theirs))}"
    return Result("patrol", what, median(ours) / median(theirs), 3, aside=aside)


def _answers(
    argv: list[str], env: dict[str, str], ready: str, count: int, enter: str, answer: str
) -> Iterator[float]:
    """Yield the seconds from each scan to its answer; not the first, which loads things."""
    with Terminal(argv, env=env) as terminal:
        terminal.wait_for(ready)
        _rest(terminal, 4.0)
        for index in range(count):
            since, started = len(terminal.output), time.perf_counter()
            terminal.send(f"TAG{index:03d}X{enter}".encode())
            terminal.wait_for(answer.format(index), since=since)
            if index:
                yield time.perf_counter() - started
            _rest(terminal, PAUSE)
            if not enter:
                terminal.send(b"\x15")  # ctrl+u: empty the field
                _rest(terminal, PAUSE)


def _rest(terminal: Terminal, seconds: float) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        terminal.pump(end - time.perf_counter())


def _due(folder: Path, quick: bool) -> Iterator[Result]:
    file = write_school(folder, getpass.getuser())
    now = datetime.now(UTC)
    with open_house(file) as house:
        _officer(house)
        house.store.add_many(house.actor, [_late(index, now) for index in range(DUE)], SITE.code)
        actor = house.actor
    link = sqlite3.connect(folder / "store.db")
    soon = utc_text(now + timedelta(minutes=15))
    source = HouseSource(file, folder / "store.db", actor, SITE)
    source.load()
    try:
        yield _against(source, file, link, soon, 20 if quick else 100)
    finally:
        source.close()
        link.close()


def _against(
    source: HouseSource, file: SettingsFile, link: sqlite3.Connection, soon: str, rounds: int
) -> Result:
    def by_hand(round_: int) -> Any:
        found = link.execute(_SELECT, (soon,)).fetchall()
        assert len(found) == DUE
        return found

    def ours(round_: int) -> Any:
        found = source.needs()
        assert sum(one.number.startswith("PT-") for one in found) == MOST
        assert any(one.what.startswith(f"{DUE - MOST} more tours") for one in found)
        return found

    pair = side_by_side(ours, by_hand, rounds)
    what = f"what needs you with {DUE:,} tours due ÷ one indexed SELECT of them"
    return Result("patrol", what, pair.times, 5, aside=pair.aside())


def _late(index: int, now: datetime) -> Tour:
    """Return a tour whose next checkpoint was missed some minutes ago."""
    return Tour(
        tour=f"Tour {index}", stops=12, settled=3, alarm_at=now - timedelta(minutes=index % 60),
        alarm_name="Loading dock", next_name="Loading dock",
        course={"ordered": True, "monitoring": "tour", "interval": 0, "grace": 0, "stops": []},
    )  # fmt: skip


if __name__ == "__main__":
    sys.exit(main("--quick" in sys.argv[1:]))
