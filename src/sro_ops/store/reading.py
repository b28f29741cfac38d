"""Reading the journal: the newest page, what came since, a record's history, a search.

These are the store's own statements on a connection of their own, without SQLAlchemy, so that the
Desk paints before anything heavy is loaded. The viewer's sites and classes stand in every one.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sro_ops.store import sqlite_file
from sro_ops.store.conditions import DESK_VIEW, FILTERS, OPEN, TALLY, within
from sro_ops.store.dialect import SQLITE, Engine
from sro_ops.store.footing import Footing
from sro_ops.store.lines import marks, read_lines
from sro_ops.store.model import Line, Scope
from sro_ops.store.search_index import index_query, query_terms


def open_journal(path: Path, scope: Scope) -> Journal:
    """Open a reader on a connection of its own; close it when you are done."""
    footing = Footing(path)
    return Journal(sqlite_file.connect(path, readonly=True), scope, footing=footing)


_PAGE = 100

_PAYLOADS = (
    "SELECT l.pos, p.changes FROM journal_line l JOIN journal_payload p ON p.line = l.pos"
    " LEFT JOIN core_record r ON r.id = l.record WHERE {} AND l.record = ?"
)


class Journal:
    """A viewer's window on the journal; one connection, to be used by one thread at a time.

    Args:
        link: the driver's connection.
        scope: what the viewer may see; nothing else is ever returned.
        engine: the words of the engine behind `link`.
        footing: the store's file, where the journal is read from one.

    Its methods raise Unreachable where the engine cannot answer.
    """

    def __init__(
        self,
        link: Any,
        scope: Scope,
        engine: Engine = SQLITE,
        footing: Footing | None = None,
    ) -> None:
        self.link = link
        self.footing = footing
        self.engine = engine
        self.scope = scope
        self._seen, self._bound = within(scope)

    def newest(
        self, limit: int, site: str = "", before: int | None = None, desk_view: bool = True
    ) -> list[Line]:
        """Return up to `limit` lines, oldest first: the newest, or those before a position.

        With `desk_view`, lines that the record's own row tells already are left out.
        """
        rules, values = self._rules(site, desk_view)
        if before is not None:
            rules.append("l.pos < ?")
            values.append(before)
        rows = self._lines(rules, "l.pos DESC", values, limit)
        return rows[::-1]

    def back_to(self, moment: str, site: str = "") -> list[Line]:
        """Return the lines committed since a moment, oldest first, without reading further back.

        Args:
            moment: UTC text.
            site: only this site's lines; empty for every visible one.
        """
        found: list[Line] = []
        before: int | None = None
        while page := self.newest(_PAGE, site, before, desk_view=False):
            kept = [line for line in page if line.committed_at >= moment]
            found[:0] = kept
            if len(kept) < len(page):
                break
            before = page[0].pos
        return found

    def since(self, after: int, limit: int, site: str = "", desk_view: bool = True) -> list[Line]:
        """Return up to `limit` lines after a position, oldest first: the feed's reading."""
        rules, values = self._rules(site, desk_view)
        return self._lines([*rules, "l.pos > ?"], "l.pos", [*values, after], limit)

    def select(
        self, filters: Sequence[tuple[str, Any]], limit: int, newest: bool = True
    ) -> list[Line]:
        """Return lines by conditions on the envelope, oldest first.

        Args:
            filters: pairs of a condition of `FILTERS` and its value.
            limit: at most so many: the newest ones, or with ``newest=False`` the oldest.
            newest: which end to take.
        """
        rules, values = self._rules("", desk_view=False)
        for name, value in filters:
            rules.append(FILTERS[name])
            values.append(value)
        rows = self._lines(rules, "l.pos DESC" if newest else "l.pos", values, limit)
        return rows[::-1] if newest else rows

    def tally(self, by: str, filters: Sequence[tuple[str, Any]]) -> dict[str, int]:
        """Count entries that are neither crossed out nor protected.

        Args:
            by: ``place`` (its code, or empty), ``type``, or ``hour``: the first 13 characters of
                UTC text.
            filters: pairs of a condition of `FILTERS` and its value.
        """
        rules, values = self._rules("", desk_view=False)
        for name, value in filters:
            rules.append(FILTERS[name])
            values.append(value)
        key = {"place": "l.place", "type": "l.type", "hour": self.engine.hour}[by]
        condition = " AND ".join([*rules, OPEN])
        return {key: int(count) for key, count in self._run(TALLY.format(key, condition), values)}

    def history(self, record: str) -> list[Line]:
        """Return every line of a record, oldest first."""
        return self.select([("record", record)], limit=10_000)

    def holds(self, record: str) -> bool:
        """Say whether there is a record of that id, seen or not; an id cannot be taken twice."""
        return bool(self._run("SELECT 1 FROM core_record WHERE id = ?", (record,)))

    def search(
        self,
        query: str,
        limit: int,
        filters: Sequence[tuple[str, Any]] = (),
        before: int | None = None,
    ) -> list[Line]:
        """Return lines that hold every word of `query`, newest first; any text is a query.

        Args:
            query: whatever was typed.
            limit: at most so many.
            filters: pairs of a condition of `FILTERS` and its value.
            before: only lines before this position: the next page.
        """
        terms = query_terms(query)
        if not terms:
            return []
        queries = self._queries(terms)
        found: list[Line] = []
        bound = before if before is not None else 2**62
        while len(found) < limit:
            positions = self._matches(queries, bound, limit)
            if positions:
                found += self._at(positions, filters)
                bound = positions[-1]
            if len(positions) < limit:
                break
        return found[:limit]

    def typed(self, pos: int) -> str:
        """Return a visible line as it was typed, or ``""`` for one that nobody typed."""
        if not self._lines([self._seen, "l.pos = ?"], "l.pos", [*self._bound, pos], 1):
            return ""
        rows = self._run("SELECT changes FROM journal_payload WHERE line = ?", (pos,))
        pair = json.loads(rows[0][0]).get("typed") if rows else None
        return str(pair[1]) if pair else ""

    def reasons(self, record: str) -> dict[int, str]:
        """Return why a record's visible lines were written, where one was given: position → why."""
        rows = self._run(_PAYLOADS.format(self._seen), [*self._bound, record])
        told = ((pos, json.loads(changes).get("why")) for pos, changes in rows)
        return {pos: str(pair[1]) for pos, pair in told if pair}

    def position(self) -> int:
        """Return the position of the newest line of all; a bound for the feed, not a count."""
        return int(self._run("SELECT coalesce(max(pos), 0) FROM journal_line")[0][0])

    def data_version(self) -> int:
        """Return a number that changes when another connection wrote; SQLite's own hint.

        Raises:
            Unreachable: the file is not at its path any more, so no other desk writes into it.
        """
        if self.footing is not None:
            self.footing.check_file()
        return int(self._run("PRAGMA data_version")[0][0])

    def heads(self) -> dict[str, tuple[int, str]]:
        """Return each visible site's newest seq and hash."""
        rows = self._run("SELECT site, seq, hash FROM journal_head ORDER BY site")
        sites = self.scope.sites
        return {row[0]: (row[1], row[2]) for row in rows if sites is None or row[0] in sites}

    def close(self) -> None:
        """Let go of the connection."""
        self.link.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _rules(self, site: str, desk_view: bool) -> tuple[list[str], list[Any]]:
        rules, values = [self._seen], list(self._bound)
        if site:
            rules.append("l.site = ?")
            values.append(site)
        if desk_view:
            rules.append(DESK_VIEW)
        return rules, values

    def _lines(self, rules: Sequence[str], order: str, values: list[Any], limit: int) -> list[Line]:
        condition = f"{' AND '.join(rules)} ORDER BY {order} LIMIT ?"
        return read_lines(self._run, self.engine, self.scope, condition, [*values, limit])

    def _queries(self, terms: list[str]) -> list[tuple[str, str]]:
        """Return, for each index that may be seen and can match, its statement and its query."""
        queries = []
        for index in self._indexes():
            query = index_query(self._run, self.engine, index, terms)
            if query:
                queries.append((self.engine.match.format(index=index), query))
        return queries

    def _indexes(self) -> list[str]:
        """Return the search indexes that may be seen and are not empty."""
        seen = [*sorted(self.scope.classes), *(["sealed"] if self.scope.sealed else [])]
        if not seen:
            return []
        held = ", ".join(self.engine.holds_any.format(index=index) for index in seen)
        row = self._run(f"SELECT {held}")[0]
        return [index for index, any_ in zip(seen, row, strict=True) if any_]

    def _matches(self, queries: list[tuple[str, str]], bound: int, limit: int) -> list[int]:
        found: set[int] = set()
        for statement, query in queries:
            found.update(row[0] for row in self._run(statement, (query, bound, limit)))
        return sorted(found, reverse=True)[:limit]

    def _run(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        try:
            rows: list[Any] = self.link.execute(self.engine.sql(statement), values).fetchall()
        except sqlite_file.ENGINE_ERRORS as error:
            where = str(self.footing.path) if self.footing else "the journal"
            raise sqlite_file.in_words(error, where) from error
        return rows

    def _at(self, positions: Sequence[int], filters: Sequence[tuple[str, Any]]) -> list[Line]:
        rules, values = self._rules("", desk_view=False)
        for name, value in filters:
            rules.append(FILTERS[name])
            values.append(value)
        rules.append(f"l.pos IN ({marks(positions)})")
        return self._lines(rules, "l.pos DESC", [*values, *positions], len(positions))
