"""The two small tables of a site: its places and its bell schedule, as CSV.

UTF-8 with or without a byte order mark, commas, a header line; blank lines are skipped. Every
mistake is named with its line: ``places.csv line 7: …``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import time
from pathlib import Path
from typing import NamedTuple

from sro_ops.errors import Refused
from sro_ops.text import nearest, one_line

_CODE = re.compile(r"[^\W_][\w.-]{0,31}")
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::00)?\s*([ap]m)?", re.I)


class PlaceRow(NamedTuple):
    """One place: what is typed, what is shown, what it is (hall, door, …), and where."""

    code: str
    name: str
    kind: str = ""
    building: str = ""


class BellRow(NamedTuple):
    """One period of the school day, in the site's own time."""

    period: str
    start: time
    end: time


def read_places(path: Path) -> list[PlaceRow]:
    """Return the places of a CSV file with the columns code, name, kind, building.

    kind and building may be left out.

    Raises:
        Refused: the file cannot be read, or a line is wrong or its code is taken.
    """
    rows: list[PlaceRow] = []
    lines: dict[str, str] = {}
    for where, cells in _rows(path, ("code", "name"), ("kind", "building")):
        place = PlaceRow(*cells)
        if not _CODE.fullmatch(place.code):
            todo = "Use letters, digits, - and _, up to 32"
            raise Refused(f'"{place.code}" cannot be a code', where, todo)
        if not place.name:
            raise Refused(f'place "{place.code}" has no name', where)
        _only_once(lines, place.code, "code", where)
        rows.append(place)
    return rows


def read_bells(path: Path) -> list[BellRow]:
    """Return the bell schedule of a CSV file with the columns period, start, end.

    Times are ``7:50``, ``13:05`` or ``1:05 PM``. Periods may overlap, as lunches do.

    Raises:
        Refused: the file cannot be read, or a line is wrong or its period is taken.
    """
    rows: list[BellRow] = []
    lines: dict[str, str] = {}
    for where, (period, start, end) in _rows(path, ("period", "start", "end"), ()):
        if not period:
            raise Refused("a period without a name", where)
        bell = BellRow(period, _time(start, "start", where), _time(end, "end", where))
        if bell.end <= bell.start:
            raise Refused(f'period "{period}" ends at {end}, before it starts', where)
        _only_once(lines, period, "period", where)
        rows.append(bell)
    return rows


def _time(text: str, column: str, where: str) -> time:
    match = _TIME.fullmatch(text)
    if match is not None:
        hour, minute = int(match[1]), int(match[2])
        half = (match[3] or "").lower()
        if half:
            hour = hour % 12 + (12 if half == "pm" else 0) if 1 <= hour <= 12 else 24
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise Refused(f'{column} "{text}" is no time', where, "Write it like 7:50 or 13:05")


def _only_once(lines: dict[str, str], value: str, what: str, where: str) -> None:
    first = lines.setdefault(value.casefold(), where)
    if first != where:
        raise Refused(f'{what} "{value}" is already at line {first.rpartition(" ")[2]}', where)


def _rows(
    path: Path, needed: Sequence[str], optional: Sequence[str]
) -> Iterator[tuple[str, list[str]]]:
    """Yield each line's place (``places.csv line 7``) and its cells in the order of columns."""
    reader = csv.reader(io.StringIO(_text(path), newline=""), strict=True)
    order: list[int] | None = None
    try:
        line = 1
        for cells in reader:
            where, line = f"{path.name} line {line}", reader.line_num + 1
            cells = [one_line(cell) for cell in cells]
            if not any(cells):
                continue
            if order is None:
                order = _columns(cells, needed, optional, where)
                width = len(cells)
                continue
            if len(cells) > width:
                todo = "Put text with a comma in quotes"
                raise Refused(f"{len(cells)} cells under {width} columns", where, todo)
            cells += [""] * (width - len(cells))
            yield where, [cells[at] if at >= 0 else "" for at in order]
    except csv.Error as error:
        raise Refused(f"not CSV: {error}", f"{path.name} line {reader.line_num}") from None
    if order is None:
        raise Refused("empty", path.name, f"Its first line is {','.join([*needed, *optional])}")


def _columns(
    header: list[str], needed: Sequence[str], optional: Sequence[str], where: str
) -> list[int]:
    names = [cell.casefold() for cell in header]
    known = [*needed, *optional]
    if len(names) == 1 and ";" in names[0]:
        raise Refused("separated by semicolons", where, "Save it with commas")
    for name in names:
        if name not in known or names.count(name) > 1:
            what = "unknown column" if name not in known else "a second column"
            offer = nearest(name, known) if name not in known else None
            todo = f"Nearest: {offer}" if offer else f"Columns: {', '.join(known)}"
            raise Refused(f'{what} "{name}"', where, todo)
    for name in needed:
        if name not in names:
            todo = f"Columns: {', '.join(known)}"
            raise Refused(f'no column "{name}"', where, todo)
    return [names.index(name) if name in names else -1 for name in known]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", str(path)) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        todo = 'Save it as "CSV UTF-8"'
        raise Refused("not UTF-8 text", f"{path.name} line {line}", todo) from None
