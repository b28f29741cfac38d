"""`sro-ops reports` and `report`: what is printed."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import Column, emit_rows
from sro_ops.errors import Refused, Usage

if TYPE_CHECKING:
    from sro_ops.host.house import House

FORMATS = ("text", "csv", "json", "html", "pdf")
LONG = 7
"""Days from which on a report shows its progress."""


@click.command()
@json_option
@pass_globals
def reports(given: Globals, as_json: bool) -> None:
    """List the reports."""
    from sro_ops.reports.catalog import reports as known

    with opened(given) as house:
        rows = [
            {"name": one.name, "title": one.title, "plugin": one.plugin} for one in known(house)
        ]
    columns = (Column("name", "Name"), Column("title", "Title"), Column("plugin", "Plugin"))
    emit_rows(rows, columns, as_json=as_json)


@click.command()
@click.argument("name")
@click.option("--from", "first", help="The first day: 2026-10-14, today, yesterday.")
@click.option("--to", "last", help="The last day; else today.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Else as FILE ends, or text.")
@click.option("--copy", type=click.Choice(("school", "police")), help="Whose copy it is.")
@click.option("-o", "--output", "target", type=click.Path(path_type=Path, dir_okay=False))
@pass_globals
def report(
    given: Globals,
    name: str,
    first: str | None,
    last: str | None,
    form: str | None,
    copy: str | None,
    target: Path | None,
) -> None:
    """Print a report, of today where no day is named; with -o into a file."""
    from sro_ops.reports.catalog import find, made
    from sro_ops.reports.writing import FORMATS as PRINTED
    from sro_ops.reports.writing import format_of, save

    form = format_of(form, target)
    if form == "pdf" and target is None and sys.stdout.isatty():
        raise Usage("a PDF goes into a file", todo="Name it with -o FILE")
    with opened(given) as house:
        known, days = find(house, name), _days(house, first, last)
        with made(house, known, *days, copy or "", _progress) as told:
            if target is not None:
                save(told, form, target)
                print(target)
            else:
                for piece in PRINTED[form](told):
                    sys.stdout.buffer.write(piece)
                sys.stdout.buffer.flush()


def _days(house: House, first: str | None, last: str | None) -> tuple[date, date]:
    """Return the first and last day that are meant; a last one alone is the only one."""
    today = house.now().date()
    start = _day(first, today, "--from") if first else None
    end = _day(last, today, "--to") if last else None
    return start or end or today, end or today


def _day(text: str, today: date, where: str) -> date:
    named = {"today": today, "yesterday": today - timedelta(days=1)}
    if text.lower() in named:
        return named[text.lower()]
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f'"{text}" is no day', where, "Write 2026-10-14") from None


def _progress(done: int, of: int) -> None:
    if of >= LONG and sys.stderr.isatty():
        end = "\n" if done == of else ""
        print(f"\r{done:,} of {of:,} days", end=end, file=sys.stderr, flush=True)
