"""The question that a scan asks: a dialog whose field takes the answer, or the next scan."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from sro_ops.console.kit.dialogs import Question

if TYPE_CHECKING:
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.typed import Saved


def ask_who_scanned(
    screen: Screen[Any], source: DeskSource, saved: Saved, then: Callable[[Saved], None]
) -> None:
    """Ask what a scan asks; `then` is called with what its answer, or a scan instead, came to."""
    asked = saved.asked
    if asked is None:
        return
    choices = "   ".join(f"{at} {choice}" for at, choice in enumerate(asked.choices, 1))
    dialog = Question(
        asked.question,
        saved.words,
        choices or "In a few words.",
        "Answer",
        lambda text: source.answer(asked.id, text),
        label="Answer, or scan on",
        need="An answer is missing; Esc leaves it open",
        failed="Not kept",
    )

    def told(answer: Saved | None) -> None:
        if answer is not None:
            then(answer)

    screen.app.push_screen(dialog, told)
