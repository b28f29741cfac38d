"""The names that a line may use: places and people, found by whole words or by their beginning."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from sro_ops.records.entry.slips import slips
from sro_ops.text import clean, nearest

LONGEST = 8
"""Names of more words than this are found by their code, or by completion."""

_PUNCTUATION = '()[]{},.;:!?"'
_MOST_COMPARED = 1000

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the site, from the settings' places file."""

    code: str
    name: str
    kind: str = ""
    building: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """A person the site knows; `kind` is a word such as student or staff."""

    id: str
    name: str
    kind: str = ""


def key(text: str) -> str:
    """Return `text` as names are compared: without case, and punctuation around words."""
    return " ".join(word.strip(_PUNCTUATION) for word in clean(text).casefold().split())


class Known(Generic[T]):
    """Things under their names, for 5,000 of them and a key press.

    Finding costs a dictionary look-up per word, completing a bisection; the sorted lists are made
    at the first completion.
    """

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        """Index `named`: pairs of a name and its thing. A thing may have several names."""
        self._by_key: dict[str, list[T]] = {}
        for name, thing in named:
            under = self._by_key.setdefault(key(name), [])
            if thing not in under:
                under.append(thing)
        self._by_key.pop("", None)
        self._most_words = min(LONGEST, max((k.count(" ") + 1 for k in self._by_key), default=0))

    def find(self, words: Sequence[str]) -> tuple[tuple[T, ...], int] | None:
        """Return what the longest known name at the beginning of `words` names, and its length.

        The length is a count of words. More than one thing is returned where they share the name.
        """
        folded = [key(word) for word in words[: self._most_words]]
        for count in range(len(folded), 0, -1):
            things = self._by_key.get(" ".join(folded[:count]))
            if things:
                return tuple(things), count
        return None

    def complete(self, prefix: str, limit: int) -> list[T]:
        """Return at most `limit` things of which a name, or a later word of one, begins so.

        Names that begin so come first, in the order of the alphabet.
        """
        wanted = " ".join(clean(prefix).casefold().split())
        found: list[T] = []
        for name in self._beginning(wanted):
            for thing in self._by_key[name]:
                if thing not in found:
                    found.append(thing)
            if len(found) >= limit:
                break
        return found[: max(limit, 0)]

    def slip(self, text: str) -> T | None:
        """Return the thing for whose whole name `text` is a slip, or None."""
        typed = key(text)
        if len(typed) > self._longest_name + 1:
            return None
        return next(
            (self._by_key[name][0] for name in slips(typed, self._letters) if name in self._by_key),
            None,
        )

    def nearest(self, text: str) -> T | None:
        """Return what `text` was probably meant to name, or None: for an offer, never for a guess.

        A slip in a name comes first, then the beginning of a name, then a slip in one word of a
        name (``rakc`` for Bike rack), then, among no more than a thousand names, what looks alike.
        """
        typed = key(text)
        if not typed or len(typed) > self._longest_name + 1:
            return None
        slipped = self.slip(typed)
        if slipped is not None:
            return slipped
        begun = self.complete(typed, 1)
        if begun:
            return begun[0]
        for word in slips(typed, self._letters):
            if word in self._by_word:
                return self._by_word[word]
        alike = nearest(typed, self._by_key) if len(self._by_key) <= _MOST_COMPARED else None
        return self._by_key[alike][0] if alike is not None else None

    def _beginning(self, wanted: str) -> Iterator[str]:
        """Yield the keys that begin with `wanted`, then those with a later word that does."""
        for ordered in (self._starts, self._later_words):
            at = bisect_left(ordered, (wanted, ""))
            while at < len(ordered) and ordered[at][0].startswith(wanted):
                yield ordered[at][1]
                at += 1

    @cached_property
    def _longest_name(self) -> int:
        return max(map(len, self._by_key), default=0)

    @cached_property
    def _letters(self) -> frozenset[str]:
        return frozenset().union(*self._by_key)

    @cached_property
    def _by_word(self) -> dict[str, T]:
        """The first thing whose name has the word."""
        words: dict[str, T] = {}
        for name, things in self._by_key.items():
            for word in name.split():
                words.setdefault(word, things[0])
        return words

    @cached_property
    def _starts(self) -> list[tuple[str, str]]:
        return sorted((name, name) for name in self._by_key)

    @cached_property
    def _later_words(self) -> list[tuple[str, str]]:
        return sorted(
            (name[at + 1 :], name)
            for name in self._by_key
            for at, letter in enumerate(name)
            if letter == " "
        )


class Places(Known[Place]):
    """The places of a site, by code and by name."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        super().__init__((name, place) for place in places for name in (place.code, place.name))


class People(Known[Person]):
    """The people of a site, by name."""

    def __init__(self, people: Iterable[Person] = ()) -> None:
        super().__init__((person.name, person) for person in people)
