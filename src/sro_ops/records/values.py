"""Field values as people write them on the shell and in forms, turned into what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sro_ops.errors import Refused, Usage
from sro_ops.records.field_rules import Field
from sro_ops.records.record import Record

_MONEY = re.compile(r"\$?\s*(\d{1,3}(?:,\d{3})+|\d{1,14})(?:\.(\d{2}))?")
_YES = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False,
        "0": False}  # fmt: skip
CORE = {"place": "Place", "occurred_from": "Occurred", "occurred_to": "Until"}
"""Fields of every record that people may set: name → label."""


def pairs(arguments: Iterable[str]) -> dict[str, str]:
    """Return ``FIELD=VALUE`` arguments as a mapping.

    Raises:
        Usage: for one without an equals sign, or a field that is there twice.
    """
    found: dict[str, str] = {}
    for argument in arguments:
        name, equals, value = argument.partition("=")
        if not equals or not name.strip():
            raise Usage(f'"{argument}" is not FIELD=VALUE', todo='Write like hall="North wing"')
        if name.strip() in found:
            raise Usage(f'"{name.strip()}" is given twice')
        found[name.strip()] = value
    return found


def read_values(cls: type[Record], texts: dict[str, str], zone: str) -> dict[str, Any]:
    """Return the values of fields of `cls` from their texts.

    Args:
        cls: the record type.
        texts: field name → text; an empty text empties the field.
        zone: the site's time zone; times without an offset are its local times.

    Raises:
        Refused: for an unknown field or a text that its field does not take.
    """
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if name in ("occurred_from", "occurred_to"):
            values[name] = read_time(text, zone, CORE[name])
            if name == "occurred_from" and values[name] is None:
                raise Refused(f"{CORE[name]} is missing", todo="Write a time like 2026-10-14T13:05")
        elif name == "place":
            values[name] = text.strip() or None
        else:
            values[name] = read_value(cls.field(name), text, zone)
    return values


def read_value(declared: Field, text: str, zone: str) -> Any:
    """Return one field's value from its text.

    Raises:
        Refused: says how to write it.
    """
    text = text.strip()
    if not text:
        return None
    if declared.kind == "number":
        if not re.fullmatch(r"[+-]?\d{1,18}", text):
            raise _refusal(declared.label, text, "a whole number")
        return int(text)
    if declared.kind == "money":
        return _cents(declared.label, text)
    if declared.kind == "yes/no":
        if text.casefold() not in _YES:
            raise _refusal(declared.label, text, "yes or no")
        return _YES[text.casefold()]
    if declared.kind == "date":
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _refusal(declared.label, text, "a date like 2026-10-14") from None
    if declared.kind == "time":
        return read_time(text, zone, declared.label)
    return text


def read_time(text: str, zone: str, label: str) -> datetime | None:
    """Return a time from ISO text; without an offset it is the site's local time.

    Raises:
        Refused: when it is no time.
    """
    if not text.strip():
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        local = moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))
        return local.astimezone(UTC)
    except (ValueError, OverflowError):
        raise _refusal(label, text, "a time like 2026-10-14T13:05") from None


def check_span(record: Record) -> None:
    """Refuse an end that lies before its beginning.

    Raises:
        Refused: it does.
    """
    start, end = record.occurred_from, record.occurred_to
    if start is not None and end is not None and end < start:
        raise Refused(f"{CORE['occurred_to']} lies before {CORE['occurred_from']}")


def _cents(label: str, text: str) -> int:
    found = _MONEY.fullmatch(text)
    if found is None:
        raise _refusal(label, text, "an amount like $400 or 1,250.50")
    return int(found[1].replace(",", "")) * 100 + int(found[2] or 0)


def _refusal(label: str, text: str, how: str) -> Refused:
    return Refused(f'{label} is "{text}"', todo=f"Write {how}")
