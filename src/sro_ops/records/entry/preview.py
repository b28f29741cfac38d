"""What will be recorded, in words: the second line under the entry line."""

from __future__ import annotations

from datetime import tzinfo

from sro_ops.records.entry.clock import say_time
from sro_ops.records.entry.shapes import Entry


def sentence(entry: Entry, zone: tzinfo, clock: int = 24) -> list[tuple[str, bool]]:
    """Say what `entry` will become, as pieces of text with whether each was understood.

    Understood pieces take the accent: ``will be``, **patrol**, **Gym**, ``10:42``, ``"secure"``.
    `zone` is the site's; `clock` is 24 or 12. Problems are not part of the sentence.
    """
    pieces = [("will be", False)]
    pieces.append((entry.verb.word, True) if entry.verb else ("note", False))
    if entry.place:
        pieces.append((entry.place.name, True))
    pieces.append(_when(entry, zone, clock))
    pieces += [(mark.meaning, True) for mark in entry.marks if mark.kind == "money"]
    pieces += [(f"#{tag}", True) for tag in entry.tags]
    if entry.people:
        pieces.append(("with " + ", ".join(named.name for named in entry.people), True))
    if entry.text:
        pieces.append((f'"{" ".join(entry.text.split())}"', False))
    if entry.near:
        pieces.append((f"or did you mean {' or '.join(entry.near)}?", False))
    return pieces


def _when(entry: Entry, zone: tzinfo, clock: int) -> tuple[str, bool]:
    """Say when, in the words of the line's own time where it states one."""
    stated = [mark.meaning for mark in entry.marks if mark.kind == "time"]
    if stated:
        return stated[0], True
    return say_time(entry.occurred_from.astimezone(zone), clock), False
