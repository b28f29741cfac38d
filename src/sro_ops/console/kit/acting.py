"""What may be done to a record, as single keys: its workflow's steps, edit, add, link, cross out.

The keys follow from the record's declaration and the operator's rights; no type has code for them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sro_ops.console.kit.bars import Hint
    from sro_ops.console.source.page import RecordPage

TAKEN = frozenset("acdefgjlmnopqsuvxy")
"""Letters that lists and pages use for themselves; a step never gets one of them."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that may be done to a record.

    Attributes:
        key: the key as Textual names it.
        shown: the key as a person reads it.
        label: what it does, in a word.
        does: ``move``, ``edit``, ``append``, ``link`` or ``strike``.
        to: for a step, the state that it leads to.
    """

    key: str
    shown: str
    label: str
    does: str
    to: str = ""


FIXED = (
    Act("e", "e", "edit", "edit"),
    Act("plus", "+", "line", "append"),
    Act("l", "l", "link", "link"),
    Act("x", "x", "cross out", "strike"),
)
"""What may be done to any record."""


def acts(page: RecordPage) -> tuple[Act, ...]:
    """Return what may be done to this record by this operator now, steps first."""
    used: set[str] = set()
    found: list[Act] = []
    for step in page.steps:
        key = step_key(step.name, used)
        used.add(key)
        found.append(Act(key, key, step.name, "move", step.to))
    return (*found, *(act for act in FIXED if act.does in page.may))


def step_key(step: str, used: set[str]) -> str:
    """Return the letter of a step: its first one that is free, else any that is."""
    letters = [c for c in step.casefold() if c in ascii_lowercase]
    free: list[str] = [*letters, *"bhiktrwz"]
    for letter in free:
        if letter not in TAKEN and letter not in used:
            return letter
    return ""


def may_act(key: str) -> bool:
    """Say whether a key may be one of a record that has not been read yet."""
    letter = len(key) == 1 and key in ascii_lowercase and key not in TAKEN
    return letter or any(act.key == key for act in FIXED)


def hints(found: Sequence[Act]) -> tuple[Hint, ...]:
    """Return actions as they stand in a row of keys."""
    return tuple((act.shown, act.label) for act in found if act.key)
