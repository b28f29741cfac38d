"""When it happened: the first time that a line states."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sro_ops.records.entry.clock import WallClock, is_after
from sro_ops.records.entry.hours import ago_of, same_half
from sro_ops.records.entry.shapes import EntryContext, Problem
from sro_ops.records.entry.spans import say_change, say_span, set_one, set_period, set_range
from sro_ops.records.entry.timewords import Side, TimeWords
from sro_ops.records.entry.words import Reading, phrases

_ISO = re.compile(
    r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?",
    re.IGNORECASE,
)
_TO = frozenset(("to", "-", "–", "until", "till", "til"))
_AND = frozenset(("and", "&"))
_HEDGES = frozenset(("about", "around", "approx", "approximately", "roughly"))
_NOT_WHEN = frozenset((
    "after", "before", "by", "due", "for", "from", "since", "than", "til", "till", "to",
    "until",
))  # fmt: skip
_LONGEST_AGO = 5


@dataclass(frozen=True, slots=True)
class When:
    """A time that a line states, set on the calendar; `next` is the index of the word after it.

    `change` says what a change of clocks did to it, and is mostly empty.
    """

    start: datetime
    end: datetime | None
    next: int
    dated: bool = False
    change: str = ""


def read_time(reading: Reading, context: EntryContext) -> When | None:
    """Find the first time in `reading`, take its words, and return it; None if there is none.

    A time after until, by, before, after, since and their like says when something else is, and
    stays in the text. One after about or around stays there too, and counts as the time.
    """
    reader = _Reader(reading, context)
    past = 0
    for at in phrases(reading):
        when = reader.phrase(at) if at >= past else None
        if when is None:
            reader.complain(at)
        elif reader.says_when(at):
            return reader.taken(at, when)
        else:
            past = when.next
    return None


class _Reader:
    """Reads phrases of time and sets them on the site's calendar."""

    def __init__(self, reading: Reading, context: EntryContext) -> None:
        self.reading = reading
        self.wall = WallClock(context.now)
        self.words = TimeWords(reading, context)
        self.clock = context.clock

    def phrase(self, at: int) -> When | None:
        """Read the longest phrase of time that begins at word `at`."""
        return self._ago(at) or self._iso(at) or self._between(at) or self._plain(at)

    def says_when(self, at: int) -> bool:
        """Say whether the words before a phrase let it be the time of the entry."""
        before = at - 1
        if self.words.low(before) in _HEDGES | {"at"}:
            before -= 1
        return self.words.low(before) not in _NOT_WHEN

    def taken(self, at: int, when: When) -> When:
        """Take the words of `when`, which begin at `at`, with the ``at`` before them."""
        before = self.words.low(at - 1) if self.words.joined(at - 1) else ""
        first = at - 1 if before in ("at", "@") or (before == "on" and when.dated) else at
        said = say_span(self.wall, when.start, when.end, self.clock)
        meaning = f"{said}, {when.change}" if when.change else said
        self.reading.take(first, when.next - 1, "time", meaning, leaves=before not in _HEDGES)
        self._check(when, said)
        return when

    def complain(self, at: int) -> None:
        """Note a problem where word `at` is written like a time and is none."""
        complaint = self.words.complaint(at)
        if complaint:
            self.reading.wrong(at, complaint[1], complaint[0], None)

    def _check(self, when: When, said: str) -> None:
        """Note a problem with a time, just taken, that no past event can have."""
        mark = self.reading.marks[-1]
        if when.end and is_after(when.start, when.end):
            self.reading.problems.append(Problem(mark.start, mark.end, f"{said}: ends too early"))
        elif is_after(when.end or when.start, self.wall.limit):
            self.reading.problems.append(Problem(mark.start, mark.end, f"{said} lies ahead"))

    def _ago(self, at: int) -> When | None:
        """Read ``-20m`` and ``20 min ago``, to the minute."""
        ago = ago_of(self.reading.run(at, _LONGEST_AGO))
        if ago is None:
            return None
        moment = self.wall.later(self.wall.now, -ago[0]).replace(second=0, microsecond=0)
        return When(moment, None, at + ago[1])

    def _iso(self, at: int) -> When | None:
        """Read ``2026-10-14T13:05``, with or without seconds and an offset."""
        core = self.reading.words[at].core
        if not _ISO.fullmatch(core):
            return None
        try:
            moment = datetime.fromisoformat(core.upper())
        except ValueError:
            return None
        if moment.tzinfo is None:
            local = self.wall.at(moment.date(), moment.time())
            return When(local, None, at + 1, True, say_change(moment.time(), local))
        return When(moment.astimezone(self.wall.zone), None, at + 1, dated=True)

    def _between(self, at: int) -> When | None:
        """Read ``between 8:10 and 10:20`` and ``from 8:10 to 10:20``."""
        opening = self.words.low(at)
        if opening not in ("between", "from") or not self.words.joined(at):
            return None
        side = self.words.passing(at) or self.words.side(at + 1)
        if side is None:
            return None
        joiners = _TO | _AND if opening == "between" else _TO
        return self._stretch(side) or self._range(side, joiners)

    def _plain(self, at: int) -> When | None:
        """Read one time, a stretch, or ``11:42 to 11:55``."""
        side = self.words.side(at)
        if side is None:
            return None
        return self._stretch(side) or self._range(side, _TO) or self._one(side)

    def _one(self, side: Side) -> When:
        """Set a single time on the calendar."""
        moment = set_one(self.wall, side.day, side.start.time)
        dated = side.day is not None
        return When(moment, None, side.next, dated, say_change(side.start.time, moment))

    def _range(self, first: Side, joiners: frozenset[str]) -> When | None:
        """Read the second half of a range behind its `first` side."""
        joined = self.words.joined(first.next - 1) and self.words.joined(first.next)
        if not joined or self.words.low(first.next) not in joiners:
            return None
        last = self.words.side(first.next + 1)
        if last is None or last.end:
            return None
        return self._between_sides(first, last)

    def _stretch(self, side: Side) -> When | None:
        """Set two clocks with a dash, or a period, on the calendar; None for a single clock."""
        if side.end is None:
            return None
        if not side.period:
            return self._between_sides(side, Side(None, side.end, None, side.next))
        start, end = set_period(self.wall, side.day, side.start.time, side.end.time)
        return When(start, end, side.next, side.day is not None)

    def _between_sides(self, first: Side, last: Side) -> When:
        """Set a range on the calendar."""
        begins, ends = same_half(first.start, last.start)
        start, end = set_range(self.wall, (first.day, begins), (last.day, ends))
        dated = first.day is not None or last.day is not None
        change = say_change(begins, start) or say_change(ends, end)
        return When(start, end, last.next, dated, change)
