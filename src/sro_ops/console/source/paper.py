"""What leaves the console: a page of text that is saved, mailed or printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Paper:
    """A page that leaves the console.

    Attributes:
        title: what a mail is about: ``T-2026-0037 Bicycle, blue Trek``.
        name: what a file is called, without its ending.
        text: the page, plain.
        number: the record that it tells of; empty for none. The journal says that it left.
    """

    title: str
    name: str
    text: str
    number: str = ""


class PaperSource(Protocol):
    """Ways out. All are called in threads, and may raise `SroError`.

    A protected record does not leave this way: that is a disclosure, which asks for a basis.
    """

    def daily(self) -> Paper:
        """Return today's daily report; the journal says that it was printed."""
        ...

    def save(self, paper: Paper) -> str:
        """Put a page into a text file; return its path."""
        ...

    def mail(self, paper: Paper) -> str:
        """Put a page into a mail that waits to be addressed (.eml); return its path."""
        ...

    def print(self, paper: Paper) -> str:
        """Hand a page to the system's printer; return what was said of it."""
        ...
