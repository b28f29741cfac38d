"""The words around the Desk's list: its title with a figure, and the keys that work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console.kit.ink import QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown

if TYPE_CHECKING:
    from sro_ops.console.kit.bars import Hint
    from sro_ops.console.log.view import View
    from sro_ops.host.panels import PanelRow

RESTING: tuple[Hint, ...] = (
    ("esc", "list"),
    ("/", "search"),
    ("↑", "earlier"),
    ("?", "help"),
    ("^q", "quit"),
)
TYPING: tuple[Hint, ...] = (
    ("↵", "save"),
    ("tab", "accept"),
    ("↑", "earlier"),
    ("esc", "leave, text kept"),
    ("F1", "help"),
)
FIXING: tuple[Hint, ...] = (("↵", "correct it"), ("esc", "leave it as it was"), ("F1", "help"))
ADDING: tuple[Hint, ...] = (("↵", "add it"), ("esc", "a record of its own"), ("F1", "help"))
SINCE: tuple[Hint, ...] = (("esc", "today's log"), *RESTING[1:])
LISTING: tuple[Hint, ...] = (
    ("tab", "type"),
    ("↵", "open"),
    ("u", "fix"),
    ("x", "cross out"),
    ("a", "due"),
    ("v", "names"),
    ("y", "copy"),
    ("?", "help"),
)
NEEDING: tuple[Hint, ...] = (
    ("↵", "open"),
    ("↑ ↓", "move"),
    ("esc", "list"),
    ("tab", "type"),
    ("v", "names"),
    ("?", "help"),
)
HOSTED: tuple[Hint, ...] = (("tab", "next panel"), ("esc", "type"))
SHELVED: tuple[Hint, ...] = (
    ("↑ ↓", "move"),
    ("↵", "open"),
    ("tab", "list"),
    ("esc", "type"),
    ("v", "names"),
    ("?", "help"),
)


def shelved(row: PanelRow | None) -> tuple[Hint, ...]:
    """Return the keys of the panels; a row's own step stands first."""
    return (("k", shown(row.step)), *SHELVED) if row is not None and row.step else SHELVED


def hints(listing: bool, results: bool, typing: bool, fixing: bool) -> tuple[Hint, ...]:
    """Return the keys of the entry line, or of the list."""
    if listing:
        return (("esc", "back"), *LISTING) if results else LISTING
    if fixing:
        return FIXING
    return TYPING if typing else RESTING


def title(view: View | None, query: str | None, names: bool) -> tuple[list[Piece], list[Piece]]:
    """Return the list's title and its figure: ``18 today  live``, ``held, 12 new``."""
    name = "Today's log" if query is None else f"Search: {shown(query)}"
    head: list[Piece] = [(name, STRONG)]
    if view is None:
        return head, [("…", QUIET)]
    facts: list[Piece] = [("names shown", "warning bold"), ("   ", QUIET)] if names else []
    if query is not None:
        figure = f"{'≥ ' if view.log.more else ''}{len(view.log.rows):,} found"
        return head, [*facts, (f"{figure}   ", QUIET), ("esc", "accent bold"), (" back", QUIET)]
    count, at_least = view.log.count(view.log.today)
    facts.append((f"{'≥ ' if at_least else ''}{count:,} today   ", QUIET))
    if view.live:
        facts.append(("live", QUIET))
    elif view.unseen:
        facts.append((f"held, {view.unseen:,} new", "accent"))
    else:
        facts.append(("held", QUIET))
    return head, facts
