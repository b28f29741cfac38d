"""The quick-entry grammar: one typed line as verb, time, place, tags, money, people and text."""

from __future__ import annotations

from sro_ops.records.entry.known import Place
from sro_ops.records.entry.money import read_money, read_tags
from sro_ops.records.entry.people import read_people
from sro_ops.records.entry.places import (
    offer_place_after,
    read_marked_place,
    read_place_after,
    read_place_in,
)
from sro_ops.records.entry.shapes import Entry, EntryContext
from sro_ops.records.entry.slips import meant
from sro_ops.records.entry.times import read_time
from sro_ops.records.entry.words import Reading
from sro_ops.records.verbs import Verb
from sro_ops.text import clean

_EVERYDAY = frozenset(("and", "for", "not", "that", "the", "then", "there", "they", "this"))
_LEAST_PREFIX = 3


def parse(line: str, context: EntryContext) -> Entry:
    """Understand `line` as an officer types it; any text is an entry, none is refused.

    Only the first line is read for meaning (its first `words.READ` characters); further lines are
    kept as they are. What is not understood is text. The same line in the same context always
    gives the same entry. The time taken grows with the length of the line alone.
    """
    reading = Reading(clean(line))
    verb_at = 0
    verb = _read_verb(reading, verb_at, context)
    place = read_marked_place(reading, context.places)
    when = read_time(reading, context)
    if verb is None:
        verb_at = _after_leading_time(reading)
        verb = _read_verb(reading, verb_at, context)
    cents = read_money(reading, verb is not None and verb.money is not None)
    tags = read_tags(reading)
    people = read_people(reading, context.people, context.places)
    place = place or _read_place(reading, context, verb, verb_at)
    near = () if verb else _near(reading, verb_at, context)
    word = reading.words[verb_at] if near else None
    return Entry(
        line=reading.line,
        verb=verb,
        near=near,
        near_start=word.core_start if word else 0,
        near_end=word.core_end if word else 0,
        text=reading.text(),
        occurred_from=when.start if when else context.now,
        occurred_to=when.end if when else None,
        stated=when is not None,
        place=place,
        tags=tags,
        cents=cents,
        people=people,
        marks=tuple(sorted(reading.marks, key=lambda mark: mark.start)),
        problems=tuple(sorted(reading.problems, key=lambda problem: problem.start)),
    )


def _read_verb(reading: Reading, at: int, context: EntryContext) -> Verb | None:
    """Take word `at` if it is exactly a verb or one of the site's aliases."""
    if not reading.free(at):
        return None
    typed = reading.words[at].low
    verb = context.verbs.get(typed) or context.verbs.get(context.aliases.get(typed, ""))
    if verb is not None:
        reading.take(at, at, "verb", verb.word)
    return verb


def _after_leading_time(reading: Reading) -> int:
    """Return the index of the first word behind a time that opens the line."""
    at = 0
    while at < len(reading.words) and reading.words[at].leaves:
        at += 1
    return at


def _read_place(
    reading: Reading, context: EntryContext, verb: Verb | None, verb_at: int
) -> Place | None:
    """Find a place that is not marked: after the verb, else after ``in``, ``at`` or ``near``."""
    follows = verb is not None and verb.place_first
    place = None
    if verb is not None and follows:
        place = read_place_after(reading, context.places, verb_at, verb.word)
    place = place or read_place_in(reading, context.places)
    if follows and place is None:
        offer_place_after(reading, context.places, verb_at)
    return place


def _near(reading: Reading, at: int, context: EntryContext) -> tuple[str, ...]:
    """Return the verbs that word `at` begins, else those that it is a slip for."""
    typed = reading.words[at].low if reading.free(at) else ""
    if len(typed) < _LEAST_PREFIX or typed in _EVERYDAY:
        return ()
    return meant(typed, context.verbs)
