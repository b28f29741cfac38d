"""What a patrol means: which places were looked at, and how they were found."""

from __future__ import annotations

from sqlalchemy import select

from sro_ops import Context
from sro_patrol.checks.models import Check


def last_checks(context: Context) -> list[Check]:
    """Return today's last check of each place at the site, the oldest first.

    Today is the site's own; what was crossed out does not count, and a check that names no place
    stands for itself.
    """
    midnight = context.now().replace(hour=0, minute=0, second=0, microsecond=0)
    checks = (
        select(Check)
        .where(Check.site == context.site, Check.occurred_from >= midnight)
        .where(Check.struck.is_(False))
        .order_by(Check.occurred_from, Check.id)
    )
    last: dict[str, Check] = {}
    with context.read() as session:
        for check in session.scalars(checks):
            key = check.place or check.id
            last.pop(key, None)
            last[key] = check
    return list(last.values())
