"""What a word is, for the search indexes and for whatever is typed as a query."""

from __future__ import annotations

from unicodedata import category


def spaced(text: str) -> str:
    """Return `text` with spaces for all that is no letter, digit or mark on one.

    An engine's own idea of letters may be of another year than ours; so both what is indexed and
    what is asked for go through here. ASCII it takes apart just the same.
    """
    if text.isascii():
        return text
    return "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in text)


def words(text: str) -> list[str]:
    """Return the words of whatever was typed, as the indexes know words; never an error."""
    apart = "".join(c if c.isalnum() or category(c)[0] == "M" else " " for c in text)
    return [word for word in apart.split() if any(map(str.isalnum, word))]
