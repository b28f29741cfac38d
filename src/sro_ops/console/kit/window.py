"""The part of a long list that is loaded: one run of rows, and where in the list it stands.

Pure. A list of a million rows is never loaded: one run is held, grown by key at either end, and
given up for another when somebody jumps far. Where a run stands after a jump is an estimate; it is
put right as soon as an end of the list comes into the run, without moving what is on the screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

KEPT = 1_000
"""Rows of a run beyond which its far side is let go."""


@dataclass(frozen=True, slots=True)
class Slice(Generic[T]):
    """A page of rows, in the order of the list; whether the list begins or ends with it."""

    rows: Sequence[T]
    first: bool = False
    last: bool = False


class Run(Generic[T]):
    """The loaded rows of a list.

    Attributes:
        rows: without a gap, in the order of the list.
        start: where the first of them stands, counted from 0; an estimate until `exact`.
        total: how many rows the list has, at a guess until both ends were seen.
        told: how many it was last said to have.
        first: whether the list begins with `rows`; then `start` is 0.
        last: whether the list ends with them; then `total` is where they end.
    """

    def __init__(self, total: int = 0) -> None:
        self.rows: list[T] = []
        self.start = 0
        self.total = total
        self.told = total
        self.first = False
        self.last = False
        self.loaded = False

    @property
    def end(self) -> int:
        """One past the index of the last loaded row."""
        return self.start + len(self.rows)

    def get(self, index: int) -> T | None:
        """Return a row by its index; None where it is not loaded."""
        return self.rows[index - self.start] if self.start <= index < self.end else None

    def replace(self, page: Slice[T], start: int) -> None:
        """Hold `page` and nothing else; it stands at about `start`."""
        self.rows = list(page.rows)
        self.start = start
        self.first, self.last, self.loaded = page.first, page.last, True
        if not (page.first and page.last):
            self.total = max(self.total, self.told)
        self.settle()

    def add_after(self, page: Slice[T]) -> int:
        """Put a page behind the run; return by how much every index has moved."""
        self.rows.extend(page.rows)
        self.last = page.last
        over = len(self.rows) - KEPT
        if over > 0:
            del self.rows[:over]
            self.start += over
            self.first = False
        return self.settle()

    def add_before(self, page: Slice[T]) -> int:
        """Put a page before the run; return by how much every index has moved."""
        self.rows[:0] = page.rows
        self.start -= len(page.rows)
        self.first = page.first
        if len(self.rows) > KEPT:
            del self.rows[KEPT:]
            self.last = False
        return self.settle()

    def expect(self, total: int) -> int:
        """Learn about how many rows there are; return by how much every index has moved."""
        self.told = total
        if not (self.first and self.last):
            self.total = max(total, len(self.rows))
        return self.settle()

    def settle(self) -> int:
        """Make start and total agree with what is known of the ends; return the move of indexes."""
        if not self.loaded:
            return 0
        before = self.start
        if self.first:
            self.start = 0
        elif self.last:
            self.start = max(self.total - len(self.rows), 1)
        else:
            self.start = max(self.start, 1)
        if self.last:
            self.total = self.end
        else:
            self.total = max(self.total, self.end + 1)
        return self.start - before
