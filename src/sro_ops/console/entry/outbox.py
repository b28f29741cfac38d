"""Lines on their way to the store: sent in order, one at a time, and none ever dropped.

Pure. A line leaves the field when Enter is pressed and is forgotten only once it was saved. One
that was refused comes back to the field, or waits in `kept` while the officer types another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Draft:
    """A typed line: `again` keeps an equal line too; `fixing` is the number that it corrects,
    `adding` the number of the record to which it is added, `id` that of the record that it becomes,
    so that a line is one record however often it is sent.
    """

    text: str
    again: bool = False
    fixing: str = ""
    adding: str = ""
    id: str = ""


class Outbox:
    """The lines of one desk between Enter and saved.

    Attributes:
        flying: the line that is being saved now.
        kept: lines that wait for an empty field.
        typed: earlier lines, the newest last, for the arrow keys.
    """

    def __init__(self) -> None:
        self.flying: Draft | None = None
        self.kept: deque[Draft] = deque()
        self.typed: list[str] = []
        self._waiting: deque[Draft] = deque()
        self._at = 0
        self._under = ""

    def put(self, draft: Draft) -> None:
        """Take a line from the field."""
        self._waiting.append(draft)
        self.remember(draft.text)

    def remember(self, text: str) -> None:
        """Keep a line for the arrow keys."""
        if text and self.typed[-1:] != [text]:
            self.typed.append(text)
        self._at = len(self.typed)

    def next(self) -> Draft | None:
        """Return the line to send now, or None while one is on its way or there is none."""
        if self.flying is not None or not self._waiting:
            return None
        self.flying = self._waiting.popleft()
        return self.flying

    def landed(self) -> Draft:
        """Take the answer for the flying line; whoever calls must save it, show it or keep it."""
        draft, self.flying = self.flying, None
        assert draft is not None
        return draft

    def keep(self, drafts: Iterable[Draft]) -> None:
        """Keep lines until the field is free, after those that wait already."""
        self.kept.extend(drafts)

    def back(self) -> Draft | None:
        """Return the next kept line for an empty field."""
        return self.kept.popleft() if self.kept else None

    @property
    def unsaved(self) -> int:
        """How many lines were entered or pasted and are not saved."""
        return len(self._waiting) + len(self.kept) + (self.flying is not None)

    def drafts(self, field: Draft) -> list[Draft]:
        """Return everything that is not saved, in order; `field` is what stands in the field."""
        flying = [self.flying] if self.flying is not None else []
        typed = [field] if field.text.strip() else []
        return [*flying, *self._waiting, *typed, *self.kept]

    def recall(self, step: int, present: str) -> str | None:
        """Return the line that an arrow key brings, or None at either end.

        Args:
            step: -1 for an earlier line, 1 for a later one.
            present: what stands in the field now; it comes back after the last.
        """
        at = self._at + step
        if not 0 <= at <= len(self.typed):
            return None
        if self._at == len(self.typed):
            self._under = present
        self._at = at
        return self._under if at == len(self.typed) else self.typed[at]
