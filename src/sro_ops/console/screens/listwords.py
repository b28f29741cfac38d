"""The words around a record list, and what its workers tell it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from sro_ops.console.kit.ink import QUIET, STRONG, Piece

if TYPE_CHECKING:
    from sro_ops.console.source.page import RecordPage
    from sro_ops.console.source.records import Kind, ListFacts, ListQuery

CLOSED: Sequence[Sequence[Piece]] = (
    (("▣ ", QUIET), ("Protected record", "quiet italic")),
    (("↵", "accent bold"), (" opens it; the journal keeps that you did", QUIET)),
)
"""What stands beside the list for a record that must be opened on purpose."""


class Told(Message):
    """What stands around the list that `query` asks for."""

    def __init__(self, query: ListQuery, facts: ListFacts) -> None:
        super().__init__()
        self.query = query
        self.facts = facts


class Read(Message):
    """A record's page; `on_screen` where it was opened on purpose, None where it must be."""

    def __init__(self, number: str, page: RecordPage | None, on_screen: bool) -> None:
        super().__init__()
        self.number = number
        self.page = page
        self.on_screen = on_screen


class Failed(Message):
    """A record, or what stands around the list, could not be read, and why."""

    def __init__(self, number: str, why: str) -> None:
        super().__init__()
        self.number = number
        self.why = why


def count(facts: ListFacts) -> str:
    """Return how many records there are: ``37``, ``≥ 10,000``, ``about 1,204,000``."""
    if not facts.at_least:
        return f"{facts.count:,}"
    return f"about {facts.about:,}" if facts.about > facts.count else f"≥ {facts.count:,}"


def figure(facts: ListFacts | None) -> str:
    """Return a list's figure: ``this year   37 records, 6 open``."""
    if facts is None:
        return "…"
    noun = "record" if facts.count == 1 and not facts.at_least else "records"
    least = "≥ " if facts.open_at_least else ""
    unfinished = f", {least}{facts.open:,} open" if facts.open else ""
    return f"{count(facts)} {noun}{unfinished}"


def about(index: int, facts: ListFacts | None) -> str:
    """Return where a row stands: ``1 of 37``; in a list that was not counted, about where."""
    if facts is None:
        return ""
    return f"{'about ' if facts.at_least and index > 500 else ''}{index + 1:,} of {count(facts)}"


def empty(title: str, kinds: Sequence[Kind]) -> tuple[tuple[Piece, ...], ...]:
    """Return what stands in a list without rows: that there are none, and which key to press."""
    may = [kind for kind in kinds if kind.may_add]
    lines: tuple[tuple[Piece, ...], ...] = ((("No records here.", STRONG),), ())
    if may:
        lines += ((("n", "accent bold"), (f"  new {may[0].label.lower()}", QUIET)),)
    return (*lines, (("/", "accent bold"), ("  another filter", QUIET)))


def states(kinds: Sequence[Kind]) -> str:
    """Return what a filter may say: the states of these types, then what any list understands."""
    known = dict.fromkeys(state for kind in kinds for state in kind.states)
    return "  ".join([*known, "this month", "2026-09", "mine", "crossed out", "@place", "words"])
