"""`sro-ops operators` and `roles`: who may sign on, and what each role allows."""

from __future__ import annotations

from typing import Any

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import new_pin, opened, owns, settings_file
from sro_ops.cli.output import Column, emit, emit_rows
from sro_ops.errors import Refused


@click.group()
def operators() -> None:
    """Who may sign on."""


@operators.command("list")
@json_option
@pass_globals
def list_operators(given: Globals, as_json: bool) -> None:
    """List the operators and their roles."""
    from sro_ops.host.personnel import listed

    with opened(given) as house:
        rows: list[dict[str, Any]] = [
            {
                "badge": one.known.badge,
                "name": one.known.name,
                "roles": one.roles,
                "os_user": one.known.os_user,
                "service": one.known.service,
                "disabled": one.known.disabled,
                "last_signed_on": one.last.astimezone(house.now().tzinfo) if one.last else None,
            }
            for one in listed(house)
        ]
    columns = (
        Column("badge", "Badge"), Column("name", "Name"), Column("roles", "Roles"),
        Column("os_user", "System user"), Column("disabled", "Switched off"),
        Column("last_signed_on", "Last signed on"),
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
    from sro_ops.access.operators import NewOperator
    from sro_ops.host import personnel

    with opened(given) as house:
        personnel.check_appoint(house, role, site)
        pin = None if service or os_user else new_pin("SRO_OPS_NEW_PIN")
        new = NewOperator(name, badge, role, pin, None, os_user, service, site)
        token = personnel.add(house, new)
    answer = {"badge": badge, "role": role, "token": token}
    said = f"{badge}  added as {role}" + (f"\ntoken, shown once: {token}" if token else "")
    emit(answer, as_json=as_json, text=said)


@operators.command("disable")
@click.argument("badge")
@json_option
@pass_globals
def disable_operator(given: Globals, badge: str, as_json: bool) -> None:
    """Switch an operator off; what they wrote stays theirs."""
    _switch(given, badge, as_json, on=False)


@operators.command("enable")
@click.argument("badge")
@json_option
@pass_globals
def enable_operator(given: Globals, badge: str, as_json: bool) -> None:
    """Switch an operator on again."""
    _switch(given, badge, as_json, on=True)


def _switch(given: Globals, badge: str, as_json: bool, on: bool) -> None:
    from sro_ops.host.personnel import switch

    with opened(given) as house:
        switch(house, badge, on)
    said = f"{badge}  switched {'on' if on else 'off'}"
    emit({"badge": badge, "disabled": not on}, as_json=as_json, text=said)


@operators.command("pin")
@click.argument("badge")
@json_option
@pass_globals
def change_pin(given: Globals, badge: str, as_json: bool) -> None:
    """Give an operator a new PIN: your own, or as a supervisor anybody's."""
    from sro_ops.host import personnel

    with opened(given) as house:
        personnel.check_touch(house, badge)
        personnel.set_pin(house, badge, new_pin("SRO_OPS_NEW_PIN"))
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
