"""What stands where there is nothing, or where something failed: words, and the key to press."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip
from textual.widget import Widget

from sro_ops.console.kit.bars import inks_of
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece, length
from sro_ops.console.kit.plain import shown

Rows = Sequence[Sequence[Piece]]


def nothing(what: str, *keys: tuple[str, str]) -> Rows:
    """Return an empty state: that there is nothing, in bold, then each key and what it does."""
    told = [[(key, KEY), (f"  {shown(does)}", QUIET)] for key, does in keys]
    return [[(shown(what), STRONG)], [], *told] if told else [[(shown(what), STRONG)]]


def failed(what: str, why: str, log: str = "", key: str = "") -> Rows:
    """Return an error page: what stopped, why, where the log lies, and which key helps.

    Args:
        what: ``Patrol stopped``.
        why: one line.
        log: the path of the log; empty for none.
        key: what can be done: ``↵ details``; empty for nothing.
    """
    rows: list[list[Piece]] = [
        [("✗ ", "error bold"), (shown(what), "error bold")],
        [],
        [(shown(why), PLAIN)],
    ]
    if log:
        rows.append([("Log  ", QUIET), (shown(log), PLAIN)])
    if key:
        rows += [[], [(shown(key), KEY)]]
    return rows


def centred(rows: Rows, y: int, width: int, height: int) -> list[Piece]:
    """Return row `y` of a room with `rows` in its middle."""
    at = y - max((height - len(rows)) // 2 - 1, 0)
    if not 0 <= at < len(rows):
        return []
    left = max((width - max(map(length, rows))) // 2, 1)
    return [(" " * left, PLAIN), *rows[at]]


class Empty(Widget):
    """Rows in the middle of whatever room there is; `show` changes them."""

    DEFAULT_CSS = "Empty { height: 1fr; }"

    def __init__(self, rows: Rows = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.rows = rows

    def show(self, rows: Rows) -> None:
        """Show these rows."""
        self.rows = rows
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Return one row of the room."""
        width, inks = self.size.width, inks_of(self)
        return inks.strip(centred(self.rows, y, width, self.size.height), width)
