"""Journal lines as a viewer sees them: a page of rows, and what belongs to each.

The names of operators and people and the words of types are looked up once for a page, not joined
to every row of it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sro_ops.store.dialect import Engine, Run, neutral
from sro_ops.store.model import Line, Scope

_NOW = """(SELECT p2.summary FROM journal_line l2 JOIN journal_payload p2 ON p2.line = l2.pos
    WHERE l2.record = l.record AND l2.verb IN ('logged', 'corrected', 'amended', 'moved')
    ORDER BY l2.pos DESC LIMIT 1)"""

_RETOLD = """EXISTS (SELECT 1 FROM journal_line l2
    WHERE l2.record = l.record AND l2.verb IN ('corrected', 'amended'))"""

_SELECT = f"""SELECT l.pos, l.site, l.seq, l.id, l.desk, l.occurred, l.recorded, l.committed,
    l.operator, l.plugin, l.type, l.record, l.number,
    l.record_version, l.verb, l.place, l.record_class,
    CASE WHEN l.verb = 'logged' AND r.version > l.record_version THEN {_NOW} ELSE p.summary END,
    l.hash, coalesce(r.state, ''), coalesce(r.sealed, false), coalesce(r.struck, false),
    coalesce(r.expunged, false), l.verb = 'logged' AND r.version > l.record_version AND {_RETOLD}
    FROM journal_line l
    LEFT JOIN journal_payload p ON p.line = l.pos
    LEFT JOIN core_record r ON r.id = l.record"""

_OPERATOR, _TYPE, _RECORD = 8, 10, 11
"""Where these stand in a row of `_SELECT`."""

_NAMES = "SELECT id, name FROM core_person WHERE id IN ({})"
_WORDS = "SELECT type, word FROM core_type WHERE type IN ({})"
_PEOPLE = (
    "SELECT record_id, name FROM core_party WHERE record_id IN ({})"
    " AND record_class IN ({}) AND struck_why IS NULL ORDER BY id"
)


def read_lines(
    run: Run, engine: Engine, scope: Scope, condition: str, values: Sequence[Any]
) -> list[Line]:
    """Return the lines of a statement, complete.

    Args:
        run: runs a statement on the viewer's connection.
        engine: the words of the engine behind it.
        scope: what the viewer may see: of the people, those of its classes; the rest is for
            `condition` to hold.
        condition: what follows WHERE; ``l`` is the line, ``r`` its record as it is now.
        values: the parameters of the condition.
    """
    rows = run(f"{_SELECT} WHERE {condition}", values)
    if not engine.neutral_rows:
        rows = [[neutral(value) for value in row] for row in rows]
    names = _pairs(run, _NAMES, {row[_OPERATOR] for row in rows})
    words = _pairs(run, _WORDS, {row[_TYPE] for row in rows})
    people: dict[str, tuple[str, ...]] = {}
    for record, name in _people(run, scope, {row[_RECORD] for row in rows}):
        people[str(record)] = (*people.get(str(record), ()), name)
    return [
        _line(row, names.get(row[_OPERATOR], ""), words.get(row[_TYPE]), people.get(row[_RECORD]))
        for row in rows
    ]


def marks(values: Collection[Any]) -> str:
    """Return a placeholder for each value: ``?, ?, ?``."""
    return ", ".join("?" * len(values))


def _pairs(run: Run, statement: str, keys: set[Any]) -> dict[Any, str]:
    wanted = [key for key in keys if key]
    if not wanted:
        return {}
    return {neutral(key): value for key, value in run(statement.format(marks(wanted)), wanted)}


def _people(run: Run, scope: Scope, records: set[Any]) -> list[Any]:
    wanted, classes = [record for record in records if record], sorted(scope.classes)
    if not wanted:
        return []
    return run(_PEOPLE.format(marks(wanted), marks(classes)), [*wanted, *classes])


def _line(row: Sequence[Any], who: str, word: str | None, people: tuple[str, ...] | None) -> Line:
    (pos, site, seq, id, desk, occurred, recorded, committed, operator, plugin, type_, record,
     number, version, verb, place, class_, summary, hash, state, sealed, struck, expunged,
     corrected) = row  # fmt: skip
    return Line(
        pos, site, seq, id, desk, occurred, recorded, committed, operator, who, plugin, type_,
        word or verb, record, number, version, verb, place, class_, summary or "", hash, state,
        sealed == 1, struck == 1, expunged == 1, corrected == 1, people or (),
    )  # fmt: skip
