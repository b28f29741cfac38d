"""Typed text on a screen: text and nothing else, cut by cells, names as initials."""

from __future__ import annotations

import unicodedata

from rich.cells import cell_len, set_cell_size

_JOINERS = "‌‍"  # zero-width non-joiner and joiner: letters of Persian and Indic scripts
_STEERING = {*range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def shown(text: str) -> str:
    """Return `text` on one line without anything a terminal obeys or a reader is fooled by.

    White space of every kind becomes one space; control characters, direction overrides,
    invisible marks, surrogates and private characters are left out.
    """
    if text.isascii() and text.isprintable():
        return text
    kept = (
        " " if c.isspace() else c
        for c in text
        if c.isspace() or c in _JOINERS or not unicodedata.category(c).startswith("C")
    )
    return "".join(kept)


def typed(text: str) -> str:
    """Return pasted or reopened text as the entry line may hold it: one line, no steering marks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        " " if c in "\t\n\r" else c
        for c in text
        if c in "\t\n\r"
        or (ord(c) not in _STEERING and unicodedata.category(c) not in ("Cc", "Cs"))
    )


def cut(text: str, width: int) -> str:
    """Return `text` in at most `width` cells, ended by … where something is missing."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, width - 1).rstrip() + "…"


def fit(text: str, width: int, right: bool = False) -> str:
    """Return `text` in exactly `width` cells, cut or padded; figures go to the right."""
    short = cut(text, width)
    room = " " * (width - cell_len(short))
    return room + short if right else short + room


def surname(name: str) -> str:
    """Return ``Reyes`` for ``Dana Reyes``: how colleagues stand in narrow columns."""
    words = shown(name).split()
    return words[-1] if words else ""
