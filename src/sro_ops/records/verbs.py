"""Quick-entry verbs: the first word that an officer types, and the record it makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Verb:
    """One word of the entry line.

    Attributes:
        word: what is typed and what the Desk shows, lower case: ``patrol``.
        type: the record type that it makes: ``patrol.check``.
        help: one sentence for the help page and the completion list.
        example: a whole line that works: ``patrol gym secure``.
        text: the type's field that takes the free text.
        money: the type's cents field that takes the first amount; None keeps amounts in the text.
        defaults: field values that the verb sets by itself.
        place_first: whether a place may follow the verb without ``@`` or ``in``.
        reads: what becomes of the free text, where that is more than one field: called with it
            and the moment of the entry (aware, in the site's zone), it returns the values of the
            type's fields, which the preview says. Pure and quick; None puts the text into `text`.
        keeps: what follows from the line: called with the session and the record within the
            transaction, before the record is added, and again when the line is corrected. It may
            read, set fields, add parts and links. A `Refused` keeps a typed line as a note, and
            says why.
    """

    word: str
    type: str
    help: str
    example: str = ""
    text: str = "text"
    money: str | None = None
    defaults: Mapping[str, object] = field(default_factory=dict)
    place_first: bool = True
    reads: Callable[[str, datetime], Mapping[str, object]] | None = None
    keeps: Callable[[Any, Any], None] | None = None
