"""The question before a record is crossed out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sro_ops.console.kit.dialogs import Question

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


class CrossOut(Question):
    """Ask why a record is crossed out, and cross it out.

    Args:
        name: what the question calls it: its number, or less where the room must not see it.
        what: what it says, in one line.
        strike: what crosses it out, called in a thread with the reason.
    """

    def __init__(self, name: str, what: str, strike: Callable[[str], Saved]) -> None:
        super().__init__(
            f"Cross out {name}?",
            what,
            "It stays in the journal, ⊘ crossed out, with your reason.",
            "Cross out",
            strike,
            label="Reason",
            need="Say why, in a few words.",
            danger=True,
            failed="Not crossed out",
        )
