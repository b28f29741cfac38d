"""Heads: the number and the hash of a chain's newest line, which stand for all of it so far.

One that was kept outside the store (by a desk, in an export, on paper) shows a chain that was cut
or written anew. On paper the first 16 of the 64 digits are enough: nobody finds another chain that
has them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

LEAST = 16
"""Digits of a hash that are needed to hold a chain against it: 64 bits."""

_GROUP = 16
_PRINTED = re.compile(
    r"(?:^|<div>)Journal of ([A-Z][A-Z0-9]+), line ([\d,]+), head\s+"
    rf"([0-9a-f]{{{LEAST},64}}(?: [0-9a-f]{{1,{_GROUP}}})*)[ \t\r]*(?:$|</div>)",
    re.MULTILINE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A site's line and its hash as somebody saw them: the whole hash, or its first digits."""

    site: str
    seq: int
    hash: str

    def names(self, hash: str) -> bool:
        """Say whether a line's hash is the one that was seen; too few digits are none."""
        return len(self.hash) >= LEAST and hash.startswith(self.hash)


def seen(heads: Mapping[str, tuple[int, str]]) -> list[Head]:
    """Return heads by site as a list, as a desk remembers them."""
    return [Head(site, seq, hash) for site, (seq, hash) in sorted(heads.items())]


def printed(head: Head) -> str:
    """Return a head as a report ends with it: two lines, in groups of digits to be read aloud."""
    groups = [head.hash[at : at + _GROUP] for at in range(0, len(head.hash), _GROUP)]
    return f"Journal of {head.site}, line {head.seq}, head\n{' '.join(groups)}"


def read_heads(text: str) -> list[Head]:
    """Return the heads in what ``verify --json`` or a report printed, or somebody copied from it.

    A report may be text, HTML or JSON. Only a line of its own counts: what people typed stands
    behind a time in a report.

    Raises:
        ValueError: there is none, or one with too few digits.
    """
    found = [
        Head(site.upper(), int(seq.replace(",", "")), re.sub(r"\s", "", hash).lower())
        for site, seq, hash in _PRINTED.findall(text)
    ]
    found = found or list(_exported(text))
    if not found or any(len(head.hash) < LEAST for head in found):
        raise ValueError("no head of a chain")
    return found


def _exported(text: str) -> Iterable[Head]:
    try:
        known = json.loads(text)
        if isinstance(known.get("head"), str):
            yield from read_heads(known["head"])
            return
        sites: dict[str, Any] = known["sites"]
        for site, row in sites.items():
            yield Head(site, int(row["lines"]), str(row["head"]))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ValueError("no head of a chain") from error
