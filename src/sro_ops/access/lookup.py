"""Finding an operator and what they hold, by plain statements.

The Desk needs this before its first paint, when SQLAlchemy is not loaded yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sro_ops.store.canonical import now_text
from sro_ops.store.dialect import SQLITE, Engine, neutral
from sro_ops.store.model import CLASSES, PROTECTED, Actor, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPERATOR = (
    "SELECT o.person, p.name, o.badge, o.pin, o.token, o.os_user, o.service, o.disabled"
    " FROM core_operator o JOIN core_person p ON p.id = o.person"
)


LATELY = 20_000
"""Journal lines that are looked through for the last time that somebody signed on."""


@dataclass(frozen=True, slots=True)
class Known:
    """An operator as kept. `pin` and `token` are hashes."""

    id: str
    name: str
    badge: str
    pin: str | None
    token: str | None
    os_user: str | None
    service: bool
    disabled: bool


def by_badge(link: Any, badge: str, engine: Engine = SQLITE) -> Known | None:
    """Return the operator with this badge, or None."""
    return _one(link.execute(engine.sql(f"{_OPERATOR} WHERE o.badge = ?"), (badge,)).fetchone())


def by_os_user(link: Any, user: str, engine: Engine = SQLITE) -> Known | None:
    """Return the operator that the system's user is mapped to, or None."""
    return _one(link.execute(engine.sql(f"{_OPERATOR} WHERE o.os_user = ?"), (user,)).fetchone())


def everybody(link: Any, engine: Engine = SQLITE) -> list[Known]:
    """Return every operator, by badge."""
    rows = link.execute(engine.sql(f"{_OPERATOR} ORDER BY o.badge")).fetchall()
    return [found for row in rows if (found := _one(row)) is not None]


def grants(link: Any, operator: str, engine: Engine = SQLITE) -> list[tuple[str, str | None]]:
    """Return what an operator holds at this moment: (role, site or None for every site)."""
    now = now_text()
    rows = link.execute(
        engine.sql(
            "SELECT role, site FROM core_grant WHERE operator = ?"
            " AND (starts IS NULL OR starts <= ?) AND (ends IS NULL OR ends > ?) ORDER BY role"
        ),
        (operator, now, now),
    ).fetchall()
    return [(row[0], row[1]) for row in rows]


def last_signed_on(link: Any, engine: Engine = SQLITE) -> dict[str, str]:
    """Return when operators signed on last, UTC text by person, as far as is known lately.

    Looks through the newest lines alone: no index knows of it, and a journal has no end.
    """
    statement = (
        "SELECT operator, max(occurred) FROM (SELECT operator, occurred, verb FROM journal_line"
        " ORDER BY pos DESC LIMIT ?) lately WHERE verb = 'signed on' GROUP BY operator"
    )
    rows = link.execute(engine.sql(statement), (LATELY,)).fetchall()
    return {neutral(who): neutral(at) for who, at in rows if who}


def actor_of(
    known: Known,
    held: Sequence[tuple[str, str | None]],
    roles: Mapping[str, Sequence[str]],
    desk: str,
) -> Actor:
    """Return the actor that an operator is at a desk.

    Args:
        known: the operator.
        held: roles and sites, from `grants`.
        roles: role → permissions, from the settings; a role that is not there allows nothing.
        desk: the desk's id.
    """
    permissions = tuple(sorted({name for role, _ in held for name in roles.get(role, ())}))
    everywhere = any(site is None for _, site in held)
    sites = None if everywhere else frozenset(site for _, site in held if site)
    plain = Actor(desk, Scope(), known.id, known.name, known.badge, permissions)
    return Actor(
        desk, Scope(sites, visible_classes(plain), plain.may("privacy.sealed")), known.id,
        known.name, known.badge, permissions,
    )  # fmt: skip


def visible_classes(actor: Actor) -> frozenset[str]:
    """Return the record classes that an actor's permissions open (34 CFR 99.31 leaves it to us)."""
    return frozenset(
        name
        for name in CLASSES
        if actor.may(f"privacy.{name}" if name in PROTECTED else f"core.read.{name}")
    )


def _one(row: Sequence[Any] | None) -> Known | None:
    if row is None:
        return None
    id, name, badge, pin, token, os_user, service, disabled = row
    return Known(id, name, badge, pin, token, os_user, bool(service), bool(disabled))
