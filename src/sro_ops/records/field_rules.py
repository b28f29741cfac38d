"""What one field takes, how it is kept, and how it is said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sro_ops.errors import Refused
from sro_ops.text import clean, dollars, nearest, one_line


@dataclass(frozen=True, slots=True)
class Field:
    """What a form, a list, the shell and an import need to know of one field.

    Attributes:
        label: what a person calls it.
        kind: ``text``, ``number``, ``yes/no``, ``date``, ``time`` or ``money``.
        required: whether a record cannot be kept without it.
        choices: value → what it is called; empty for anything.
        minimum, maximum: bounds of a number or of cents.
        places: the kind of place that it names, ``*`` for any, or None.
        person: whether it names somebody; such values are never in a summary.
        unit, help: shown beside and under it.
        was: old name → present choice, for records kept before a choice was renamed.
        default: what stands where nothing is given, for a field that is never empty; or a function
            that returns it.
    """

    label: str
    kind: str = "text"
    required: bool = True
    choices: Mapping[str, str] | None = None
    minimum: int | None = None
    maximum: int | None = None
    places: str | None = None
    person: bool = False
    unit: str = ""
    help: str = ""
    was: Mapping[str, str] | None = None
    default: Any = None

    def check(self, value: Any) -> Any:
        """Return `value` as it is kept.

        Raises:
            Refused: what is wrong with it and how to write it.
        """
        if isinstance(value, str):
            value = clean(value).strip()
        if value is None or value == "":
            if self.default is not None:
                return self.default() if callable(self.default) else self.default
            if self.required and self.kind != "yes/no":
                raise self._refusal("is missing", "Give it a value")
            return False if self.required and self.kind == "yes/no" else value
        self._check_kind(value)
        if self.choices is not None:
            return self._choice(str(value))
        if self.kind in ("number", "money"):
            self._check_bounds(value)
        return value

    def say(self, value: Any) -> str:
        """Return a value in words: a choice by its name, cents as dollars."""
        if self.choices is not None:
            return self.choices.get(value, str(value))
        if self.kind == "money":
            return dollars(value)
        if self.kind == "yes/no":
            return self.label if value else f"not {self.label}"
        if self.kind == "number":
            return f"{self.label} {value}" + (f" {self.unit}" if self.unit else "")
        return str(value)

    def _check_bounds(self, value: int) -> None:
        least = _LEAST if self.minimum is None else self.minimum
        most = _MOST if self.maximum is None else self.maximum
        if value < least:
            raise self._refusal(f"is {value}", f"It is at least {least}")
        if value > most:
            raise self._refusal(f"is {value}", f"It is at most {most}")

    def _check_kind(self, value: Any) -> None:
        wanted = _PYTHON[self.kind]
        wrong = not isinstance(value, wanted) or (wanted is int and isinstance(value, bool))
        if isinstance(value, datetime):
            wrong = self.kind != "time" or value.tzinfo is None
        if wrong:
            raise self._refusal(f'is "{value}"', f"Write {_HOW[self.kind]}")

    def _choice(self, value: str) -> str:
        """Return the choice that is meant by its key, its name or an old name, in any case."""
        assert self.choices is not None
        if value in self.choices:
            return value
        names = {name.casefold(): key for key, name in self.choices.items()}
        names |= {key.casefold(): key for key in self.choices}
        old = {name.casefold(): key for name, key in (self.was or {}).items()}
        typed = one_line(value).casefold()
        if typed in names or typed in old:
            return names.get(typed) or old[typed]
        close = nearest(typed, names)
        told = [_offer(key, name) for key, name in self.choices.items()]
        offer = _offer(names[close], self.choices[names[close]]) if close else ""
        todo = f"Nearest: {offer}" if close else f"Choose {', '.join(told)}"
        raise self._refusal(f'is "{value}"', todo)

    def _refusal(self, what: str, todo: str) -> Refused:
        return Refused(f"{self.label} {what}", todo=todo)


def _offer(key: str, name: str) -> str:
    """Return a choice as it can be typed: its key with its name, where they are two words."""
    return name if name.casefold() == key.casefold() else f"{key} ({name})"


_LEAST, _MOST = -(2**63), 2**63 - 1
"""What both engines can keep in a whole number."""

_PYTHON: dict[str, type] = {
    "text": str, "number": int, "yes/no": bool, "date": date, "time": datetime, "money": int,
}  # fmt: skip
_HOW = {
    "text": "words", "number": "a whole number", "yes/no": "yes or no", "date": "a date",
    "time": "a time with its zone", "money": "an amount in whole cents",
}  # fmt: skip
