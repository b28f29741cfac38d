"""Where it happened: the one place that a line names."""

from __future__ import annotations

from sro_ops.records.entry.hours import like_a_clock
from sro_ops.records.entry.known import LONGEST, Place, Places
from sro_ops.records.entry.words import Reading, phrases, shown

_IN = frozenset(("in", "at"))
_NEAR = "near"
_MOST_OFFERS = 3
_BREAKING = frozenset(',;:!?"')


def read_marked_place(reading: Reading, places: Places) -> Place | None:
    """Find the first known place marked by ``@``, and note a problem with each unknown one.

    The ``in`` or ``at`` before it goes with it; after ``near`` the words stay in the text.
    """
    found: Place | None = None
    for at in phrases(reading):
        core = reading.words[at].core
        if len(core) < 2 or core[0] != "@" or like_a_clock(core):
            continue
        match = places.find(_marked_words(reading, at))
        if match is None:
            _unknown(reading, at, places)
        elif len(match[0]) > 1:
            _shared(reading, at, places, match)
        elif found is None:
            found = match[0][0]
            _take(reading, at, at if _quoted(reading, at) else at + match[1] - 1, found)
    return found


def read_place_after(reading: Reading, places: Places, verb: int, word: str) -> Place | None:
    """Find the known place whose name follows the verb, which is word `verb` of the line.

    The verb's own `word` may be part of the name: in ``door 4 propped`` it is the place Door 4.
    """
    at = _first_after(reading, verb)
    following = reading.run(at, LONGEST)
    match = places.find(following)
    if at == verb + 1 and not reading.tail(verb):
        named = places.find([word, *following])
        if named and named[1] > 1 and (match is None or named[1] - 1 > match[1]):
            match = named[0], named[1] - 1
    if match is None or len(match[0]) > 1:
        return None
    _take(reading, at, at + match[1] - 1, match[0][0])
    return match[0][0]


def read_place_in(reading: Reading, places: Places) -> Place | None:
    """Find the first known place after ``in``, ``at`` or ``near``, with or without ``the``."""
    for at in phrases(reading):
        if reading.words[at].low not in _IN | {_NEAR} or reading.tail(at):
            continue
        following = reading.run(at + 1, LONGEST + 1)
        the = 1 if following[:1] and following[0].casefold() == "the" else 0
        match = places.find(following[the:])
        if match and len(match[0]) == 1:
            _take(reading, at + 1, at + the + match[1], match[0][0])
            return match[0][0]
    return None


def offer_place_after(reading: Reading, places: Places, verb: int) -> None:
    """Note a problem where the words after the verb are a slip for a place: ``patrol gmy``."""
    at = _first_after(reading, verb)
    following = reading.run(at, LONGEST)
    for count in range(len(following), 0, -1):
        typed = " ".join(following[:count])
        place = places.slip(typed)
        if place:
            message = f'No place "{shown(typed)}"'
            reading.wrong(at, at + count - 1, message, words_for(places, place))
            return


def words_for(places: Places, place: Place) -> str | None:
    """Return the words that find this place and no other: its name, else its code.

    A name with a comma is none of them: in a line, it ends there.
    """
    for words in (place.name, place.code):
        if not _BREAKING.isdisjoint(words):
            continue
        if places.find(words.split()) == ((place,), len(words.split())):
            return words
    return None


def _first_after(reading: Reading, verb: int) -> int:
    """Return the index of the first word after the verb that is still in the text."""
    at = verb + 1
    while at < len(reading.words) and reading.words[at].leaves:
        at += 1
    return at


def _quoted(reading: Reading, at: int) -> bool:
    """Say whether the place marked at word `at` stands in quotes."""
    core = reading.words[at].core
    return core.startswith('@"') and core.endswith('"') and len(core) > 2


def _marked_words(reading: Reading, at: int) -> list[str]:
    """Return the words that may name the place marked at word `at`."""
    core = reading.words[at].core
    if _quoted(reading, at):
        return core[2:-1].split()
    return [core[1:], *(reading.run(at, LONGEST)[1:])]


def _take(reading: Reading, first: int, last: int, place: Place) -> None:
    """Take the words of a place, with the ``in`` or ``at`` before them."""
    before = reading.words[first - 1].low if reading.free(first - 1) else ""
    joined = first > 0 and not reading.tail(first - 1)
    begin = first - 1 if joined and before in _IN else first
    reading.take(begin, last, "place", place.name, leaves=not (joined and before == _NEAR))


def _unknown(reading: Reading, at: int, places: Places) -> None:
    """Note that no place is called as the marked word `at` says, and offer the nearest."""
    words = _marked_words(reading, at)
    place, count = None, len(words) if _quoted(reading, at) else 1
    if len(reading.problems) < _MOST_OFFERS:
        place, count = _meant(places, words, count)
    offer = words_for(places, place) if place else None
    _wrong(reading, at, "No place", words[:count], offer)


def _shared(
    reading: Reading, at: int, places: Places, match: tuple[tuple[Place, ...], int]
) -> None:
    """Note that several places share the name that is marked at word `at`."""
    words = _marked_words(reading, at)[: match[1]]
    _wrong(reading, at, "More than one place", words, words_for(places, match[0][0]))


def _wrong(reading: Reading, at: int, what: str, words: list[str], offer: str | None) -> None:
    """Note a problem with the `words` of the place marked at word `at`; ``@`` itself is right."""
    last = at if _quoted(reading, at) else at + len(words) - 1
    reading.wrong(at, last, f'{what} "{shown(" ".join(words))}"', offer, skip=1)


def _meant(places: Places, words: list[str], least: int) -> tuple[Place | None, int]:
    """Return the place that `words` probably begin with, and how many of them name it."""
    for count in range(len(words), least, -1):
        place = places.slip(" ".join(words[:count]))
        if place:
            return place, count
    return places.nearest(" ".join(words[:least])), least
