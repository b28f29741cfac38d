"""The shipped roles and what permissions there are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sro_ops.settings.load import load
from sro_ops.settings.roles import PERMISSIONS, RESERVED, SHIPPED, check_permission
from sro_ops.store.model import Actor, Scope

from .conftest import Written

DOCS = Path(__file__).parents[2] / "docs" / "settings.md"


def actor(role: str) -> Actor:
    return Actor(desk="d", scope=Scope(), permissions=SHIPPED[role])


def test_an_officer_does_everyday_work_and_every_plugins_work() -> None:
    officer = actor("officer")
    assert officer.may("core.log")
    assert officer.may("halls.sweep.amend")
    assert not officer.may("privacy.education")
    assert not officer.may("admin.backup")


def test_a_supervisor_sees_sealed_records_but_cannot_expunge() -> None:
    supervisor = actor("supervisor")
    assert supervisor.may("privacy.unseal")
    assert supervisor.may("admin.operators")
    assert not supervisor.may("privacy.expunge")
    assert not supervisor.may("admin.restore")


def test_a_principal_reads_education_records_and_changes_nothing() -> None:
    administrator = actor("administrator")
    assert administrator.may("privacy.education")
    assert not administrator.may("core.log")
    assert not administrator.may("core.read.law_enforcement_unit")


def test_event_staff_check_people_in_and_no_more() -> None:
    staff = actor("event_staff")
    assert staff.may("events.check_in")
    assert not staff.may("events.amend")
    assert not staff.may("core.search")


def test_a_service_may_nothing_until_somebody_says_so() -> None:
    assert not any(actor("service").may(name) for name in PERMISSIONS)


def test_every_shipped_role_holds_real_permissions() -> None:
    for permissions in SHIPPED.values():
        for name in permissions:
            check_permission(name)


def test_all_plugins_never_reaches_what_is_the_hosts() -> None:
    held = Actor(desk="d", scope=Scope(), permissions=("plugins.*",))
    assert held.may("patrol.check.add")
    assert held.may("forms.visitor.add")
    assert not any(held.may(name) for name in PERMISSIONS)
    assert {name.partition(".")[0] for name in PERMISSIONS} <= RESERVED


@pytest.mark.parametrize(
    "name", ["*", "core.*", "core.read.*", "privacy.seal", "patrol.*", "halls.sweep.amend"]
)
def test_what_a_role_may_hold(name: str) -> None:
    check_permission(name)


@pytest.mark.parametrize(
    "name", ["core.lgo", "Core.log", "core*", "a b", "", "privacy.x.*", "plugins.patrol", "core."]
)
def test_what_a_role_may_not_hold(name: str) -> None:
    with pytest.raises(ValueError, match="no permission"):
        check_permission(name)


def test_a_role_in_the_settings_replaces_the_shipped_one(written: Written) -> None:
    settings = load(
        written('[roles.officer]\npermissions = ["core.log"]\n[roles.sub]\npermissions=[]')
    )
    assert settings.permissions("officer") == ("core.log",)
    assert settings.permissions("sub") == ()
    assert settings.permissions("owner") == ("*",)
    assert settings.permissions("nobody") is None


def test_every_permission_and_role_is_documented() -> None:
    documented = set(re.findall(r"`([a-z_.]+)`", DOCS.read_text("utf-8")))
    assert set(PERMISSIONS) | set(SHIPPED) <= documented
