"""The search indexes: every line with words is in its own index, and no other line in any."""

from __future__ import annotations

from typing import Any

from sro_ops.store.checks.found import Found
from sro_ops.store.dialect import INDEXES, Engine

_HOME = "CASE WHEN r.sealed THEN 'sealed' ELSE coalesce(r.record_class, l.record_class) END"
_LINES = """FROM journal_payload p JOIN journal_line l ON l.pos = p.line
    LEFT JOIN core_record r ON r.id = l.record"""


def check_indexes(link: Any, engine: Engine) -> None:
    """Hold that what may be found can be found, and in no index where it may not.

    Which lines are in an index is looked at; that their words are there too is not.

    Raises:
        Found: names the first line that is in none, in the wrong one, or in several.
    """
    cases = " ".join(f"WHEN '{name}' THEN {_holds(engine, name)}" for name in INDEXES)
    lost = f"""SELECT l.pos, l.site, l.seq, l.record, l.number {_LINES}
        WHERE NOT CASE {_HOME} {cases} ELSE false END ORDER BY l.pos LIMIT 1"""
    row = link.execute(engine.sql(lost)).fetchone()
    if row is not None:
        raise _told(link, engine, row)
    entries = sum(_count(link, engine.entries.format(index=name)) for name in INDEXES)
    if entries != _count(link, "journal_payload"):
        raise _too_much(link, engine)


def _told(link: Any, engine: Engine, row: Any) -> Found:
    pos, *where = row
    held = [name for name in INDEXES if _is_in(link, engine, name, pos)]
    what = "the search cannot find it"
    if held:
        what = f"its words are in the search index of {held[0]}"
    if len(held) > 1:
        what = "a search index holds too much of it"
    return _at(where, what)


def _too_much(link: Any, engine: Engine) -> Found:
    """Name the first line that is in an index where it does not belong."""
    for name in INDEXES:
        entries, key = engine.entries.format(index=name), engine.entry
        belongs = f"SELECT 1 {_LINES} WHERE l.pos = i.{key} AND {_HOME} = '{name}'"
        row = link.execute(
            f"""SELECT l.site, l.seq, l.record, l.number FROM {entries} i
            LEFT JOIN journal_line l ON l.pos = i.{key} WHERE NOT EXISTS ({belongs})
            ORDER BY i.{key} LIMIT 1"""
        ).fetchone()
        if row is not None:
            return _at(row, "a search index holds too much of it")
    return Found("the search indexes hold more than the journal")


def _holds(engine: Engine, index: str) -> str:
    """Return the condition that the line ``l`` is in an index."""
    return f"EXISTS (SELECT 1 FROM {engine.entries} i WHERE i.{engine.entry} = l.pos)".format(
        index=index
    )


def _is_in(link: Any, engine: Engine, index: str, pos: int) -> bool:
    held = engine.sql(engine.holds_line.format(index=index))
    return link.execute(held, (pos,)).fetchone() is not None


def _count(link: Any, table: str) -> int:
    return int(link.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def _at(row: Any, what: str) -> Found:
    site, seq, record, number = row
    return Found(what, site or "", seq or 0, None if record is None else str(record), number or "")
