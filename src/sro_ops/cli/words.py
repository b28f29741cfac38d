"""Journal lines as scripts and people read them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.cli.output import Column
from sro_ops.store.canonical import from_utc_text
from sro_ops.store.model import Line

if TYPE_CHECKING:
    from sro_ops.host.house import House

COLUMNS = (
    Column("when", "When"),
    Column("word", "What"),
    Column("number", "Number"),
    Column("place", "Place"),
    Column("who", "Who"),
    Column("summary", "Summary"),
)
"""What a person sees of a journal line on the shell."""


def local(utc_text: str, zone: str) -> datetime:
    """Return a stored time in the site's zone."""
    return from_utc_text(utc_text).astimezone(ZoneInfo(zone))


def line_document(line: Line, zones: Mapping[str, str]) -> dict[str, object]:
    """Return a journal line with the keys that CONTRACT promises; times with offset."""
    zone = zones.get(line.site, "UTC")
    return {
        "seq": line.seq,
        "id": line.id,
        "desk": line.desk,
        "at": local(line.at, zone).isoformat(),
        "recorded_at": local(line.recorded_at, zone).isoformat(),
        "committed_at": local(line.committed_at, zone).isoformat(),
        "site": line.site,
        "operator": line.operator,
        "plugin": line.plugin,
        "type": line.type,
        "record": line.record,
        "number": line.number or None,
        "verb": line.verb,
        "summary": line.summary,
        "place": line.place or None,
        "class": line.record_class,
        "hash": line.hash,
    }


VERBS = {"struck": "crossed out", "amended": "corrected"}
"""Verbs of lines that people call something else."""


def verb_text(verb: str) -> str:
    """Return a line's verb as people say it."""
    return VERBS.get(verb, verb)


def line_row(line: Line, house: House, as_json: bool) -> dict[str, object]:
    """Return a line for `emit_rows`: the promised keys, or those that a person reads."""
    if as_json:
        return line_document(line, house.store.zones)
    when = local(line.at, house.store.zones.get(line.site, "UTC"))
    word = line.word if line.verb == "logged" else f"{line.word} {verb_text(line.verb)}"
    if line.word == line.verb:
        word = line.verb
    return {
        "when": f"{when:%Y-%m-%d %H:%M}",
        "word": word,
        "number": line.number,
        "place": house.place_name(line.place),
        "who": line.who,
        "summary": _told(line),
    }


def _told(line: Line) -> str:
    """Return what a person reads of a line's words: with names, and with what became of it."""
    if line.expunged:
        return "(expunged)"
    people = [f"(with {', '.join(line.people)})"] if line.people else []
    marks = ["(crossed out)"] if line.struck and line.verb == "logged" else []
    marks += ["(sealed)"] if line.sealed else []
    return " ".join([line.summary, *people, *marks]).strip()
