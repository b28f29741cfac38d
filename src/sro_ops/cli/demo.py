"""`sro-ops demo`: the console on a throw-away store with a day in it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sro_ops.cli.opening import system_user

if TYPE_CHECKING:
    from sro_ops.settings.source import SettingsFile


@click.command()
@click.option("--once", is_flag=True, help="No screen: play the day, print its daily report.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another seed, another day.")
@click.option("--keep", type=click.Path(path_type=Path), help="Keep the store in this folder.")
@click.option(
    "--plugin",
    "plugins",
    multiple=True,
    type=click.Path(path_type=Path, exists=True),
    help="Try this plugin's folder on the demo.",
)
def demo(once: bool, seed: int, keep: Path | None, plugins: Sequence[Path]) -> None:
    """Open the console on a made-up school, with a day in it."""
    from sro_ops.demo.playing import play, write_school

    once = once or not sys.stdout.isatty() or not sys.stdin.isatty()
    with _folder(keep) as folder:
        if not once:
            print("Playing the day…", file=sys.stderr)
        file = write_school(folder, system_user())
        day = play(file, datetime.now(UTC), seed, plugins, whole=once)
        if once:
            _print_report(file, day, plugins)
        else:
            _open_console(file, plugins)


def _open_console(file: SettingsFile, plugins: Sequence[Path]) -> None:
    from sro_ops.cli.console import open_console

    open_console(file, extra=plugins)


def _print_report(file: SettingsFile, day: date, plugins: Sequence[Path]) -> None:
    from sro_ops.access.signing import by_system_user
    from sro_ops.host.opening import open_house
    from sro_ops.reports.catalog import find, made
    from sro_ops.reports.plain import lines

    with open_house(file, extra=plugins) as house:
        with house.store.raw() as link:
            house.actor = by_system_user(link, system_user(), house.roles, house.desk.id)
        with made(house, find(house, "daily"), day, day) as report:
            for line in lines(report):
                print(line)


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    """Give a folder that is thrown away, or the one to keep; the user's own folders stay as is."""
    with tempfile.TemporaryDirectory(prefix="sro-ops-demo-") as throw_away:
        folder = keep or Path(throw_away)
        os.environ["SRO_OPS_HOME"] = str(Path(throw_away) / "home")
        yield folder
