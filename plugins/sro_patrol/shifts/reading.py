"""What an officer says who comes on duty or leaves, read into fields. Pure: words in, values out.

``nobody, keys 4, radio 12, light rain``; ``relieves Chidi Okafor keys 4 radio 12``. Commas part
what is said; so does a word that begins something else. What is not understood is a remark, and
never lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime

from sro_patrol.shifts.models import NOBODY

_KIT = """
key keys keyring radio radios badge vest phone cell cart car bike camera bodycam flashlight laptop
taser handcuffs wand tablet binder clicker megaphone
"""
KIT = frozenset(_KIT.split())
"""Words that begin a thing which is handed over: ``keys 4``, ``radio 12``, ``vest``."""

_SKY = """
rain rainy drizzle snow snowy sleet hail ice icy fog foggy mist wind windy storm stormy thunder
thunderstorms sun sunny clear cloud clouds cloudy overcast dry wet hot warm cool cold humid freezing
degrees
"""
SKY = frozenset(_SKY.split())
"""Words that tell of the weather."""

ALL = "all"
"""What an officer says who hands over everything."""

_AFTER_ALL = frozenset({",", "to", "handed", "back", "relieved"})
_NOISE = frozenset(
    {"duty", "handed", "over", "received", "back", "took", "taken", "in", "returned"}
)
_RELIEF = ("relieves", "relieving", "relieved", "relief")
_SMALL = frozenset({"and", "plus", "also"})
_WORD = re.compile(r",|[^\s,]+")


def read_on(text: str, when: datetime) -> Mapping[str, object]:
    """Return the fields of a shift that begins."""
    found = _read(text)
    return _filled(
        relieves=found["whom"], received=found["kit"], weather=found["sky"], remarks=found["rest"]
    )


def read_off(text: str, when: datetime) -> Mapping[str, object]:
    """Return the fields of a shift's end; the weather is a remark then."""
    found = _read(text)
    rest = ", ".join(filter(None, (found["sky"], found["rest"])))
    return _filled(relieved_by=found["whom"], handed=found["kit"], remarks=rest)


def things(listed: str | None) -> list[str]:
    """Return the single things of a list: ``keys 4, radio 12`` → ``keys 4`` and ``radio 12``."""
    return [" ".join(one.split()) for one in (listed or "").split(",") if one.strip()]


def _filled(**values: str) -> dict[str, object]:
    return {name: value for name, value in values.items() if value}


def _read(text: str) -> dict[str, str]:
    """Return what is said of whom, the kit and the sky, and the rest, each joined by commas."""
    told: dict[str, list[str]] = {"whom": [], "kit": [], "sky": [], "rest": []}
    for about, words in _pieces(_WORD.findall(text)):
        if words:
            told[about].append(" ".join(words))
    whom = told["whom"][0] if told["whom"] else ""
    told["rest"] += told["whom"][1:]
    joined = {about: ", ".join(told[about]) for about in ("kit", "sky", "rest")}
    return {"whom": NOBODY if whom.casefold() == NOBODY else whom, **joined}


def _pieces(words: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Give each piece of what was said, and what it is about."""
    at = 0
    while at < len(words):
        low = words[at].casefold()
        if low == "," or (low in _SMALL and _begins(words, at + 1)):
            at += 1
        elif low in (*_RELIEF, NOBODY) or _to_somebody(words, at):
            name, at = _name(words, at + (low != NOBODY))
            yield "whom", name
        elif low in KIT or _everything(words, at):
            end = at + 1
            while end < len(words) and any(c.isdigit() for c in words[end]):
                end += 1
            yield "kit", [low, *words[at + 1 : end]]
            at = end
        else:
            end = _plain_end(words, at)
            said = words[at:end]
            if not _NOISE.issuperset(word.casefold() for word in said):
                sky = any(word.casefold().strip(".°") in SKY for word in said)
                yield ("sky" if sky else "rest"), [w for w in said if w.casefold() != "weather"]
            at = end


def _to_somebody(words: list[str], at: int) -> bool:
    """Say whether ``to`` names who takes over: ``keys 4 to Okafor``, not ``to the north lot``."""
    after = words[at + 1] if at + 1 < len(words) else ""
    return words[at].casefold() == "to" and (after[:1].isupper() or after.casefold() == NOBODY)


def _everything(words: list[str], at: int) -> bool:
    """Say whether ``all`` means all that was taken over: ``all``, ``all to Okafor``."""
    after = words[at + 1].casefold() if at + 1 < len(words) else ","
    return words[at].casefold() == ALL and after in _AFTER_ALL


def _begins(words: list[str], at: int) -> bool:
    """Say whether the word at `at` begins something that is understood."""
    low = words[at].casefold() if at < len(words) else ""
    return low in KIT or low in _RELIEF


def _plain_end(words: list[str], at: int) -> int:
    end = at + 1
    while end < len(words) and words[end] != "," and not _begins(words, end):
        end += 1
    return end


def _name(words: list[str], at: int) -> tuple[list[str], int]:
    """Return a name at `at`, and where it ends: capitalized words, or all up to a comma."""
    if at < len(words) and words[at].casefold() in ("by", "from", "of"):
        at += 1
    if at < len(words) and words[at].casefold() == NOBODY:
        return [NOBODY], at + 1
    end = at
    capital = at < len(words) and words[at][0].isupper()
    while end < len(words) and words[end] != "," and not _begins(words, end):
        if capital and not words[end][0].isupper():
            break
        end += 1
    return words[at:end], end
