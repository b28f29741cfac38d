"""Today's log: a virtual list, oldest above, the newest line just above the entry line.

Only rows in sight are drawn. The cursor stays on its line whatever arrives; the window follows the
newest line (`live`) until somebody scrolls away (held); older pages are asked for by key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget

from sro_ops.console.kit import times
from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.ink import PLAIN, Piece, length, ruled
from sro_ops.console.log.lines import Day, Log
from sro_ops.console.log.rows import Row, columns, pieces
from sro_ops.console.log.view import View
from sro_ops.console.samekeys import same_keys

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from textual.events import Blur, Click, Focus, MouseScrollDown, MouseScrollUp, Resize
    from textual.strip import Strip

    from sro_ops.store.model import Line

MEASURE = 152
"""Cells beyond which a row does not run: the eye loses its line."""


class Timeline(Widget, can_focus=True):
    """The list. It changes only by its methods, which are called on the screen's thread.

    Attributes:
        view: the window on the lines; None until the first page is there.
        empty: what stands in the middle where there are no lines at all.
    """

    DEFAULT_CSS = "Timeline { height: 1fr; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "c",
            "screen.catch_up",
            "write up several lines",
            show=False,
            id="log.catch_up",
        ),
        Binding("s", "screen.since", "since you were here", show=False, id="log.since"),
        Binding("up", "move(-1)", "up", show=False, id="log.up"),
        Binding("down", "move(1)", "down", show=False, id="log.down"),
        Binding("pageup", "page(-1)", "a page up", show=False, id="log.page_up"),
        Binding("pagedown", "page(1)", "a page down", show=False, id="log.page_down"),
        Binding("home", "jump(False)", "to the oldest loaded", show=False, id="log.first"),
        Binding("end", "jump(True)", "to the newest", show=False, id="log.last"),
        Binding("enter", "open", "open the record", show=False, id="log.open"),
        Binding("u", "screen.fix", "fix your last line", show=False, id="log.fix"),
        Binding("x", "screen.cross_out", "cross out", show=False, id="log.cross_out"),
        Binding("a", "screen.attention", "what needs you", show=False, id="log.attention"),
        Binding("y", "screen.copy", "copy the line", show=False, id="log.copy"),
        Binding("tab,shift+tab,1", "screen.type", "type", show=False, id="log.type"),
        Binding(
            "escape", "screen.close_results", "back from what was found", show=False, id="log.back"
        ),
        *same_keys("log"),
    ]

    class Changed(Message):
        """Cursor, counts or the live mark changed: title and second line may need new words."""

    class Earlier(Message):
        """The window is near the oldest loaded line, `pos`, and there may be older ones."""

        def __init__(self, timeline: Timeline, pos: int) -> None:
            super().__init__()
            self.timeline = timeline
            self.pos = pos

    class Opened(Message):
        """Enter or a double click on a row."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, empty: Sequence[Sequence[Piece]] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.view: View | None = None
        self.empty = empty
        self._asked: int | None = None

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self.view.row if self.view else None

    def fill(self, log: Log) -> None:
        """Show `log` from now on, at its newest line."""
        self.view = View(log, self.size.height)
        self.view.guard(self.has_focus)
        self._asked = None
        self._changed()

    def add(self, lines: Sequence[Line], last_page: bool = False) -> None:
        """Take lines in, new or old; `last_page` where nothing older is left."""
        if self.view is not None:
            self.view.add(lines)
            if last_page:
                self.view.no_more()
            self._changed()

    def show_names(self, names: Mapping[int, Sequence[str]]) -> None:
        """Show the names that are in `names`, and mask all others."""
        if self.view is not None:
            self.view.log.name(names)
            self._changed()

    def turn(self, today: date) -> None:
        """Rule the days anew when the date has changed."""
        if self.view is not None and self.view.log.today != today:
            self.view.log.lay(today)
            self.view.resize(self.size.height)
            self._changed()

    def point(self, pos: int) -> None:
        """Put the cursor on a line, a new entry of this desk."""
        if self.view is not None:
            self.view.point(pos)
            self._changed()

    def point_at(self, line: Line) -> None:
        """Put the cursor on the row that tells of a line's record."""
        row = self.view.log.row_of_record(line.record) if self.view and line.record else None
        self.point(line.pos if row is None else row.pos)

    def ask_again(self) -> None:
        """Forget that the page before was asked for: the answer failed, or nobody could ask yet."""
        self._asked = None
        self._changed()

    def _changed(self) -> None:
        view = self.view
        if view is not None and view.wants_earlier:
            oldest = view.log.oldest()
            if oldest is not None and oldest != self._asked:
                self._asked = oldest
                self.post_message(self.Earlier(self, oldest))
        self.refresh()
        self.post_message(self.Changed())

    # Hands

    def on_resize(self, event: Resize) -> None:
        """Keep the foot in its place while live."""
        if self.view is not None:
            self.view.resize(self.size.height)
            self._changed()

    def on_focus(self, event: Focus) -> None:
        """Light the cursor, and hold it where it is."""
        if self.view is not None:
            self.view.guard(True)
        self._changed()

    def on_blur(self, event: Blur) -> None:
        """Grey the cursor."""
        if self.view is not None:
            self.view.guard(False)
        self._changed()

    def action_move(self, rows: int) -> None:
        """Move the cursor; only the two rows are drawn where the window stays."""
        if self.view is None:
            return
        top, before = self.view.top, self.view.cursor
        self.view.move(rows)
        if self.view.top == top and not self.view.wants_earlier:
            self._refresh_row(before)
            self._refresh_row(self.view.cursor)
            self.post_message(self.Changed())
        else:
            self._changed()

    def _refresh_row(self, index: int | None) -> None:
        if self.view is not None and index is not None:
            y = index - self.view.top + max(self.view.height - self.view.size, 0)
            self.refresh(Region(0, y, self.size.width, 1))

    def action_page(self, pages: int) -> None:
        """Move the cursor by a windowful, one row kept in sight."""
        if self.view is not None:
            self.view.move(pages * max(self.size.height - 1, 1))
            self._changed()

    def action_jump(self, to_end: bool) -> None:
        """Go to the newest line, or to the oldest loaded one."""
        if self.view is not None:
            self.view.jump(to_end)
            self._changed()

    def action_open(self) -> None:
        """Open the record of the cursor's row."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_mouse_scroll_up(self, event: MouseScrollUp) -> None:
        """Scroll back in time."""
        self._wheel(-3)

    def on_mouse_scroll_down(self, event: MouseScrollDown) -> None:
        """Scroll towards now."""
        self._wheel(3)

    def _wheel(self, rows: int) -> None:
        if self.view is not None:
            self.view.scroll(rows)
            self._changed()

    def on_click(self, event: Click) -> None:
        """Put the cursor where the mouse is; twice opens."""
        index = self.view.at(event.y) if self.view else None
        entry = self.view.entry(index) if self.view and index is not None else None
        if isinstance(entry, Row):
            self.point(entry.pos)
            if event.chain == 2:
                self.action_open()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Return one row of the window."""
        width, inks = self.size.width, inks_of(self)
        measure = min(width, MEASURE)
        view = self.view
        if view is None:
            return inks.strip([], width)
        if not view.log.rows:
            return inks.strip(self._empty_line(y), width)
        index = view.at(y)
        if index is None:
            return inks.strip([], width)
        entry = view.entry(index)
        if entry is None:
            return inks.strip([("   …  earlier lines", "quiet")], width)
        if isinstance(entry, Day):
            return inks.strip(self._day(entry, view.log, measure), width)
        chosen = index == view.cursor
        ground = ("cursor" if self.has_focus else "cursor-blurred") if chosen else "background"
        edge = ("▌", "accent") if chosen and self.has_focus else (" ", PLAIN)
        log = view.log
        grid = columns(measure, log.status.clock, log.longest)
        return inks.strip([edge, *pieces(entry, grid, log.status.clock, log.today)], width, ground)

    def _day(self, entry: Day, log: Log, width: int) -> list[Piece]:
        count, at_least = log.count(entry.on)
        figure = f"{'≥ ' if at_least else ''}{count:,} line{'' if count == 1 else 's'}"
        title = times.day(entry.on, log.today)
        return ruled([(title, "quiet")], [(figure if count else "nothing yet", "quiet")], width)

    def _empty_line(self, y: int) -> list[Piece]:
        first = max((self.size.height - len(self.empty)) // 2 - 1, 0)
        at = y - first
        if not 0 <= at < len(self.empty):
            return []
        left = max((self.size.width - max(length(line) for line in self.empty)) // 2, 1)
        return [(" " * left, PLAIN), *self.empty[at]]
