"""Roles: sets of permissions by name and by pattern, for a site, for a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from sro_ops.access.lookup import visible_classes
from sro_ops.errors import Refused
from sro_ops.settings.roles import PERMISSIONS, SHIPPED
from sro_ops.store.entities import Grant
from sro_ops.store.ids import new_id
from sro_ops.store.model import CLASSES, PROTECTED, Actor, Scope
from sro_ops.store.sites import Site
from sro_ops.store.store import Store

from .conftest import OWNER, Door, Roles

HOUR = timedelta(hours=1)


def holding(*permissions: str) -> Actor:
    return Actor("desk", Scope(), permissions=permissions)


@pytest.mark.parametrize(
    ("held", "asked", "may"),
    [
        ("core.log", "core.log", True),
        ("core.log", "core.log.all", False),
        ("core.log", "core.lo", False),
        ("core.*", "core.log", True),
        ("core.*", "core.read.general", True),
        ("core.*", "corex.log", False),
        ("core.read.*", "core.read.general", True),
        ("core.read.*", "core.reader", False),
        ("halls.sweep.*", "halls.sweep.add", True),
        ("halls.sweep.*", "halls.sweeper.add", False),
        ("*", "admin.restore", True),
        ("plugins.*", "halls.sweep.add", True),
        ("plugins.*", "core.log", False),
        ("plugins.*", "privacy.medical", False),
        ("plugins.*", "admin.operators", False),
    ],
)
def test_a_permission_is_held_by_name_or_by_pattern(held: str, asked: str, may: bool) -> None:
    assert holding(held).may(asked) is may


def test_who_holds_nothing_may_nothing() -> None:
    assert [name for name in PERMISSIONS if holding().may(name)] == []


def test_an_owner_may_everything_there_is() -> None:
    owner = holding(*SHIPPED["owner"])
    assert [name for name in (*PERMISSIONS, "halls.sweep.add") if not owner.may(name)] == []


@pytest.mark.parametrize("role", sorted(set(SHIPPED) - {"owner"}))
def test_nobody_but_an_owner_expunges_restores_or_sees_medical_records(role: str) -> None:
    held = holding(*SHIPPED[role])
    for name in ("privacy.expunge", "privacy.medical", "admin.restore", "admin.settings"):
        assert not held.may(name)


def test_each_class_is_opened_by_a_permission_of_its_own() -> None:
    for name in CLASSES:
        under = "privacy" if name in PROTECTED else "core.read"
        assert visible_classes(holding(f"{under}.{name}")) == {name}


def test_a_protected_class_is_never_opened_by_everyday_rights() -> None:
    assert visible_classes(holding("core.*", "plugins.*")) & PROTECTED == set()


def test_several_roles_add_up(roles: Callable[[Roles], Door], store: Store) -> None:
    door = roles({"reader": ("core.read.general",), "writer": ("core.log",)})
    grant(store, door.add("20", role="reader"), "writer")
    actor = door.pin("20")
    assert actor.permissions == ("core.log", "core.read.general")
    assert actor.scope == Scope(None, frozenset({"general"}), sealed=False)


def test_a_role_that_is_in_the_settings_no_more_allows_nothing(
    roles: Callable[[Roles], Door],
) -> None:
    door = roles({})
    door.add("20", role="officer")
    actor = door.pin("20")
    assert (actor.permissions, actor.scope.classes) == ((), frozenset())


def test_a_role_at_one_site_opens_that_site_alone(door: Door, store: Store) -> None:
    store.add_site(OWNER, Site("WMS", "West Middle", "America/Chicago"))
    door.add("20", site="WMS")
    door.add("21")
    assert door.pin("20").scope.sites == frozenset({"WMS"})
    assert door.pin("21").scope.sites is None


def grant(
    store: Store,
    person: str,
    role: str,
    starts: datetime | None = None,
    ends: datetime | None = None,
) -> None:
    """Grant one more role, for a time or for good."""
    values = {"id": new_id(), "operator": person, "role": role, "starts": starts, "ends": ends}
    with store.statements() as connection:
        connection.execute(insert(Grant).values(**values))


@pytest.mark.parametrize(
    ("starts", "ends", "held"),
    [
        (None, None, True),
        (-HOUR, HOUR, True),
        (-HOUR, None, True),
        (None, HOUR, True),
        (HOUR, None, False),
        (HOUR, 2 * HOUR, False),
        (-2 * HOUR, -HOUR, False),
        (None, -HOUR, False),
    ],
)
def test_a_grant_holds_within_its_time_alone(
    door: Door, store: Store, starts: timedelta | None, ends: timedelta | None, held: bool
) -> None:
    now = datetime.now(UTC)
    person = door.add("20", role="event_staff")
    grant(
        store,
        person,
        "officer",
        None if starts is None else now + starts,
        None if ends is None else now + ends,
    )
    assert door.pin("20").may("core.log") is held


def test_who_holds_no_grant_now_does_not_sign_on(door: Door, store: Store) -> None:
    person = door.add("20")
    with store.statements() as connection:
        connection.exec_driver_sql("DELETE FROM core_grant")
    grant(store, person, "officer", ends=datetime.now(UTC) - HOUR)
    with pytest.raises(Refused, match=r"badge 20: no role is granted now"):
        door.pin("20")
