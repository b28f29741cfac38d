"""`sro-ops demo`: the console on a throw-away store with a school year and a day in it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sro_ops.cli.opening import system_user
from sro_ops.clock import RunningClock, utc_now

if TYPE_CHECKING:
    from sro_ops.demo.plan import Plan
    from sro_ops.settings.source import SettingsFile

FASTEST = 3600


@click.command()
@click.option("--once", is_flag=True, help="No screen: play the day, print its daily report.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another day.")
@click.option(
    "--speed",
    type=click.FloatRange(1, FASTEST),
    default=1,
    show_default=True,
    help="How many times as fast as real time the day goes by.",
)
@click.option(
    "--at",
    type=click.DateTime(["%H:%M"]),
    metavar="TIME",
    help="The time of day at which it begins: 17:30 for the game.",
)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the store in this folder.")
@click.option(
    "--plugin",
    "plugins",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Try this plugin's folder on the demo.",
)  # fmt: skip
def demo(
    once: bool,
    seed: int,
    speed: float,
    at: datetime | None,
    keep: Path | None,
    plugins: Sequence[Path],
) -> None:
    """Open the console on a made-up school: a year behind it, and a day that goes on."""
    from sro_ops.demo import plan
    from sro_ops.demo.calendar import YEAR
    from sro_ops.demo.playing import play, write_school

    once = once or not sys.stdout.isatty() or not sys.stdin.isatty()
    now = utc_now()
    begins = plan.over(now) if once else plan.beginning(now, speed, at.time() if at else None)
    behind = 0 if once else YEAR
    played = plan.Plan(begins, seed, speed, behind, plugins, made=now)
    with _folder(keep) as folder:
        file = write_school(folder, system_user(), played)
        play(file, played, lambda done, days: None if once else _tell(done, days))
        if once:
            _print_report(file, played)
        else:
            _open_console(file, played)


def _tell(done: int, days: int) -> None:
    """Show on one line how far the year behind has come."""
    end = "\n" if done == days else ""
    print(f"\rA school year at Oakfield High … day {done} of {days}", end=end, file=sys.stderr)


def _open_console(file: SettingsFile, plan: Plan) -> None:
    from sro_ops.cli.console import Apart, open_console
    from sro_ops.demo.running import others_typing

    clock = RunningClock(plan.begins, plan.speed)
    beside = partial(others_typing, plan=plan, clock=clock)
    open_console(file, extra=plan.extra, apart=Apart(clock, beside))


def _print_report(file: SettingsFile, plan: Plan) -> None:
    from sro_ops.access.signing import by_system_user
    from sro_ops.host.opening import open_house
    from sro_ops.reports.catalog import find, made
    from sro_ops.reports.plain import lines

    with open_house(file, extra=plan.extra) as house:
        with house.store.raw() as link:
            house.actor = by_system_user(link, system_user(), house.roles, house.desk.id)
        with made(house, find(house, "daily"), plan.day, plan.day) as report:
            for line in lines(report):
                print(line)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Give a folder that is thrown away, or the one to keep; the user's own folders stay as is."""
    with tempfile.TemporaryDirectory(prefix="sro-ops-demo-") as throw_away:
        folder = keep or Path(throw_away)
        os.environ["SRO_OPS_HOME"] = str(Path(throw_away) / "home")
        yield folder
