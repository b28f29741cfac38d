"""A list that is short enough to be read whole, as the pages of a `VirtualList`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from sro_ops.console.kit.window import Slice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")


class Few(Generic[T]):
    """The pages of a short list.

    Args:
        read: returns the rows, all of them; called in threads, may raise `SroError`.
    """

    def __init__(self, read: Callable[[], Sequence[T]]) -> None:
        self._read = read

    def head(self, limit: int) -> Slice[T]:
        """Return the rows."""
        return Slice(self._read(), first=True, last=True)

    def tail(self, limit: int) -> Slice[T]:
        """Return the rows."""
        return self.head(limit)

    def after(self, row: T, limit: int) -> Slice[T]:
        """Return the rows: what changed meanwhile may stand anywhere."""
        return self.head(limit)

    def before(self, row: T, limit: int) -> Slice[T]:
        """Return nothing: the rows were all read."""
        return Slice((), first=True)

    def near(self, fraction: float, limit: int) -> Slice[T]:
        """Return the rows."""
        return self.head(limit)
