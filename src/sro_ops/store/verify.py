"""Verify: walk every chain, hold every payload and every record against its digest.

What it can show: a line changed, removed or added in the middle; words changed; a record's row
changed by hand; a damaged file. A chain cut at its end shows only against a head that a desk
remembers, or that was exported or printed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sro_ops.errors import Unreachable
from sro_ops.store import schema, sqlite_file
from sro_ops.store.dialect import INDEXES, SQLITE, neutral
from sro_ops.store.digest import stored_digest
from sro_ops.store.heads import Head
from sro_ops.store.journal import ENVELOPE, GENESIS, envelope_hash, payload_digest
from sro_ops.store.model import RecordType

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that does not hold: where, and what in words."""

    site: str
    seq: int
    record: str | None
    number: str
    what: str


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


class _Found(Exception):
    def __init__(self, found: Break) -> None:
        self.found = found


def verify(
    path: Path,
    heads: Iterable[Head] = (),
    progress: Progress | None = None,
) -> Report:
    """Check a whole store and return what was found; reads only.

    Args:
        path: the store's file.
        heads: what was seen of the chains before; each must still be in its chain.
        progress: called with lines done and lines in all.

    Raises:
        Unreachable: when the engine cannot read the file.
    """
    sqlite_file.check_file(path)
    report = Report()
    link = sqlite_file.connect(path, readonly=True)
    try:
        _engine_check(link, path)
        schema.check_version(link, path)
        link.execute("BEGIN")
        _walk(link, report, _by_site(heads), progress)
    except _Found as stop:
        report.ok, report.first_break = False, stop.found
    except sqlite_file.ENGINE_ERRORS as error:
        raise sqlite_file.in_words(error, str(path)) from error
    finally:
        link.close()
    return report


def _engine_check(link: sqlite3.Connection, path: Path) -> None:
    problem = link.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if problem != "ok":
        raise Unreachable(
            f"the store is damaged ({' '.join(problem.split())})",
            str(path),
            "Restore a backup with `sro-ops restore`",
        )
    broken = link.execute("PRAGMA foreign_key_check").fetchone()
    if broken:
        raise _Found(Break("", 0, None, "", f"{broken[0]} names a row of {broken[2]} that is gone"))


Heads = Mapping[str, Sequence[Head]]


def _by_site(heads: Iterable[Head]) -> Heads:
    found: dict[str, list[Head]] = {}
    for head in heads:
        found.setdefault(head.site, []).append(head)
    return found


def _walk(
    link: sqlite3.Connection,
    report: Report,
    heads: Heads,
    progress: Progress | None,
) -> None:
    total = link.execute("SELECT count(*) FROM journal_line").fetchone()[0]
    gone = dict(
        link.execute(
            "SELECT record, max(pos) FROM journal_line WHERE verb = 'expunged' GROUP BY record"
        )
    )
    kept = dict(link.execute("SELECT site, seq || ' ' || hash FROM journal_head"))
    last: dict[str, tuple[int, str]] = dict.fromkeys(kept, (0, GENESIS))
    newest: dict[str, tuple[str, dict[str, Any]]] = {}
    for line in _lines(link):
        _check_line(line, last, heads, gone)
        if line["record"] and line["row_digest"]:
            newest[line["record"]] = (line["row_digest"], {name: line[name] for name in _NAMED})
        report.lines += 1
        if progress and report.lines % 2000 == 0:
            progress(report.lines, total)
    for site, (seq, found) in last.items():
        report.sites[site] = {"lines": seq, "head": found}
        _check_end(site, seq, found, kept, heads)
    for site in sorted(set(heads) - set(last)):
        what = f"its chain is gone: line {_newest(heads[site])} was seen before"
        raise _Found(Break(site, 0, None, "", what))
    _check_records(link, newest)
    _check_indexes(link)


def _lines(link: sqlite3.Connection) -> Any:
    names = [*ENVELOPE, "hash", "pos", "salt", "summary", "changes", "row_digest"]
    rows = link.execute(
        f"SELECT l.{', l.'.join([*ENVELOPE, 'hash', 'pos'])}, p.salt, p.summary, p.changes,"
        " p.row_digest FROM journal_line l LEFT JOIN journal_payload p ON p.line = l.pos"
        " ORDER BY l.pos"
    )
    for row in rows:
        yield {name: neutral(value) for name, value in zip(names, row, strict=True)}


