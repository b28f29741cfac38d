"""What may be kept of typed text, and which known word somebody probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_KEPT_CONTROLS = {"\t", "\n"}
_LONGEST_RUN = 30
_JOINER = "\N{COMBINING GRAPHEME JOINER}"


def clean(text: str) -> str:
    """Return `text` as it may be stored: NFC, line ends as LF, nothing that a terminal obeys.

    NUL, lone surrogates and every control character but tab and newline are dropped. Letters of
    any script, right-to-left text and emoji are kept as they are. A run of more than thirty
    combining marks is broken by a joiner (UAX #15, stream-safe text), or normalizing would stall.
    """
    if text.isascii() and text.isprintable():
        return text
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        c for c in unix if c in _KEPT_CONTROLS or unicodedata.category(c) not in ("Cc", "Cs")
    )
    return unicodedata.normalize("NFC", kept if kept.isascii() else _broken_runs(kept))


def _broken_runs(text: str) -> str:
    parts, run = [], 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > _LONGEST_RUN:
            parts.append(_JOINER)
            run = 1
        parts.append(character)
    return "".join(parts)


def one_line(text: str) -> str:
    """Return `text` cleaned and on one line, runs of white space as one space."""
    return " ".join(clean(text).split())


def cells(text: str) -> int:
    """Return how many cells of a terminal `text` takes: wide characters two, marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells_of(character) for character in text)


def _cells_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def wrapped(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` cells; its own line ends are kept.

    Words are cut only where one is longer than a line. There is always one line, if an empty one.
    """
    return [line for own in text.split("\n") for line in _wrapped_line(own, width)]


def _wrapped_line(text: str, width: int) -> list[str]:
    found, row = [], ""
    for word in text.split():
        for piece in _pieces(word, width):
            joined = f"{row} {piece}" if row else piece
            if row and cells(joined) > width:
                found.append(row)
                joined = piece
            row = joined
    return [*found, row]


def _pieces(word: str, width: int) -> list[str]:
    """Return a word in pieces that fit a line; almost always it is one."""
    if cells(word) <= width:
        return [word]
    pieces, room = [""], width
    for character in word:
        taken = cells(character)
        if taken > room and pieces[-1]:
            pieces.append("")
            room = width
        pieces[-1] += character
        room -= taken
    return pieces


def nearest(word: str, words: Iterable[str]) -> str | None:
    """Return the one of `words` that `word` is probably a slip for, or None.

    Case does not count. Used in error lines: ``unknown key "them". Nearest: theme``.
    """
    import difflib

    known = {w.casefold(): w for w in words}
    close = difflib.get_close_matches(word.casefold(), known, n=1, cutoff=0.6)
    return known[close[0]] if close else None


def dollars(cents: int) -> str:
    """Return cents as people write them: ``$1,250.50``; whole dollars without cents: ``$400``."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    return f"{sign}${whole:,}" + (f".{rest:02d}" if rest else "")


def initials(name: str) -> str:
    """Return ``J.M.`` for ``Jayden M``: what the room may see of a name."""
    letters = [word[0].upper() for word in name.replace("-", " ").split() if word[:1].isalnum()]
    return "".join(f"{letter}." for letter in letters) or "–"
