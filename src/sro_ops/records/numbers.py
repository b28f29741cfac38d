"""Record numbers as people say and type them: ``P-2026-0142``, ``p-142``, ``OHS/P-2026-0142``."""

from __future__ import annotations

import re

from sro_ops.errors import Refused

_NUMBER = re.compile(
    r"(?:(?P<site>[A-Za-z][A-Za-z0-9]{1,7})/)?(?P<prefix>[A-Za-z]{1,4})-"
    r"(?:(?P<year>\d{4})-)?(?P<count>\d{1,9})"
)


def parse_number(text: str, year: int, site: str) -> tuple[str, str]:
    """Return (site, number) for what somebody typed; a missing year is this year.

    Args:
        text: in any case, with or without site and year.
        year: the year of the site's calendar now.
        site: the site that is meant where none is typed.

    Raises:
        Refused: for text that is no number.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        raise Refused(f'"{text}" is no record number', todo="Write it like P-2026-0142 or P-142")
    number = f"{found['prefix'].upper()}-{found['year'] or year}-{int(found['count']):04d}"
    return (found["site"] or site).upper(), number


def is_number(text: str) -> bool:
    """Say whether `text` reads as a record's number."""
    return _NUMBER.fullmatch(text.strip()) is not None
