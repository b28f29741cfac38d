"""What a typed line means and becomes: the shapes that the entry line shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.console.source.scans import Asked
    from sro_ops.store.model import Line


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the typed line that was understood, or is wrong; offsets in characters.

    `kind` is verb, time, place, tag, money, person or wrong.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the officer should know before Enter.

    Attributes:
        start: first character of the offending word in the typed line.
        end: one past its last character.
        message: a clause: ``No place “rakc”``.
        offer: what Tab puts in place of ``start:end``; empty for none.
        otherwise: what Enter does all the same: ``saves without a place``.
    """

    start: int
    end: int
    message: str
    offer: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the typed line will be, in words: ``patrol  Gym  10:42  Reyes  state active``.

    `time` is site time as it will be shown; `extras` are short facts such as ``$400.00``,
    ``#lockdown`` or ``with J.M.``.
    """

    verb: str
    place: str = ""
    time: str = ""
    who: str = ""
    state: str = ""
    extras: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to finish the word at the cursor: `replacement` for ``start:end`` of the line."""

    name: str
    kind: str
    code: str
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a line that was sent to the store.

    Attributes:
        number: the record's number, ``P-2026-0143``; empty while it waits to be sent.
        state: ``saved``, ``already_saved`` (the same text within 5 s; nothing was written) or
            ``waiting`` (kept durably here until the store is back).
        line: the new journal line as this viewer sees it, so that it stands on the Desk at once.
        words: what a scan came to, in words; empty for a typed line. Its `state` may also be
            ``refused``: nothing was kept, and the words say why.
        mark: the state whose glyph stands before the words.
        asked: what the scan asks of who scanned; None for nothing.
        remark: why it was kept as a note instead; empty where it was not.
    """

    number: str
    state: str = "saved"
    line: Line | None = None
    remark: str = ""
    words: str = ""
    mark: str = ""
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The operator's last entry, as typed, while it may still be fixed."""

    number: str
    text: str
