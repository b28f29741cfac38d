"""Which row of a long list is chosen: a record, not a place in the list.

Pure. Rows come when they come, the list is counted while somebody walks in it, and it is read anew
when something in it changes. Whatever arrives, the cursor stays on its record; where that record
has left the list, the cursor goes to the next one that is still there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from sro_ops.console.kit.window import Run, Slice

T = TypeVar("T")
Same = Callable[[T, T], bool]


class Chosen(Generic[T]):
    """The loaded rows of a list, and which of them is chosen.

    Args:
        same: whether two rows tell of the same record.

    Attributes:
        run: the loaded rows.
        index: where the chosen one stands; it may not be loaded yet.
    """

    def __init__(self, same: Same[T]) -> None:
        self.run: Run[T] = Run()
        self.index = 0
        self._same = same

    @property
    def row(self) -> T | None:
        """The chosen row; None where there is none, or it is on its way."""
        return self.run.get(self.index)

    def begin(self, total: int) -> None:
        """Begin another list, at its head."""
        self.run, self.index = Run(total), 0

    def point(self, index: int) -> None:
        """Choose the row at `index`; before anything is loaded, however many rows down."""
        most = self.run.total - 1 if self.run.loaded else index
        self.index = max(min(index, most), 0)

    def expect(self, total: int, to_last: bool) -> int:
        """Learn about how many rows there are; return by how much rows have moved.

        Args:
            total: about how many.
            to_last: whether the last row is on its way: then the cursor goes on standing there.
        """
        before = self.run.total
        shift = self.run.expect(total)
        self.point(self.index + (self.run.total - before if to_last else shift))
        return shift

    def take(self, what: str, at: int, page: Slice[T]) -> int | None:
        """Take a page in; return by how much rows have moved.

        None is returned, and nothing taken, where the chosen record is not in sight of the page's
        end: so much was added before it that the loaded rows must be read `again`.

        Args:
            what: which page it is, as `fetch` names it.
            at: about where in the list the page begins.
            page: its rows.
        """
        if what in ("after", "before"):
            shift = self.run.add_after(page) if what == "after" else self.run.add_before(page)
            self.point(self.index + shift)
            return shift
        if what in ("head", "again") and self.row is not None:
            return self._renewed(what, at, page)
        beyond = self.run.total - self.index
        self.run.replace(page, at)
        aim = {"first": 0, "last": self.run.total - beyond}.get(what, self.index)
        self.point(aim)
        return 0

    def _renewed(self, what: str, at: int, page: Slice[T]) -> int | None:
        """Take in rows that were read anew, and find the chosen record among them."""
        rows, here, before = self.run.rows, self.index - self.run.start, self.index
        place = found(rows[here:], page.rows, self._same)
        if place is None and what == "head" and not page.last:
            return None
        if place is None:
            place = found(rows[:here][::-1], page.rows, self._same)
        self.run.replace(page, at)
        self.point(self.run.start + (place or 0))
        return self.index - before if what == "again" else 0


def found(wanted: Sequence[T], rows: Sequence[T], same: Same[T]) -> int | None:
    """Return where the first of the `wanted` rows that is there stands among `rows`."""
    for one in wanted:
        for place, row in enumerate(rows):
            if same(one, row):
                return place
    return None
