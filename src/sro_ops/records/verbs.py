"""Quick-entry verbs: the first word that an officer types, and the record it makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


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
    """

    word: str
    type: str
    help: str
    example: str = ""
    text: str = "text"
    money: str | None = None
    defaults: Mapping[str, object] = field(default_factory=dict)
    place_first: bool = True
