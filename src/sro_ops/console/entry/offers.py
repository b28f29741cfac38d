"""What Tab takes: the remedy of a problem first, else the rest of the word at the cursor. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Completion, Problem

Offer = tuple[int, int, str]
"""Put the text in place of ``start:end`` of the typed line."""


def find(
    text: str, problems: Sequence[Problem], completions: Sequence[Completion]
) -> tuple[Offer | None, str]:
    """Return the offer for `text`, and the ghost text that shows it after the cursor."""
    for problem in problems:
        if problem.offer:
            return (problem.start, problem.end, problem.offer), ""
    for best in completions[:1]:
        word = text[best.start : best.end]
        begun = best.replacement.casefold().startswith(word.casefold())
        ghost = best.replacement[len(word) :] if begun and best.end == len(text) else ""
        return (best.start, best.end, best.replacement), ghost
    return None, ""


def take(text: str, offer: Offer) -> tuple[str, int]:
    """Return the line with the offer in it, and where the cursor goes: a space after it."""
    start, end, put = offer
    before, after = text[:start], text[end:]
    head = f"{before}{put}" if after else f"{before}{put.rstrip()} "
    return head + after, len(head)
