"""What a long list is read from: pages by key, and which of them a list asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from sro_ops.console.kit.window import Slice

T = TypeVar("T")

PAGE = 60
"""Rows that are asked for at once."""


class Pages(Protocol[T]):
    """What a list reads from. Called in threads; may block and may raise `SroError`."""

    def head(self, limit: int) -> Slice[T]:
        """Return the first rows."""
        ...

    def tail(self, limit: int) -> Slice[T]:
        """Return the last rows."""
        ...

    def after(self, row: T, limit: int) -> Slice[T]:
        """Return the rows behind `row`."""
        ...

    def before(self, row: T, limit: int) -> Slice[T]:
        """Return the rows before `row`, in the order of the list."""
        ...

    def near(self, fraction: float, limit: int) -> Slice[T]:
        """Return rows from about `fraction` of the way down, between 0 and 1."""
        ...


def fetch(pages: Pages[T], what: str, rows: Sequence[T], fraction: float, height: int) -> Slice[T]:
    """Return the page that a list asks for; called in a thread.

    Args:
        pages: what it reads from.
        what: ``head`` or ``tail`` of the list, and ``first`` or ``last`` where somebody goes there;
            ``after`` or ``before`` the loaded rows, ``again`` for them themselves; ``near`` so far
            down.
        rows: the loaded rows.
        fraction: how far down, between 0 and 1.
        height: rows in sight, at least a page of them.
    """
    if what == "after":
        return pages.after(rows[-1], PAGE)
    if what == "before":
        return pages.before(rows[0], PAGE)
    if what == "again":
        return _again(pages, rows, height)
    if what == "near" and fraction > 0:
        return pages.near(fraction, height)
    return pages.tail(height) if what in ("tail", "last") else pages.head(height)


def _again(pages: Pages[T], rows: Sequence[T], height: int) -> Slice[T]:
    """Read the loaded rows anew: what stands before the second one, and what follows it."""
    found = pages.after(rows[0], max(len(rows), height) - 1)
    before = pages.before(found.rows[0], 2) if found.rows else pages.tail(2)
    first = before.first and len(before.rows) < 2
    return Slice([*before.rows[-1:], *found.rows], first, found.last)
