"""Verify: whether all that is in a store is as its journal tells it.

What it can show: a line changed, removed or added in the middle; words changed; a record's row or
a link changed by hand; a number that is missing; a damaged file. A chain cut at its end shows only
against a head that a desk remembers, or that was exported or printed. docs/journal.md says what is
held and what is not.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sro_ops.errors import Unreachable
from sro_ops.store import schema, sqlite_file
from sro_ops.store.checks.chains import Progress, walk
from sro_ops.store.checks.found import Break, Found
from sro_ops.store.checks.indexes import check_indexes
from sro_ops.store.checks.links import check_links
from sro_ops.store.checks.numbers import check_numbers
from sro_ops.store.checks.records import check_records
from sro_ops.store.dialect import SQLITE, Engine
from sro_ops.store.heads import Head


@dataclass
class Report:
    """What verify found; `sites` maps a site to its number of lines and its head."""

    ok: bool = True
    lines: int = 0
    sites: dict[str, dict[str, Any]] = field(default_factory=dict)
    first_break: Break | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the document of ``sro-ops verify --json``."""
        return asdict(self)


def verify(path: Path, heads: Iterable[Head] = (), progress: Progress | None = None) -> Report:
    """Check a whole store and return what was found; reads only.

    Args:
        path: the store's file.
        heads: what was seen of the chains before; each must still be in its chain.
        progress: called with lines done and lines in all.

    Raises:
        Unreachable: when the engine cannot read the file.
    """
    sqlite_file.check_file(path)
    link = sqlite_file.connect(path, readonly=True)
    try:
        return look_over(link, SQLITE, path, heads, progress)
    except sqlite_file.ENGINE_ERRORS as error:
        raise sqlite_file.in_words(error, str(path)) from error
    finally:
        link.close()


def look_over(
    link: Any,
    engine: Engine,
    where: Path,
    heads: Iterable[Head] = (),
    progress: Progress | None = None,
) -> Report:
    """Check a whole store on a connection of its own, whatever the engine.

    Args:
        link: the driver's connection, in no transaction.
        engine: its words.
        where: what errors name as their place.
        heads: as `verify` takes them.
        progress: as `verify` takes it.

    Raises:
        Unreachable: the engine says that the store is damaged, or it is none of this program's.
    """
    report = Report()
    try:
        _ask_engine(link, engine, where)
        link.execute(engine.begin_read)
        schema.check_version(link, where, engine)
        ends = walk(link, engine, heads, progress)
        report.sites = {site: {"lines": seq, "head": hash} for site, (seq, hash) in ends.items()}
        report.lines = sum(seq for seq, _ in ends.values())
        check_records(link, engine)
        check_links(link, engine)
        check_numbers(link)
        check_indexes(link, engine)
    except Found as stop:
        report.ok, report.first_break = False, stop.found
    return report


def _ask_engine(link: Any, engine: Engine, where: Path) -> None:
    """Ask the engine itself whether its pages and its references are whole."""
    problem = link.execute(engine.integrity).fetchone()[0] if engine.integrity else "ok"
    if problem != "ok":
        raise Unreachable(
            f"the store is damaged ({' '.join(problem.split())})",
            str(where),
            "Restore a backup with `sro-ops restore`",
        )
    broken = link.execute(engine.dangling).fetchone() if engine.dangling else None
    if broken:
        raise Found(f"{broken[0]} names a row of {broken[1]} that is gone")
