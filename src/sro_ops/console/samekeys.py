"""Keys that do the same wherever the hands are on the Desk: in the log, the strip, the panels."""

from __future__ import annotations

from textual.binding import Binding, BindingType


def same_keys(place: str) -> list[BindingType]:
    """Return them with ids of a place: ``log.names``."""
    return [
        Binding("v", "screen.names", "show names, or hide them", show=False, id=f"{place}.names"),
        Binding("slash", "screen.type('/')", "search", show=False, id=f"{place}.search"),
        Binding("question_mark", "app.help", "help", show=False, id=f"{place}.help"),
    ]
