"""What lists, detail pages and forms of records ask of the rest: a Protocol and plain shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Kind:
    """A record type as a screen needs to know it.

    Attributes:
        type: ``property.theft``.
        plugin: whose it is; ``core`` for the host's own.
        word: what stands in the column of verbs, at most 8 letters: ``theft``.
        label: what a person calls one: ``Theft``.
        states: of its workflow, in order; empty for none.
        figure: the label of the field that a list shows at the right; empty for none.
        may_add: whether the operator may add one.
    """

    type: str
    plugin: str
    word: str
    label: str
    states: tuple[str, ...] = ()
    figure: str = ""
    may_add: bool = True


@dataclass(frozen=True, slots=True)
class ListQuery:
    """Which records a list shows: their types, and the filter as typed."""

    types: tuple[str, ...]
    filter: str = ""
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record in a list, in words.

    `at` is site time. `people` are the names that this viewer may see; they stand as initials
    until they are asked for. `protected` records show nothing of themselves until then.
    """

    id: str
    number: str
    type: str
    word: str
    state: str
    at: datetime
    summary: str
    place: str = ""
    figure: str = ""
    who: str = ""
    people: tuple[str, ...] = ()
    protected: bool = False
    sealed: bool = False
    struck: bool = False
    expunged: bool = False


@dataclass(frozen=True, slots=True)
class ListFacts:
    """What stands around a list.

    Attributes:
        said: the filter as understood: ``open, held``, ``this year``; empty shows everything.
        count: how many records there are, counted.
        at_least: whether there are more.
        open: how many of them still need somebody, and whether there are more of these.
        about: about how many there are, for the scroll bar.
    """

    said: tuple[str, ...]
    count: int
    at_least: bool
    open: int
    open_at_least: bool
    about: int


class RecordSource(Protocol):
    """Records of every type. Methods are called from worker threads and may raise `SroError`."""

    def kinds(self) -> Sequence[Kind]:
        """Return every record type of which this operator may see records; quick."""
        ...

    def page(
        self, query: ListQuery, beside: RecordRow | None, limit: int, backward: bool = False
    ) -> Sequence[RecordRow]:
        """Return up to `limit` rows behind `beside`, or with `backward` before it.

        Without a row: the first ones, or with `backward` the last ones. Always in the order of the
        list; fewer than `limit` means that the list ends there.
        """
        ...

    def page_near(self, query: ListQuery, fraction: float, limit: int) -> Sequence[RecordRow]:
        """Return rows from about `fraction` of the way down the list."""
        ...

    def facts(self, query: ListQuery) -> ListFacts:
        """Return what stands around the list."""
        ...

    def move(self, number: str, step: str) -> str:
        """Take a record one step of its workflow further; return its number."""
        ...

    def append(self, number: str, text: str) -> str:
        """Add a line to a record's narrative; return its number."""
        ...

    def link(self, number: str, other: str, relation: str) -> str:
        """Link a record to another, by their numbers in any form; return the first one's."""
        ...
