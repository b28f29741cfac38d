"""`sro-ops verify`, `backup` and `restore`: whether the store is whole, and copies of it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import SQLITE, address, opened, owns, settings_file, store_path
from sro_ops.cli.output import emit
from sro_ops.errors import Refused, Unreachable

if TYPE_CHECKING:
    from sro_ops.store.heads import Head

SHOW_EVERY = 20_000


@click.command()
@click.option(
    "--head",
    "heads",
    type=click.Path(path_type=Path),
    help="A file to hold the chain against: what verify --json or a daily report printed.",
)
@json_option
@pass_globals
def verify(given: Globals, heads: Path | None, as_json: bool) -> None:
    """Walk the chain: every line, every payload, every record; exit 1 where one does not hold."""
    from sro_ops.store.desk import remember, this_desk
    from sro_ops.store.heads import seen
    from sro_ops.store.verify import verify as walk

    url = address(settings_file(given))
    path, desk = Path(url.removeprefix(SQLITE)), this_desk(url)
    kept = _read_heads(heads) if heads is not None else []
    report = walk(path, [*kept, *seen(desk.heads)], _progress)
    answer = report.as_json()
    if report.first_break is None:
        remember(url, desk, {s: (row["lines"], row["head"]) for s, row in report.sites.items()})
        sites = ", ".join(f"{s} {row['lines']:,} lines" for s, row in report.sites.items())
        emit(answer, as_json=as_json, text=f"All {report.lines:,} lines hold. {sites}".rstrip())
        return
    found = report.first_break
    if as_json:
        emit(answer, as_json=True)
    where = " ".join(part for part in (found.site, found.number) if part)
    at = f"line {found.seq} {where}" if found.seq else where
    raise Refused(found.what, at.strip(), "Restore a backup, keep this one")


def _read_heads(path: Path) -> list[Head]:
    """Return the heads in a file.

    Raises:
        Refused: it cannot be read, or there is none in it.
    """
    from sro_ops.store.heads import read_heads

    try:
        return read_heads(path.read_text(encoding="utf-8-sig", errors="replace"))
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", str(path)) from None
    except ValueError:
        todo = "Give what verify --json or a daily report printed"
        raise Refused("no head of a chain in it", str(path), todo) from None


def _progress(done: int, total: int) -> None:
    """Show how far it is, on a line that the longer one with the outcome is written over."""
    if done % SHOW_EVERY == 0 and sys.stderr.isatty():
        print(f"{done:,} of {total:,} lines", end="\r", file=sys.stderr, flush=True)


@click.command()
@click.argument("target", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@pass_globals
def backup(given: Globals, target: Path, as_json: bool) -> None:
    """Copy the whole store to FILE, while desks go on writing."""
    from sro_ops.store.backup import backup as copy

    with opened(given) as house:
        house.allow("admin.backup")
        copy(house.store.path, target)
    size = target.stat().st_size
    emit({"file": str(target), "bytes": size}, as_json=as_json, text=f"{target}  {size:,} bytes")


@click.command()
@click.argument("copy", metavar="FILE", type=click.Path(path_type=Path))
@json_option
@pass_globals
def restore(given: Globals, copy: Path, as_json: bool) -> None:
    """Put a backup in the store's place; the store that was there is kept beside it."""
    from sro_ops.store.backup import restore as bring_back
    from sro_ops.store.desk import forget_heads

    path = store_path(given)
    if path.exists():
        _allow_restore(given, path)
    bring_back(copy, path)
    forget_heads(address(settings_file(given)))
    emit({"store": str(path), "from": str(copy)}, as_json=as_json, text=f"{path}  restored")


def _allow_restore(given: Globals, path: Path) -> None:
    """Refuse who may not; a store that cannot be opened is restored by the owner of its file."""
    try:
        with opened(given) as house:
            house.allow("admin.restore")
    except Unreachable:
        if not owns(path):
            raise
