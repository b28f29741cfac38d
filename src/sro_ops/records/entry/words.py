"""A line as words with offsets, and what has been understood of them so far."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sro_ops.records.entry.shapes import Mark, Problem

READ = 2000
"""Characters of the first line that are read for meaning; what follows is kept as text."""

_WORD = re.compile(r'@?"[^"]+"\S*|\S+')
_SPACE = re.compile(r"\s")
_OPENING = "([{"
_SIGNS = ",.;:!?"
_CLOSING = _SIGNS + ")]}"


@dataclass(slots=True)
class Word:
    """One word of the line, or one double-quoted part.

    `start` and `end` enclose it all; `core_start` and `core_end` leave out the punctuation around
    it. A `literal` word is never understood; a `claimed` one already is; one that `leaves` is not
    part of the text; one that `closes` is the last of its phrase.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    core: str
    literal: bool = False
    claimed: bool = False
    leaves: bool = False
    closes: bool = False

    @property
    def free(self) -> bool:
        """Whether it may still be understood."""
        return not (self.literal or self.claimed)

    @property
    def low(self) -> str:
        """The core without regard to case."""
        return self.core.casefold()


class Reading:
    """A cleaned line while it is being read."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.read_to = _end_of_head(line)
        self.words = [_word(match) for match in _WORD.finditer(line[: self.read_to])]
        self.marks: list[Mark] = []
        self.problems: list[Problem] = []

    def free(self, at: int) -> bool:
        """Say whether there is a word at index `at` that may still be understood."""
        return 0 <= at < len(self.words) and self.words[at].free

    def tail(self, at: int) -> str:
        """Return the punctuation that follows word `at` without a space."""
        word = self.words[at]
        return self.line[word.core_end : word.end]

    def run(self, at: int, most: int) -> list[str]:
        """Return the cores of the free words from `at` on, as far as one phrase may go.

        A phrase ends after `most` words and at a comma, semicolon, colon, ``!`` or ``?``.
        """
        cores: list[str] = []
        while len(cores) < most and self.free(at):
            cores.append(self.words[at].core)
            if any(sign in ",;:!?" for sign in self.tail(at)):
                break
            at += 1
        return cores

    def take(self, first: int, last: int, kind: str, meaning: str, leaves: bool = True) -> None:
        """Mark the words `first` to `last` as understood; if they leave, the text lacks them."""
        for word in self.words[first : last + 1]:
            word.claimed = True
            word.leaves = leaves
        self.words[last].closes = True
        start, end = self.words[first].core_start, self.words[last].core_end
        self.marks.append(Mark(start, end, kind, meaning))

    def wrong(self, first: int, last: int, message: str, offer: str | None, skip: int = 0) -> None:
        """Note a problem with the words `first` to `last`, which stay in the text.

        `skip` leaves out characters at the beginning, such as ``@``.
        """
        for word in self.words[first : last + 1]:
            word.claimed = True
        start, end = self.words[first].core_start + skip, self.words[last].core_end
        self.marks.append(Mark(start, end, "wrong", message))
        self.problems.append(Problem(start, end, message, offer))

    def text(self) -> str:
        """Return the words that were not understood, single spaces between them.

        A comma or full stop behind a word that leaves goes to the word before it. What lies beyond
        the first line, or beyond `READ` characters, is kept as it was typed.
        """
        kept: list[str] = []
        for at, word in enumerate(self.words):
            if not word.leaves:
                kept.append(self.line[word.start : word.end])
            elif word.closes and kept and kept[-1][-1] not in _CLOSING:
                kept[-1] += self._sign(at)
        return (" ".join(kept) + self.line[self.read_to :]).strip()

    def _sign(self, at: int) -> str:
        """Return the comma, full stop or other sign behind word `at`; none behind ``p.m.``."""
        sign = self.tail(at)[:1]
        return sign if sign and sign in _SIGNS and "." not in self.words[at].core else ""


def phrases(reading: Reading) -> Iterator[int]:
    """Yield the index of each word that may still be understood when its turn comes."""
    return (at for at in range(len(reading.words)) if reading.words[at].free)


def shown(word: str) -> str:
    """Return `word` short enough for a message of one line."""
    return word if len(word) <= 24 else word[:23] + "…"


def _end_of_head(line: str) -> int:
    """Return where reading for meaning ends: the first line's end, or a space beyond `READ`."""
    end = line.find("\n")
    end = len(line) if end < 0 else end
    space = _SPACE.search(line, READ, end) if end > READ else None
    return space.start() if space else end


def _word(match: re.Match[str]) -> Word:
    """Return the matched word with its punctuation told apart."""
    raw, start, end = match.group(), match.start(), match.end()
    if raw.startswith(('"', '@"')) and raw.count('"') > 1:
        close = raw.rindex('"') + 1
        return Word(start, end, start, start + close, raw[:close], literal=raw[0] == '"')
    opened = len(raw) - len(raw.lstrip(_OPENING))
    core = raw[opened:].rstrip(_CLOSING)
    if not core:
        return Word(start, end, start, end, raw)
    return Word(start, end, start + opened, start + opened + len(core), core)
