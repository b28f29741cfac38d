"""Amounts of money and tags: the words that carry their own sign."""

from __future__ import annotations

import re

from sro_ops.records.entry.words import Reading, phrases, shown

MOST_CENTS = 10**13
"""A hundred thousand million dollars: more is a slip of the finger."""

_NUMBER = r"((?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?)(?:\.([0-9]{1,2}))?"
_SIGNED = re.compile(rf"\${_NUMBER}")
_NAMED = re.compile(rf"{_NUMBER}(?:usd|dollars?)", re.IGNORECASE)
_NAMES = frozenset(("usd", "dollar", "dollars"))
_TAG = re.compile(r"#([^\W\d_][\w-]{0,39})")


def read_money(reading: Reading, first_leaves: bool) -> tuple[int, ...]:
    """Find every amount: ``$400``, ``$1,250.50``, ``400 dollars``, ``400usd``, as integer cents.

    Amounts stay in the text, but for the first where `first_leaves`: then a field takes it. A bare
    number is never money.
    """
    found: list[int] = []
    for at in phrases(reading):
        core, last = reading.words[at].core, at
        if core[:1].isdigit() and reading.free(at + 1) and reading.words[at + 1].low in _NAMES:
            core, last = core + reading.words[at + 1].low, at + 1
        cents = cents_of(core)
        if cents is None:
            continue
        if cents > MOST_CENTS:
            reading.wrong(at, last, f'Too much money: "{shown(core)}"', None)
            continue
        reading.take(at, last, "money", say_cents(cents), leaves=first_leaves and not found)
        found.append(cents)
    return tuple(found)


def cents_of(text: str) -> int | None:
    """Return the cents that an amount with its sign or name means; None for anything else.

    Amounts above `MOST_CENTS` are all ``MOST_CENTS + 1``.
    """
    match = _SIGNED.fullmatch(text) or _NAMED.fullmatch(text)
    if match is None or not (match[1] or match[2]):
        return None
    dollars = match[1].replace(",", "").lstrip("0")
    if len(dollars) > len(str(MOST_CENTS)):
        return MOST_CENTS + 1
    cents = int(dollars or 0) * 100 + int((match[2] or "").ljust(2, "0"))
    return min(cents, MOST_CENTS + 1)


def say_cents(cents: int) -> str:
    """Return cents as an amount: ``$1,250.50``, ``$400``."""
    whole, rest = divmod(cents, 100)
    return f"${whole:,}.{rest:02}" if rest else f"${whole:,}"


def read_tags(reading: Reading) -> tuple[str, ...]:
    """Find every tag, ``#fight`` or ``#after-school``, in lower case and each once."""
    found: dict[str, None] = {}
    for at in phrases(reading):
        match = _TAG.fullmatch(reading.words[at].core)
        if match:
            reading.take(at, at, "tag", match[1].lower())
            found[match[1].lower()] = None
    return tuple(found)
