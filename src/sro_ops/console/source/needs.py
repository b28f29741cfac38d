"""What the console asks about what needs somebody: deadlines, and what has failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Need:
    """Something that needs somebody.

    Attributes:
        state: ``failed``, ``overdue``, ``soon`` or ``later``.
        what: what to do, or what has failed, in words.
        at: when it is due, aware; None where it has no moment.
        number: the record that it is about; empty for none.
        citation: the rule behind it; empty for none.
        protected: whether the room must not see what it is about.
        plugin: the plugin that has failed; empty for anything else.
    """

    state: str
    what: str
    at: datetime | None = None
    number: str = ""
    citation: str = ""
    protected: bool = False
    plugin: str = ""


class NeedsSource(Protocol):
    """The part of the Desk's source that tells what needs somebody."""

    def needs(self) -> Sequence[Need]:
        """Return what this operator should know of, in any order; after `load`, in a worker."""
        ...
