"""What plugins reply when they are asked: a known code, a deadline, a line of the demo day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Literal

from sro_ops.host import shapes

if TYPE_CHECKING:
    from sro_ops.host.context import Context


@dataclass(frozen=True, slots=True)
class ScanMatch:
    """A scanned code that a plugin knows.

    Attributes:
        what: what the code stands for, in words: ``Checkpoint Gym north``.
        entry: the line of the entry line that the scan stands for: ``patrol @gym scanned``; empty
            where `keep` is given.
        keep: keeps the scan where it belongs, as a part of a tour or a punch of a shift: called
            with the `sro_ops.Context`, returns a `ScanKept`, or None where the scan is its `entry`
            after all; raises `sro_ops.Refused` for a scan that cannot be kept.
    """

    what: str
    entry: str = ""
    keep: Callable[[Context], ScanKept | None] | None = None

    def __post_init__(self) -> None:
        shapes.text(self.what, "ScanMatch.what")
        shapes.text(self.entry, "ScanMatch.entry", empty=self.keep is not None)
        right = self.keep is None or callable(self.keep)
        shapes.need(right, "ScanMatch.keep", "should be a function")


@dataclass(frozen=True, slots=True)
class ScanKept:
    """What became of a scan.

    Attributes:
        number: the record that it belongs to: ``PT-2026-0142``.
        words: the result, for who scanned: ``Gym doors: on time, 4 of 12; next: Loading dock``.
        state: how it went: ``done``, ``late``, ``overdue``, ``failed`` …; its glyph stands before.
        lines: the session's `written` after its block; empty where nothing new was to be kept.
        question: what is asked of who scanned; empty for nothing.
        choices: the answers to choose from; empty for any.
        answer: keeps the answer: called with the context and the text, returns a `ScanKept`.
    """

    number: str
    words: str
    state: str = "done"
    lines: Sequence[Any] = ()
    question: str = ""
    choices: Sequence[str] = ()
    answer: Callable[[Context, str], ScanKept] | None = None

    def __post_init__(self) -> None:
        shapes.text(self.number, "ScanKept.number")
        shapes.text(self.words, "ScanKept.words")
        shapes.text(self.state, "ScanKept.state")
        shapes.text(self.question, "ScanKept.question", empty=True)
        asked = not self.question or callable(self.answer)
        shapes.need(asked, "ScanKept.answer", "should be a function where there is a question")


@dataclass(frozen=True, slots=True)
class Deadline:
    """Something that needs attention by a moment.

    Attributes:
        what: what to do: ``Tell the parent of the restraint``.
        due: by when, aware.
        number: the record that it is about, ``I-2026-0031``; empty for none.
        citation: the rule behind it: ``Wis. Stat. 118.305(4)(a)``; empty for none.
        soon: how long before `due` it counts as soon.
    """

    what: str
    due: datetime
    number: str = ""
    citation: str = ""
    soon: timedelta = timedelta(days=1)

    def __post_init__(self) -> None:
        shapes.text(self.what, "Deadline.what")
        aware = isinstance(self.due, datetime) and self.due.utcoffset() is not None
        shapes.need(aware, "Deadline.due", "should be a datetime with a time zone")
        shapes.text(self.number, "Deadline.number", empty=True)
        shapes.text(self.citation, "Deadline.citation", empty=True)
        shapes.need(isinstance(self.soon, timedelta), "Deadline.soon", "should be a timedelta")

    def state(self, now: datetime) -> Literal["ok", "soon", "overdue"]:
        """Return how it stands at `now`, an aware moment."""
        if now > self.due:
            return "overdue"
        return "soon" if now >= self.due - self.soon else "ok"


@dataclass(frozen=True, slots=True)
class HeaderFact:
    """Something that stands in the first row of every screen: ``On duty: Reyes 07:31``.

    Attributes:
        label: what it is about: ``On duty``.
        text: a word or two: ``Reyes``. Where it is the name of who has signed on, as the first row
            shows it, the two stand together.
        since: since when, aware, shown as the desk's clock has it; None for nothing.
    """

    label: str
    text: str
    since: datetime | None = None

    def __post_init__(self) -> None:
        shapes.text(self.label, "HeaderFact.label")
        shapes.text(self.text, "HeaderFact.text")
        aware = self.since is None or self.since.utcoffset() is not None
        shapes.need(aware, "HeaderFact.since", "should be a datetime with a time zone")


@dataclass(frozen=True, slots=True)
class DemoEntry:
    """Something that happens on the demo day: a line that somebody types, or what a plugin does.

    Attributes:
        at: when, in the site's own time.
        text: the line, as on the entry line: ``patrol gym secure``.
        does: in the place of a line, on the day in front alone: called with the plugin's context,
            in which the officer of that hour acts and the clock stands at that time.
    """

    at: time
    text: str = ""
    does: Callable[[Context], object] | None = None

    def __post_init__(self) -> None:
        shapes.need(isinstance(self.at, time), "DemoEntry.at", "should be a datetime.time")
        if self.does is None:
            shapes.text(self.text, "DemoEntry.text")
        else:
            shapes.need(not self.text, "DemoEntry.text", "should be empty where there is does")
