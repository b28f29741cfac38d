"""`sro-ops operators` and `roles`: who may sign on, and what each role allows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import new_pin, opened, owns, settings_file
from sro_ops.cli.output import Column, emit, emit_rows
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.host.house import House


@click.group()
def operators() -> None:
    """Who may sign on."""


@operators.command("list")
@json_option
@pass_globals
def list_operators(given: Globals, as_json: bool) -> None:
    """List the operators and their roles."""
    from sro_ops.access.lookup import everybody, grants

    with opened(given) as house:
        house.allow("admin.operators")
        with house.store.raw() as link:
            rows: list[dict[str, Any]] = [
                {
                    "badge": known.badge,
                    "name": known.name,
                    "roles": [
                        role if site is None else f"{role} at {site}"
                        for role, site in grants(link, known.id)
                    ],
                    "os_user": known.os_user,
                    "service": known.service,
                    "disabled": known.disabled,
                }
                for known in everybody(link)
            ]
    columns = (
        Column("badge", "Badge"), Column("name", "Name"), Column("roles", "Roles"),
        Column("os_user", "System user"), Column("disabled", "Switched off"),
    )  # fmt: skip
    emit_rows(rows, columns, as_json=as_json)


@operators.command("add")
@click.option("--name", required=True)
@click.option("--badge", required=True)
@click.option("--role", required=True)
@click.option("--at", "site", help="Only at this site; else at every site.")
@click.option("--os-user", help="The system's user that this operator is.")
@click.option("--service", is_flag=True, help="For a program: prints a token once.")
@json_option
@pass_globals
def add_operator(
    given: Globals,
    name: str,
    badge: str,
    role: str,
    site: str | None,
    os_user: str | None,
    service: bool,
    as_json: bool,
) -> None:
    """Add an operator; the PIN of the new one is asked for."""
    from sro_ops.access.operators import NewOperator, check_rank
    from sro_ops.access.operators import add_operator as keep
    from sro_ops.access.pins import new_token

    with opened(given) as house:
        house.allow("admin.operators")
        if role not in house.roles:
            raise Refused(f'no role "{role}"', todo=f"Roles: {', '.join(house.roles)}")
        check_rank(house.actor, [(role, site)], house.roles)
        token = new_token() if service else None
        pin = None if service or os_user else new_pin("SRO_OPS_NEW_PIN")
        keep(
            house.store, house.actor,
            NewOperator(name, badge, role, pin, token, os_user, service, site),
        )  # fmt: skip
    answer = {"badge": badge, "role": role, "token": token}
    said = f"{badge}  added as {role}" + (f"\ntoken, shown once: {token}" if token else "")
    emit(answer, as_json=as_json, text=said)


def _check_rank(house: House, badge: str) -> None:
    """Refuse to touch the sign-on of somebody who may do more."""
    from sro_ops.access.lookup import by_badge, grants
    from sro_ops.access.operators import check_rank

    with house.store.raw() as link:
        known = by_badge(link, badge)
        held = grants(link, known.id) if known else []
    check_rank(house.actor, held, house.roles)


@operators.command("disable")
@click.argument("badge")
@json_option
@pass_globals
def disable_operator(given: Globals, badge: str, as_json: bool) -> None:
    """Switch an operator off; what they wrote stays theirs."""
    from sro_ops.access.operators import disable

    with opened(given) as house:
        _check_rank(house, badge)
        disable(house.store, house.actor, badge)
    emit({"badge": badge, "disabled": True}, as_json=as_json, text=f"{badge}  switched off")


@operators.command("pin")
@click.argument("badge")
@json_option
@pass_globals
def change_pin(given: Globals, badge: str, as_json: bool) -> None:
    """Give an operator a new PIN: your own, or as a supervisor anybody's."""
    from sro_ops.access.operators import set_pin

    with opened(given) as house:
        if badge != house.actor.badge:
            house.allow("admin.operators")
            _check_rank(house, badge)
        set_pin(house.store, house.actor, badge, new_pin("SRO_OPS_NEW_PIN"))
    emit({"badge": badge, "pin": "changed"}, as_json=as_json, text=f"{badge}  PIN changed")


@operators.command("recover")
@click.argument("badge")
@json_option
@pass_globals
def recover(given: Globals, badge: str, as_json: bool) -> None:
    """Reset a PIN as the owner of the store's file; the journal says so loudly."""
    from sro_ops.access.operators import maker, set_pin

    with opened(given, signed_on=False) as house:
        if not owns(house.store.path):
            what = "only the owner of the store's file recovers a PIN"
            raise Refused(what, str(house.store.path), "Ask who set it up")
        set_pin(house.store, maker(house.desk.id), badge, new_pin("SRO_OPS_NEW_PIN"), recover=True)
    emit({"badge": badge, "pin": "changed"}, as_json=as_json, text=f"{badge}  PIN changed")


@click.command()
@json_option
@pass_globals
def roles(given: Globals, as_json: bool) -> None:
    """List the roles and what each allows."""
    from sro_ops.host.house import roles_of
    from sro_ops.settings.load import load

    held = roles_of(load(settings_file(given)))
    rows = [{"role": role, "permissions": list(names)} for role, names in held.items()]
    columns = (Column("role", "Role"), Column("permissions", "Permissions"))
    emit_rows(rows, columns, as_json=as_json)