def _check_line(
    line: dict[str, Any],
    last: dict[str, tuple[int, str]],
    heads: Heads,
    gone: Mapping[str, int],
) -> None:
    site, seq = line["site"], line["seq"]
    before, previous = last.get(site, (0, GENESIS))
    if seq != before + 1:
        raise _at(line, f"line {before + 1} is missing before it")
    if line["previous"] != previous:
        raise _at(line, "does not follow the line before it")
    if envelope_hash(line[name] for name in ENVELOPE) != line["hash"]:
        raise _at(line, "its envelope was changed")
    if line["salt"] is None:
        if line["pos"] >= gone.get(line["record"], 0):
            raise _at(line, "its words are gone and no line says that they were expunged")
    elif line["digest"] != _digest(line):
        raise _at(line, "its words were changed")
    for head in heads.get(site, ()):
        if head.seq == seq and not head.names(line["hash"]):
            raise _at(line, "differs from the head that was remembered")
    last[site] = (seq, line["hash"])


def _digest(line: Mapping[str, Any]) -> str:
    try:
        return payload_digest(line["salt"], line["summary"], line["changes"], line["row_digest"])
    except ValueError:
        return ""


def _check_end(
    site: str,
    seq: int,
    found: str,
    kept: Mapping[str, str],
    heads: Heads,
) -> None:
    if kept.get(site) != f"{seq} {found}":
        raise _Found(Break(site, seq, None, "", "the chain's end is not the one that was kept"))
    newest = _newest(heads.get(site, ()))
    if newest > seq:
        what = f"the chain was cut: line {newest} was seen before"
        raise _Found(Break(site, seq, None, "", what))


def _newest(heads: Sequence[Head]) -> int:
    return max((head.seq for head in heads), default=0)


def _check_records(
    link: sqlite3.Connection, newest: Mapping[str, tuple[str, Mapping[str, Any]]]
) -> None:
    kinds: dict[str, RecordType] = {kind.type: kind for kind in schema.known_types(link)}
    rows = link.execute("SELECT id, type, site, number FROM core_record").fetchall()
    here = {row[0] for row in rows}
    for record, (_, line) in newest.items():
        if record not in here:
            raise _at(line, "its record is gone")
    for record, type_, site, number in rows:
        if record not in newest:
            raise _Found(Break(site, 0, record, number or "", "a record that no line tells of"))
        told, line = newest[record]
        if stored_digest(link, SQLITE, kinds.get(type_), record) != told:
            raise _at(line, "its record was changed by hand")


_ENTRIES = " UNION ALL ".join(
    f"SELECT id, '{name}' AS name FROM search_{name}_docsize" for name in INDEXES
)
_HOME = "CASE WHEN r.sealed THEN 'sealed' ELSE coalesce(r.record_class, l.record_class) END"
_INDEXED = f"""SELECT l.site, l.seq, l.record, l.number, count(i.id), max(i.name)
    FROM journal_line l LEFT JOIN ({_ENTRIES}) i ON i.id = l.pos
    LEFT JOIN journal_payload p ON p.line = l.pos LEFT JOIN core_record r ON r.id = l.record
    GROUP BY l.pos HAVING count(i.id) <> (p.line IS NOT NULL) OR max(i.name) <> {_HOME}
    ORDER BY l.pos LIMIT 1"""


def _check_indexes(link: sqlite3.Connection) -> None:
    """Hold that every line with words is in its own index alone, and no other line in any."""
    row = link.execute(_INDEXED).fetchone()
    if row:
        site, seq, record, number, count, name = row
        what = "a search index holds too much of it" if count > 1 else "the search cannot find it"
        if count == 1:
            what = f"its words are in the search index of {name}"
        raise _Found(Break(site, seq, record, number, what))


_NAMED = ("site", "seq", "record", "number")


def _at(line: Mapping[str, Any], what: str) -> _Found:
    return _Found(Break(line["site"], line["seq"], line["record"], line["number"] or "", what))
