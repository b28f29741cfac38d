"""Record numbers as people say and type them: ``P-2026-0142``, ``p-142``, ``OHS/P-2026-0142``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.store.session import GuardedSession

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


def by_count(
    session: GuardedSession, count: int, prefixes: Iterable[str], year: int, site: str
) -> str:
    """Return the number that a bare count stands for: of this year's, the one recorded last.

    Raises:
        Refused: when none of them is a record that the actor may see.
    """
    from sqlalchemy import select

    from sro_ops.store.entities import CoreRecord

    numbers = [f"{prefix}-{year}-{count:04d}" for prefix in prefixes]
    newest = (
        select(CoreRecord.number)
        .where(CoreRecord.site == site, CoreRecord.number.in_(numbers))
        .order_by(CoreRecord.recorded_at.desc())
    )
    found = session.scalars(newest.limit(1)).first()
    if found is None:
        raise Refused(f"no record {count} of {year} that you may see")
    return found


def is_number(text: str) -> bool:
    """Say whether `text` reads as a record's number."""
    return _NUMBER.fullmatch(text.strip()) is not None
