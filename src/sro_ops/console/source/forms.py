"""What a form asks of the rest: which fields it has, how a text is understood, and keeping it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form.

    Attributes:
        name: as `sro-ops add` calls it.
        label: what stands before it.
        kind: ``text``, ``number``, ``money``, ``date``, ``time``, ``yes/no``, ``place``,
            ``secret`` …
        required: whether a record cannot be kept without it.
        choices: key and name of each; empty for a field that is typed in.
        unit: what stands behind it.
        hint: the quiet line beneath it while it is empty.
        text: what stands in it at first; for a choice its key.
    """

    name: str
    label: str
    kind: str = "text"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    hint: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A form for a record of a type; `number` and `version` where it changes one that is kept."""

    type: str
    label: str
    fields: tuple[FormField, ...]
    number: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Understood:
    """How a text was understood.

    Attributes:
        words: what it will be: ``22 Sep, 08:10``; empty where the text says it itself.
        error: what is wrong and how to write it; empty for nothing.
        offer: what Tab puts in its place; empty for none.
    """

    words: str = ""
    error: str = ""
    offer: str = ""


class FormSource(Protocol):
    """Forms of every record type."""

    def form(self, type_: str) -> Form:
        """Return the form for a new record; quick, to be asked after `load`."""
        ...

    def form_of(self, number: str) -> Form:
        """Return the form that changes a record, with what it holds; called in a thread."""
        ...

    def understand(self, type_: str, name: str, text: str) -> Understood:
        """Say how a field's text is understood; pure and quick, called at every letter."""
        ...

    def add(self, type_: str, texts: Mapping[str, str]) -> str:
        """Keep a new record; return its number. Called in a thread.

        Raises:
            SroError: it was not kept, and why.
        """
        ...

    def edit(self, number: str, version: int, texts: Mapping[str, str], why: str) -> str:
        """Change fields of a record, with a reason; return its number. Called in a thread.

        Raises:
            SroError: nothing was changed, and why.
        """
        ...
