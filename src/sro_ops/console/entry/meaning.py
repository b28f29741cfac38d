"""What a typed line asks for: by its content alone, never by how fast it came."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

_NUMBER = re.compile(
    r"""(?:[A-Za-z0-9]{1,8}/)?          # OHS/
        (?:[A-Za-z]{1,4}-)?             # P-
        (?:\d{4}-)?                     # 2026-
        \d{1,9}""",
    re.VERBOSE,
)


class Ask(Enum):
    """The kinds of typed lines."""

    NOTHING = auto()
    ENTRY = auto()
    SEARCH = auto()
    OPEN = auto()
    HELP = auto()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is asked for, and the words that it is about."""

    ask: Ask
    words: str = ""


def meaning(line: str) -> Meaning:
    """Return what `line` asks for.

    ``/words`` searches, ``?`` helps, a bare record number in any form opens that record, an empty
    line is nothing, and everything else is an entry.
    """
    text = line.strip()
    if not text:
        return Meaning(Ask.NOTHING)
    if text == "?":
        return Meaning(Ask.HELP)
    if text.startswith("/"):
        words = text[1:].strip()
        return Meaning(Ask.SEARCH if words else Ask.NOTHING, words)
    if _NUMBER.fullmatch(text):
        return Meaning(Ask.OPEN, text)
    return Meaning(Ask.ENTRY, text)
