"""What is typed after ``radio`` and ``visitor``, read into fields. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

_BADGE = re.compile(r"\bbadge\s+#?([\w-]+)", re.IGNORECASE)
_SEES = re.compile(r"\b(?:to see|sees|seeing|visits)\s+", re.IGNORECASE)
_NAME = re.compile(r"[^\s,]+(?:\s+(?=[A-Z])[^\s,]+)*")
_UNITS = frozenset({"bus", "unit", "car", "gate", "door", "post", "squad", "channel"})


def read_radio(text: str, when: datetime) -> Mapping[str, object]:
    """Return who called whom, and what was said: ``12 to base, need a hand``, ``12 base need a …``.

    A call sign is a word, or a word like *bus* and its number.
    """
    words = text.replace(",", " , ").replace(":", " , ").split()
    sender, at = _sign(words, 0)
    if at < len(words) and words[at].casefold() in ("to", ">"):
        at += 1
    receiver, at = _sign(words, at)
    said = " ".join(words[at:]).strip(" ,").replace(" ,", ",")
    told = {"sender": sender, "receiver": receiver, "said": said}
    return {name: value for name, value in told.items() if value}


def _sign(words: list[str], at: int) -> tuple[str, int]:
    """Return the call sign at `at`, and where it ends; empty at a comma."""
    if at >= len(words) or words[at] == ",":
        return "", at
    numbered = at + 1 < len(words) and any(c.isdigit() for c in words[at + 1])
    end = at + 2 if words[at].casefold() in _UNITS and numbered else at + 1
    return " ".join(words[at:end]), end


def read_visitor(text: str, when: datetime) -> Mapping[str, object]:
    """Return whom a visitor sees, the badge and the reason: ``to see J Ruiz, badge 12, boiler``."""
    told: dict[str, object] = {}
    badge = _BADGE.search(text)
    if badge:
        told["badge"] = badge[1]
        text = f"{text[: badge.start()]},{text[badge.end() :]}"
    sees = _SEES.search(text)
    name = _NAME.match(text, sees.end()) if sees else None
    if sees and name:
        told["sees"] = name[0]
        text = f"{text[: sees.start()]},{text[name.end() :]}"
    reason = ", ".join(piece.strip() for piece in text.split(",") if piece.strip())
    return {**told, "reason": reason} if reason else told
