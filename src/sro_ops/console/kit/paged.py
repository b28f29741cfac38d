"""The half of a long list that reads: which page is asked for, and what happens when one comes.

Nothing here draws or takes keys; that is `virtual`. What the cursor stands on is `chosen`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

from textual.events import Resize
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.chosen import Chosen
from sro_ops.console.kit.pages import PAGE, Pages, fetch

if TYPE_CHECKING:
    from sro_ops.console.kit.window import Run, Slice

T = TypeVar("T")

NEAR = 20
"""Rows beyond the window at which the next page is asked for."""

Asked = tuple[int, str, int]
"""A request: in which list, counted; which page, as `fetch` names it; at which index."""


class Paged(ScrollView, Generic[T]):
    """A list that loads what is in sight, or nearly.

    Attributes:
        why: what went wrong with the last page; empty for nothing.
    """

    class Changed(Message, namespace="virtual_list"):
        """Cursor or rows changed: title, second line and detail may need new words."""

    class Came(Message):
        """A page has come; `asked` is the request that it answers."""

        def __init__(self, asked: Asked, page: Slice[object]) -> None:
            super().__init__()
            self.asked = asked
            self.page = page

    class Failed(Message):
        """A page could not be read, and why."""

        def __init__(self, asked: Asked, why: str) -> None:
            super().__init__()
            self.asked = asked
            self.why = why

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.why = ""
        self._chosen: Chosen[T] = Chosen(self.same)
        self._pages: Pages[T] | None = None
        self._began = 0
        self._asked: Asked | None = None
        self._stale = False

    def same(self, one: T, other: T) -> bool:
        """Say whether two rows tell of the same thing: it stays chosen when a list is read anew."""
        return one == other

    # What others tell it

    @property
    def run(self) -> Run[T]:
        """The loaded rows."""
        return self._chosen.run

    @property
    def cursor(self) -> int:
        """The index of the chosen row, which may not be loaded yet."""
        return self._chosen.index

    @property
    def row(self) -> T | None:
        """The chosen row; None where there is none, or it is on its way."""
        return self._chosen.row

    def read(self, pages: Pages[T], total: int = 0) -> None:
        """Show the list that `pages` reads, from its head."""
        self._pages = pages
        self._began += 1
        self._stale, self.why = False, ""
        self._chosen.begin(total)
        self._resized()
        self._scroll(0)
        self._ask("head", 0)
        self._changed()

    def expect(self, total: int) -> None:
        """Learn about how many rows there are."""
        seen = self._seen
        to_last = self._asked is not None and self._asked[1] == "last"
        self._moved(self._chosen.expect(total, to_last), seen)

    def renew(self) -> None:
        """Read the rows in sight anew: something in them has changed."""
        if self._pages is None:
            return
        if not self.run.loaded or (self._asked and self._asked[1] in ("head", "again")):
            self._stale = True  # what is on its way may be from before
            return
        self._began += 1
        top = self.scroll_offset.y
        at_head = (self.run.first and top < NEAR) or self.run.get(top) is None
        self._ask("head" if at_head else "again", 0)

    # Asking

    def _look(self) -> None:
        """Ask for what is in sight, or nearly, and not loaded."""
        if self._pages is None or self._asked is not None or not self.run.loaded:
            return
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        start, end = self.run.start, self.run.end
        far = top + height + NEAR < start or top - NEAR > end
        if (far or not self.run.rows) and not (self.run.first and self.run.last):
            at = min(top, self.run.total - 1)
            self._ask("tail" if at >= self.run.total - max(height, PAGE) else "near", at)
        elif top + height + NEAR > end and not self.run.last:
            self._ask("after", end)
        elif top - NEAR < start and not self.run.first:
            self._ask("before", start)

    def _ask(self, what: str, at: int) -> None:
        pages, run = self._pages, self.run
        if pages is None:
            return
        asked = self._asked = (self._began, what, at)
        rows, total = run.rows, max(run.total, 1)
        height = max(self.size.height, PAGE)

        ask(
            self,
            lambda: fetch(pages, what, rows, at / total, height),
            lambda page: self.Came(asked, page),  # type: ignore[arg-type]
            lambda why: self.Failed(asked, why),
        )

    def on_paged_came(self, event: Came) -> None:
        """Take a page in, unless it was given up for another."""
        event.stop()
        if event.asked != self._asked:
            return
        self._asked, self.why = None, ""
        page: Slice[T] = event.page  # type: ignore[assignment]
        _, what, at = event.asked
        seen = self._seen
        shift = self._chosen.take(what, self.run.start if what == "again" else at, page)
        if shift is None:
            self._ask("again", 0)
            return
        self._moved(shift, seen)
        if self._stale:
            self._stale = False
            self.renew()
        self._look()

    def on_paged_failed(self, event: Failed) -> None:
        """Say so; the next key asks again."""
        event.stop()
        if event.asked == self._asked:
            self._asked, self._stale, self.why = None, False, event.why
            self._changed()

    # The window

    def on_resize(self, event: Resize) -> None:
        """Keep the cursor in sight."""
        self._resized()
        self.show_cursor()
        self._look()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Load what has come into sight."""
        super().watch_scroll_y(old_value, new_value)
        self._look()

    @property
    def _seen(self) -> bool:
        """Whether the cursor is in sight."""
        return 0 <= self.cursor - self.scroll_offset.y < max(self.size.height, 1)

    def show_cursor(self) -> None:
        """Scroll until the cursor is in sight."""
        top, height = self.scroll_offset.y, max(self.size.height, 1)
        if self.cursor < top:
            self._scroll(self.cursor)
        elif self.cursor >= top + height:
            self._scroll(self.cursor - height + 1)

    def _scroll(self, top: int) -> None:
        """Scroll at once; a list that has just grown has no scroll bar yet, hence the force."""
        self.scroll_to(y=top, animate=False, force=True)

    def _moved(self, shift: int, seen: bool) -> None:
        """Let the window follow its rows, whose indexes have moved; a cursor in sight stays there.

        Args:
            shift: by how much the rows have moved.
            seen: whether the cursor was in sight before.
        """
        self._resized()
        if shift:
            self._scroll(self.scroll_offset.y + shift)
        if seen:
            self.show_cursor()
        self._changed()

    def _resized(self) -> None:
        self.virtual_size = Size(self.size.width, self.run.total)

    def _changed(self) -> None:
        self.refresh()
        self.post_message(self.Changed())
