"""How commands answer: JSON for scripts, aligned text for people.

`--json` gives one JSON document for one answer and JSON Lines for lists, on standard output
alone, in ASCII. Text for people never holds a character that a terminal would obey.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import NamedTuple

from sro_ops.text import cells, clean, one_line

_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
"""Characters that turn the direction of what follows, beyond the text they stand in."""


class Column(NamedTuple):
    """One column of a table: the key of its value, its title, and whether it lines up right.

    `width` is the least number of cells that it takes.
    """

    key: str
    title: str
    right: bool = False
    width: int = 0


def printable(text: str) -> str:
    """Return `text` on one line, without anything that a terminal obeys or that turns the line."""
    return one_line(text).translate(_TURNING)


def _safe(line: str) -> str:
    """Return a line as `printable` does, but with the spaces that line it up."""
    return clean(line).replace("\t", " ").translate(_TURNING).rstrip()


def emit(answer: Mapping[str, object], *, as_json: bool, text: str | None = None) -> None:
    """Print one answer: as a JSON document, or as `text`, or else as a line for each key."""
    if as_json:
        print(_json(answer))
    elif text is not None:
        print("\n".join(_safe(line) for line in text.split("\n")))
    else:
        widest = max((cells(key) for key in answer), default=0)
        for key, value in answer.items():
            name = key.replace("_", " ")
            print(f"{_pad(name, widest + 2, right=False)}{_shown(value)}".rstrip())


def emit_rows(
    rows: Iterable[Mapping[str, object]],
    columns: Sequence[Column],
    *,
    as_json: bool,
    empty: str = "",
    sample: int = 200,
) -> None:
    """Print a list: each row as a line of JSON with all its keys, or a table of `columns`.

    Args:
        empty: what to say to a person when there are no rows.
        sample: how many rows are looked at for the widths of the columns before the first is
            printed; the rest flows, however many. With 0 each row is printed as it comes.
    """
    if as_json:
        for row in rows:
            print(_json(row), flush=not sample)
        return
    flow = iter(rows)
    head = list(islice(flow, sample))
    if sample and not head:
        if empty:
            print(empty)
        return
    for line in _table(head, flow, columns):
        print(line, flush=not sample)


def _table(
    head: list[Mapping[str, object]],
    rest: Iterator[Mapping[str, object]],
    columns: Sequence[Column],
) -> Iterator[str]:
    titles: dict[str, object] = {column.key: column.title for column in columns}
    widths = [
        max([column.width, *(cells(_shown(row.get(column.key))) for row in (titles, *head))])
        for column in columns
    ]
    for row in chain([titles], head, rest):
        parts = [
            _pad(_shown(row.get(column.key)), width, right=column.right)
            for column, width in zip(columns, widths, strict=True)
        ]
        yield "  ".join(parts).rstrip()


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * max(0, width - cells(text))
    return space + text if right else text + space


def _shown(value: object) -> str:
    """Return a value as a person reads it; what is not there is left empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(_shown(one) for one in value)
    return printable(str(value))


def _json(value: Mapping[str, object]) -> str:
    import json

    return json.dumps(value)


def prepare_streams() -> None:
    """Let no character that the terminal's encoding lacks stop an answer."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
