"""A school with operators, and the ways in which they sign on at this desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pytest

from sro_ops.access import signing
from sro_ops.access.operators import NewOperator, add_operator, maker
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.ids import new_id
from sro_ops.store.model import Actor
from sro_ops.store.store import Store

Roles = Mapping[str, Sequence[str]]
DESK = new_id()
OWNER = maker(DESK)
"""Who sets the school up: may do everything, and is no operator."""


class Door:
    """Where operators sign on; `add` makes one of them."""

    def __init__(self, store: Store, roles: Roles = SHIPPED) -> None:
        self.store = store
        self.roles = roles

    def add(self, badge: str, role: str = "officer", **more: str | bool | None) -> str:
        """Add an operator whose PIN is 4321 unless another is given; return the person's id."""
        name = str(more.pop("name", f"Operator {badge}"))
        pin = more.pop("pin", None if more.get("os_user") or more.get("token") else "4321")
        new = NewOperator(name, badge, role, pin, **more)  # type: ignore[arg-type]
        return add_operator(self.store, OWNER, new)

    def pin(self, badge: str, pin: str = "4321") -> Actor:
        """Sign on by badge and PIN."""
        with self.store.raw() as link:
            return signing.by_pin(link, badge, pin, self.roles, DESK)

    def token(self, badge: str, token: str) -> Actor:
        """Sign on as a service."""
        with self.store.raw() as link:
            return signing.by_token(link, badge, token, self.roles, DESK)

    def system_user(self, name: str) -> Actor:
        """Sign on as the system's user."""
        with self.store.raw() as link:
            return signing.by_system_user(link, name, self.roles, DESK)


@pytest.fixture
def door(store: Store) -> Door:
    """The door of a school without operators yet."""
    return Door(store)


@pytest.fixture
def roles(store: Store) -> Callable[[Roles], Door]:
    """Make a door where these roles stand, and no others."""
    return lambda held: Door(store, held)
