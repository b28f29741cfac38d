"""States as a glyph and an ink: shape and word always go together, colour never stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.store.model import Line

STATES: dict[str, tuple[str, str]] = {
    "open": ("○", "foreground"),
    "active": ("●", "accent"),
    "present": ("●", "accent"),
    "done": ("✓", "success"),
    "closed": ("✓", "success"),
    "finished": ("✓", "success"),
    "recovered": ("✓", "success"),
    "acknowledged": ("✓", "success"),
    "in service": ("✓", "success"),
    "left": ("✓", "success"),
    "cancelled": ("–", "quiet"),
    "out of order": ("‖", "warning"),
    "draft": ("◇", "quiet"),
    "waiting": ("◇", "quiet"),
    "held": ("‖", "warning"),
    "soon": ("◔", "warning bold"),
    "overdue": ("▲", "error bold"),
    "alarm": ("◆", "error bold"),
    "silent": ("◌", "warning bold"),
    "failed": ("✗", "error bold"),
}
"""Glyph and ink of every state that the console knows; others stand as a plain dot."""

OTHER = ("·", "quiet")
STRUCK = ("⊘", "quiet")
PROTECTED = ("▣", "quiet")
LOUD = frozenset({"alarm", "overdue", "failed", "silent", "soon"})
"""States whose word is coloured, and which stay bright on earlier days."""

LASTING = LOUD | {"open", "active", "held", "out of order"}
"""States that keep a line of an earlier day bright: it may still need somebody."""


FINISHED = frozenset(
    {"done", "closed", "finished", "recovered", "acknowledged", "in service", "left", "cancelled"}
)
"""States that need nobody any more; such a record stands in quiet."""


def of_state(state: str) -> tuple[str, str]:
    """Return the glyph and ink of a state's word."""
    return STATES.get(state, OTHER)


def of_line(line: Line) -> tuple[str, str]:
    """Return the glyph and ink of a journal line as its record is now."""
    if line.struck:
        return STRUCK
    if line.protected:
        return PROTECTED
    return of_state(line.state)
