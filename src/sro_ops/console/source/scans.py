"""What becomes of a scanned code, and the question that it may raise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sro_ops.console.source.typed import Saved


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to who scanned; `id` goes with the answer, `choices` are empty for any answer."""

    id: str
    question: str
    choices: Sequence[str] = ()


class ScanSource(Protocol):
    """The part of the source that takes answers to what a scan asked."""

    def scanned(self, code: str) -> Saved | None:
        """Keep a scanned code where it belongs; None where nobody keeps it."""
        ...

    def answer(self, id: str, text: str) -> Saved:
        """Keep the answer to a question; a code that is scanned instead is taken as a scan.

        Raises:
            Refused: it is no answer there; says which there are.
        """
        ...
