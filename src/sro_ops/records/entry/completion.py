"""What the words at the cursor may become: verbs, places, people."""

from __future__ import annotations

from sro_ops.records.entry.known import LONGEST, Place, key
from sro_ops.records.entry.places import words_for
from sro_ops.records.entry.shapes import Completion, EntryContext
from sro_ops.records.entry.slips import meant
from sro_ops.records.entry.words import READ, Reading
from sro_ops.text import clean

_BEFORE_PLACES = frozenset(("in", "at", "near"))
_BETWEEN_PEOPLE = frozenset(("and", "&", "v", "vs"))


def complete(line: str, cursor: int, context: EntryContext, limit: int = 5) -> list[Completion]:
    """Return what could stand at `cursor`, at most `limit`; nothing that is already complete.

    The first word completes to verbs; words after ``@``, ``in``, ``at``, ``near`` or a verb to
    places; words after ``with`` to people. Offsets count in the cleaned line, as in `Entry.line`.
    """
    head = clean(line)[: max(cursor, 0)]
    if limit < 1 or len(head) > READ or "\n" in head:
        return []
    completer = _Completer(Reading(head), context, limit)
    words = completer.reading.words
    if len(words) == 1 and not head[-1:].isspace():
        return completer.marked(0) or completer.verbs()
    for at in reversed(range(max(len(words) - LONGEST - 1, 0), len(words))):
        found = completer.marked(at) or completer.following(at)
        if found:
            return found
    return []


class _Completer:
    """Completes the end of a line; `at` is the index of the word that says what may follow."""

    def __init__(self, reading: Reading, context: EntryContext, limit: int) -> None:
        self.reading = reading
        self.context = context
        self.limit = limit

    def verbs(self) -> list[Completion]:
        """Complete the only word to verbs that it begins, else to those it is a slip for."""
        word, verbs = self.reading.words[0], self.context.verbs
        if word.low in verbs or word.low in self.context.aliases:
            found = tuple(verb for verb in meant(word.low, verbs) if verb.startswith(word.low))
        else:
            found = meant(word.low, verbs)
        letters = {verb: letter for letter, verb in self.context.aliases.items()}
        return [
            Completion(verb, "verb", letters.get(verb, ""), word.core_start, word.end, verb)
            for verb in found[: self.limit]
        ]

    def marked(self, at: int) -> list[Completion]:
        """Complete to a place after the ``@`` that word `at` begins with."""
        word = self.reading.words[at]
        return self._places(word.core_start + 1) if word.core.startswith("@") else []

    def following(self, at: int) -> list[Completion]:
        """Complete what follows word `at`: a place, somebody, or nothing."""
        if at + 1 >= len(self.reading.words) or not self.reading.free(at):
            return []
        start, low = self.reading.words[at + 1].core_start, self.reading.words[at].low
        if low in _BEFORE_PLACES:
            return self._places(start)
        if low == "with" or (self._names_more(at) and self._said_with(at)):
            return self._people(start)
        return self._after_verb(start, low) if at == 0 else []

    def _names_more(self, at: int) -> bool:
        """Say whether another name may follow word `at`."""
        return self.reading.words[at].low in _BETWEEN_PEOPLE or self.reading.tail(at) == ","

    def _said_with(self, at: int) -> bool:
        """Say whether ``with`` stands before word `at`."""
        return any(word.low == "with" for word in self.reading.words[:at])

    def _after_verb(self, start: int, typed_verb: str) -> list[Completion]:
        """Complete to a place right after the verb; its name may begin with the verb itself."""
        word = self.context.aliases.get(typed_verb, typed_verb)
        verb = self.context.verbs.get(typed_verb) or self.context.verbs.get(word)
        if verb is None or not verb.place_first:
            return []
        return self._places(start, f"{verb.word} ") or self._places(start)

    def _places(self, start: int, before: str = "") -> list[Completion]:
        """Complete the text from `start` on to places.

        `before` belongs to the name, and is not typed again.
        """
        typed = self.reading.line[start:].replace('"', "")
        found = self.context.places.complete(before + typed, self.limit + 1)
        places = [place for place in found if not _is_said(before + typed, place)]
        offers = [(place, words_for(self.context.places, place)) for place in places]
        return [
            self._completion(place.name, "place", place.code, start, words[len(before) :])
            for place, words in offers[: self.limit]
            if words and key(words).startswith(before)
        ]

    def _people(self, start: int) -> list[Completion]:
        """Complete the text from `start` on to known people."""
        typed = self.reading.line[start:]
        found = self.context.people.complete(typed, self.limit + 1)
        persons = [person for person in found if key(person.name) != key(typed)]
        return [
            self._completion(person.name, "person", person.kind, start, person.name)
            for person in persons[: self.limit]
        ]

    def _completion(self, name: str, kind: str, code: str, start: int, words: str) -> Completion:
        """Return a completion that replaces everything from `start` to the cursor."""
        return Completion(name, kind, code, start, len(self.reading.line), words)


def _is_said(typed: str, place: Place) -> bool:
    """Say whether `typed` is already all of the place's name or code."""
    return key(typed) in (key(place.name), key(place.code))
