"""Workflow: the states of a record, and the named steps between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sro_ops.errors import Refused
from sro_ops.text import nearest

_TAKEN = """
amended appended corrected disclosed expunged linked logged migrated printed read sealed struck
unsealed unstruck
"""
TAKEN = frozenset(_TAKEN.split())
"""Verbs of the journal that are never those of a step."""


class Workflow:
    """States in order, the first one being where a record begins, and the steps between them.

    Args:
        states: ``"open", "held", "done"``.
        transitions: step → (from, to); `from` may be several states.
        verbs: step → the verb of its journal line; ``moved`` where it is left out.
            ``acknowledged`` says that somebody has signed for the record: from then on its author
            does not quietly correct it.

    Raises:
        TypeError: when a step names a state that there is not, or a verb is that of something else.
    """

    def __init__(
        self,
        *states: str,
        transitions: Mapping[str, tuple[str | Sequence[str], str]],
        verbs: Mapping[str, str] | None = None,
    ) -> None:
        if not states:
            raise TypeError("a workflow has at least one state")
        self.states = states
        self.initial = states[0]
        self.transitions: dict[str, tuple[tuple[str, ...], str]] = {}
        for step, (origin, target) in transitions.items():
            origins = (origin,) if isinstance(origin, str) else tuple(origin)
            for state in (*origins, target):
                if state not in states:
                    raise TypeError(f'step "{step}": no state "{state}" among {", ".join(states)}')
            self.transitions[step] = (origins, target)
        self.verbs = dict(verbs or {})
        for step, verb in self.verbs.items():
            if step not in self.transitions:
                raise TypeError(f'no step "{step}" for the verb "{verb}"')
            if verb in TAKEN or not verb.isalpha() or not verb.islower():
                raise TypeError(f'step "{step}": "{verb}" cannot be its verb')

    def verb(self, step: str) -> str:
        """Return the verb of a step's journal line."""
        return self.verbs.get(step, "moved")

    def target(self, step: str, state: str) -> str:
        """Return the state that `step` leads to from `state`.

        Raises:
            Refused: for a step that there is not, or not from here; says which ones there are.
        """
        possible = [name for name, (origins, _) in self.transitions.items() if state in origins]
        choices = f"Possible now: {', '.join(possible) or 'none'}"
        if step not in self.transitions:
            close = nearest(step, self.transitions)
            raise Refused(f'no step "{step}"', todo=f"Nearest: {close}" if close else choices)
        if step not in possible:
            raise Refused(f'"{step}" is not possible while {state}', todo=choices)
        return self.transitions[step][1]

    def check(self, change: Sequence[str | None], verb: str) -> None:
        """Refuse a state that was set other than by a step.

        Args:
            change: the state before (None for a new record) and after.
            verb: what is being done; for a step, its own.
        """
        before, after = change
        if before is None and after == self.initial:
            return
        allowed = any(
            before in origins and after == target and verb == self.verb(step)
            for step, (origins, target) in self.transitions.items()
        )
        if not allowed:
            raise Refused(f'a record does not become "{after}" from "{before}"', todo="Use a step")
