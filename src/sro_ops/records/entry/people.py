"""Who was there: the names after ``with``, which never stay in the text."""

from __future__ import annotations

from collections.abc import Sequence

from sro_ops.records.entry.known import LONGEST, People, Person, Places
from sro_ops.records.entry.shapes import Named
from sro_ops.records.entry.words import Reading, phrases

_AND = frozenset(("and", "&"))
_VERSUS = frozenset(("v", "vs", "versus"))
_PARTICLES = frozenset((
    "al", "bin", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "le",
    "san", "van", "von",
))  # fmt: skip
_NOT_NAMES = frozenset((
    "a", "all", "an", "as", "broken", "had", "half", "has", "his", "her", "its", "just",
    "like", "many", "my", "no", "not", "one", "only", "our", "quite", "such", "the", "their",
    "this", "two", "was", "what", "which", "who", "whom", "with", "your",
))  # fmt: skip
_TITLES = frozenset(("dr", "mr", "mrs", "ms", "sgt", "st"))
_MOST_CAPITALS = 3
_MOST_IN_SHORT = 3


def read_people(reading: Reading, people: People, places: Places) -> tuple[Named, ...]:
    """Find everybody named after ``with``, each once.

    A name is a known person's whole name, one to three capitalized words, or a word with an initial
    (``jayden m``). More names follow a comma, ``and``, ``&``, ``v`` or ``vs``. Where no name
    follows, ``with`` is a word like any other.
    """
    reader = _Reader(reading, people, places)
    for at in phrases(reading):
        if reading.words[at].low == "with" and not reading.tail(at):
            reader.read_after(at)
    return tuple(dict.fromkeys(reader.found))


class _Reader:
    """Reads names and collects whom they name."""

    def __init__(self, reading: Reading, people: People, places: Places) -> None:
        self.reading = reading
        self.people = people
        self.places = places
        self.cased = any(letter.islower() for letter in reading.line[: reading.read_to])
        self.found: list[Named] = []

    def read_after(self, at: int) -> None:
        """Take the names that follow the ``with`` at word `at`."""
        after = self._take(at, at + 1)
        while after is not None:
            after = self._next(after)

    def _next(self, at: int) -> int | None:
        """Take one more name at word `at`, where the last one ended; return where it ends."""
        if not self.reading.free(at):
            return None
        comma = self.reading.tail(at - 1).startswith(",")
        joiner = self.reading.words[at].low
        if joiner in _VERSUS and not comma:
            return self._take(at, at + 1, surely=True)
        if joiner in _AND:
            return self._take(at, at + 1)
        if comma and self.places.find(self.reading.run(at, LONGEST)) is None:
            return self._take(at, at)
        return None

    def _take(self, first: int, at: int, surely: bool = False) -> int | None:
        """Take the name at word `at`, and the words before it from `first` on."""
        words = self._run(at)
        known = self.people.find(words)
        persons, count = known or ((), 0)
        free = _free_name(words, self.cased, surely)
        if max(count, free) == 0:
            return None
        count, persons = (count, persons) if count >= free else (free, ())
        named = _named(persons, self._typed(at, at + count - 1))
        self.reading.take(first, at + count - 1, "person", named.name)
        self.found.append(named)
        return at + count

    def _typed(self, first: int, last: int) -> str:
        """Return the words `first` to `last` as they stand in the line, single spaces between."""
        words = self.reading.words
        return " ".join(self.reading.line[words[first].core_start : words[last].core_end].split())

    def _run(self, at: int) -> list[str]:
        """Return the words that may be one name; a full stop ends it, save after ``Mr.``."""
        words = self.reading.run(at, LONGEST)
        for index, word in enumerate(words):
            short = len(word) == 1 or word.casefold() in _TITLES
            if self.reading.tail(at + index) and not short:
                return words[: index + 1]
        return words


def _named(persons: Sequence[Person], typed: str) -> Named:
    """Return who is meant; a name that several known people share names no one of them."""
    if len(persons) == 1:
        return Named(persons[0].name, persons[0].id)
    return Named(persons[0].name if persons else typed)


def _free_name(words: Sequence[str], cased: bool, surely: bool) -> int:
    """Return how many of `words` are the name of somebody unknown; 0 for none.

    Capitals say nothing in a line that is all capitals, so it is read as if it were all small
    (`cased` is False). `surely` takes a first word that could be a name in any case.
    """
    capitals = _capitalized(words) if cased else 0
    if capitals:
        return capitals
    if not words or not _could_be_name(words[0]):
        return 0
    follower = words[1].casefold() if len(words) > 1 else ""
    versus = follower in _VERSUS and len(words) > 2
    if len(follower) == 1 and follower.isalpha() and not versus:
        return 2
    return 1 if versus or surely else 0


def _capitalized(words: Sequence[str]) -> int:
    """Return how many words at the beginning are a capitalized name, particles and all.

    Two or three capitals alone, such as ID or EMS, are no name.
    """
    count = capitals = 0
    for index, word in enumerate(words):
        if capitals < _MOST_CAPITALS and word[0].isupper() and _spelled(word):
            capitals, count = capitals + 1, index + 1
        elif not (capitals and word in _PARTICLES):
            break
    if count != 1 or len(words[0]) == 1:
        return count
    follower = words[1] if len(words) > 1 else ""
    if len(follower) == 1 and follower.isalpha() and follower not in ("a", "v"):
        return 2
    return 0 if words[0].isupper() and len(words[0]) <= _MOST_IN_SHORT else 1


def _could_be_name(word: str) -> bool:
    """Say whether a word in any case may be a first name."""
    return len(word) > 1 and _spelled(word) and word.casefold() not in _NOT_NAMES


def _spelled(word: str) -> bool:
    """Say whether a word is made of letters, with an apostrophe or hyphen at most."""
    return all(letter.isalpha() or letter in "'’-." for letter in word)
