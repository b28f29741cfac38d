"""What goes into the quick-entry grammar and what comes out. Plain values, no behavior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time

from sro_ops.records.entry.known import People, Place, Places
from sro_ops.records.verbs import Verb


@dataclass(frozen=True, slots=True)
class Bell:
    """One period of the bell schedule, in the site's local time; `period` is ``4`` or ``Lunch``."""

    period: str
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class EntryContext:
    """What a line is read against.

    Attributes:
        now: the moment of typing, aware, in the site's zone; its zone is the zone of typed times.
        verbs: every verb by its word, in lower case.
        aliases: the site's one-letter words, each for a verb's word.
        places: the site's places.
        people: the people whose whole names are known.
        bells: the bell schedule, in order.
        clock: 24 or 12, how times are said back.
    """

    now: datetime
    verbs: Mapping[str, Verb] = field(default_factory=dict)
    aliases: Mapping[str, str] = field(default_factory=dict)
    places: Places = field(default_factory=Places)
    people: People = field(default_factory=People)
    bells: Sequence[Bell] = ()
    clock: int = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the line that was understood, or that looks wrong.

    `start` and `end` are character offsets in `Entry.line`; `kind` is one of verb, time, place,
    tag, money, person, wrong; `meaning` says in words how it was understood.
    """

    start: int
    end: int
    kind: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to tell the officer; it never stops a line from being saved.

    Where `offer` is set, ``line[:start] + offer + line[end:]`` is the line that was probably meant.
    """

    start: int
    end: int
    message: str
    offer: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody whom the line names; `person_id` is None unless one known person has the name."""

    name: str
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A line as it was understood.

    Attributes:
        line: what was typed, cleaned (`sro_ops.text.clean`); every offset counts in it.
        verb: the verb, or None: then it is a note.
        near: the verbs that the first word nearly is; never taken without being accepted.
        near_start, near_end: the word that one of `near` would replace.
        text: the officer's words, without what was understood.
        occurred_from: when it happened or began, in the site's zone; the time of typing unless
            `stated`.
        occurred_to: the end of a range, else None.
        stated: whether the line states a time.
        place: the place, or None.
        tags: the tags in lower case, without ``#``.
        cents: every amount, as integer cents, in the line's order.
        people: those named after ``with``; their names are not in `text`.
        marks: in the line's order, without overlaps.
        problems: in the line's order.
    """

    line: str
    verb: Verb | None
    near: tuple[str, ...]
    near_start: int
    near_end: int
    text: str
    occurred_from: datetime
    occurred_to: datetime | None
    stated: bool
    place: Place | None
    tags: tuple[str, ...]
    cents: tuple[int, ...]
    people: tuple[Named, ...]
    marks: tuple[Mark, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Completion:
    """One thing that the word at the cursor may become.

    `kind` is verb, place or person; `code` is the verb's one-letter name, the place's code or the
    person's kind, and may be empty. ``line[:start] + replacement + line[end:]`` accepts it.
    """

    name: str
    kind: str
    code: str
    start: int
    end: int
    replacement: str
