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
