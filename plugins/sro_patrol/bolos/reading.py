"""What is typed after ``bolo``, read into fields. Pure.

``white Silverado, custody, until Fri``: the subject, the reason, the end. Whatever begins with
``from``, ``caution`` or ``call`` is its source, what to beware of, what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sro_ops import until

_FIELDS = {
    "from": "source", "source": "source", "per": "source",
    "caution": "caution", "careful": "caution", "armed": "caution",
    "call": "todo", "tell": "todo", "stop": "todo", "do": "todo", "if": "todo", "observe": "todo",
}  # fmt: skip
"""The first word of a piece -> the field that it fills."""

_DROPPED = frozenset({"from", "source", "per", "caution"})
"""First words that only name the field."""


def read_bolo(text: str, when: datetime, days: int) -> Mapping[str, object]:
    """Return the fields of a BOLO.

    Args:
        text: what was typed.
        when: the moment of its issue, aware, in the site's zone.
        days: for how long it is in force where the text does not say.
    """
    expires, rest = until(text, when)
    found: dict[str, list[str]] = {}
    for piece in (one.strip() for one in rest.split(",")):
        if piece:
            name, words = _placed(piece, found)
            found.setdefault(name, []).append(words)
    told: dict[str, object] = {name: ", ".join(words) for name, words in found.items()}
    return {**told, "expires": expires or when + timedelta(days=days)}


def _placed(piece: str, found: Mapping[str, object]) -> tuple[str, str]:
    """Return the field that a piece fills, and the words for it."""
    first, _, rest = piece.partition(" ")
    low = first.casefold().rstrip(":")
    if "subject" not in found:
        return "subject", piece
    if low in _FIELDS:
        return _FIELDS[low], rest.strip() if low in _DROPPED and rest.strip() else piece
    return "reason", piece
