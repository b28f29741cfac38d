"""Words that are one slip of the finger away from a typed one."""

from __future__ import annotations

from collections.abc import Collection, Iterator

_LEAST = 3
_SURE = 4
_MOST = 40


def slips(typed: str, letters: Collection[str]) -> Iterator[str]:
    """Yield the words of which `typed` is a slip: all that could be meant, made of `letters`.

    A slip is two neighbors swapped, or one letter too many, wrong or too few. In words of three
    letters it is a swap alone (``gmy``): any other three letters are too likely a word of their
    own. Shorter words, words without a letter and very long ones are no slips. To look all these up
    in a dictionary costs the same however many words it knows.
    """
    if not _LEAST <= len(typed) <= _MOST or not any(map(str.isalpha, typed)):
        return
    cuts = [(typed[:at], typed[at:]) for at in range(len(typed) + 1)]
    for left, right in cuts:
        if len(right) > 1 and right[0] != right[1]:
            yield left + right[1] + right[0] + right[2:]
    if len(typed) < _SURE:
        return
    for left, right in cuts[:-1]:
        yield left + right[1:]
        yield from (left + letter + right[1:] for letter in letters if letter != right[0])
    for left, right in cuts:
        yield from (left + letter + right for letter in letters)


def meant(typed: str, known: Collection[str]) -> tuple[str, ...]:
    """Return those of `known` that `typed` begins, else those it is a slip for, by the alphabet."""
    begun = sorted(word for word in known if word.startswith(typed) and word != typed)
    if begun:
        return tuple(begun)
    near = slips(typed, set().union(*known))
    return tuple(sorted({word for word in near if word in known}))
