"""Operators of an open house: listed, added, switched off and on, given PINs.

The shell and the console both end here; the acting operator's right and rank are asked first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sro_ops.access import operators, pins
from sro_ops.access.lookup import Known, by_badge, everybody, grants, last_signed_on
from sro_ops.access.operators import NewOperator, check_rank
from sro_ops.errors import Refused
from sro_ops.host.house import House
from sro_ops.store.canonical import from_utc_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

RIGHT = "admin.operators"


@dataclass(frozen=True, slots=True)
class Listed:
    """An operator as a list shows them.

    Attributes:
        known: as kept.
        held: roles held now, with the site of each; None is every site.
        last: when they signed on last, aware; None where that is not lately, or never.
    """

    known: Known
    held: Sequence[tuple[str, str | None]]
    last: datetime | None

    @property
    def roles(self) -> list[str]:
        """The roles as they are said: ``officer at OHS``."""
        return [role if site is None else f"{role} at {site}" for role, site in self.held]


def listed(house: House) -> list[Listed]:
    """Return every operator, by badge.

    Raises:
        Refused: without the right to keep operators.
    """
    house.allow(RIGHT)
    with house.store.raw() as link:
        last = last_signed_on(link)
        found = [(known, grants(link, known.id)) for known in everybody(link)]
    return [
        Listed(known, held, from_utc_text(last[known.id]) if known.id in last else None)
        for known, held in found
    ]


def check_appoint(house: House, role: str, site: str | None) -> None:
    """Refuse a role that this operator may not give.

    Raises:
        Refused: without the right, for an unknown role, or one that may do more than who gives it.
    """
    house.allow(RIGHT)
    if role not in house.roles:
        raise Refused(f'no role "{role}"', todo=f"Roles: {', '.join(house.roles)}")
    check_rank(house.actor, [(role, site)], house.roles)


def check_touch(house: House, badge: str) -> None:
    """Refuse to touch the sign-on of somebody else without the right, or who may do more.

    Raises:
        Refused: says which.
    """
    if badge == house.actor.badge:
        return
    house.allow(RIGHT)
    with house.store.raw() as link:
        known = by_badge(link, badge)
        held = grants(link, known.id) if known else []
    check_rank(house.actor, held, house.roles)


def add(house: House, new: NewOperator) -> str | None:
    """Add an operator; return the token of a service, which is shown this once.

    Raises:
        Refused: as `check_appoint`; for a badge that is taken, or a short PIN.
    """
    check_appoint(house, new.role, new.site)
    token = pins.new_token() if new.service else None
    operators.add_operator(house.store, house.actor, replace(new, token=token))
    return token


def switch(house: House, badge: str, on: bool) -> None:
    """Switch an operator on or off.

    Raises:
        Refused: without the right, for oneself, or for somebody who may do more.
    """
    check_touch(house, badge)
    operators.switch(house.store, house.actor, badge, on)


def set_pin(house: House, badge: str, pin: str) -> None:
    """Give an operator a new PIN: one's own, or as a supervisor anybody's.

    Raises:
        Refused: without the right, for somebody who may do more, or a short PIN.
    """
    check_touch(house, badge)
    operators.set_pin(house.store, house.actor, badge, pin)
