"""`sro-ops init` and `sites`: a new store, and the schools in it."""

from __future__ import annotations

import os

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import address, new_pin, opened, settings_file
from sro_ops.cli.output import Column, emit, emit_rows


@click.command()
@click.option("--site", "code", required=True, help="Short code, as in OHS/P-2026-0142.")
@click.option("--name", required=True, help="Name of the school.")
@click.option("--timezone", required=True, help="Like America/Chicago.")
@click.option("--operator", required=True, help="Name of the first operator.")
@click.option("--badge", required=True, help="Badge of the first operator.")
@click.option("--role", default="owner", show_default=True)
@click.option("--os-user", help="The system's user that this operator is.")
@json_option
@pass_globals
def init(
    given: Globals,
    code: str,
    name: str,
    timezone: str,
    operator: str,
    badge: str,
    role: str,
    os_user: str | None,
    as_json: bool,
) -> None:
    """Make a store without questions; the PIN comes from env SRO_OPS_PIN."""
    from sro_ops.access.operators import NewOperator
    from sro_ops.host.beginning import set_up
    from sro_ops.store.sites import Site

    file = settings_file(given)
    address(file)
    pin = None if os_user and not os.environ.get("SRO_OPS_PIN") else new_pin()
    first = NewOperator(operator, badge, role, pin, os_user=os_user)
    path = set_up(file, Site(code, name, timezone), first)
    answer = {"store": str(path), "site": code, "operator": badge}
    emit(answer, as_json=as_json, text=f"{path}  made, site {code}, operator {badge} ({role})")


@click.group()
def sites() -> None:
    """The schools in this store."""


@sites.command("list")
@json_option
@pass_globals
def list_sites(given: Globals, as_json: bool) -> None:
    """List the sites."""
    with opened(given, signed_on=False) as house:
        rows = [
            {"code": site.code, "name": site.name, "timezone": site.timezone}
            for site in house.store.sites.values()
        ]
    columns = (Column("code", "Code"), Column("name", "Name"), Column("timezone", "Time zone"))
    emit_rows(rows, columns, as_json=as_json, empty="No site yet: sro-ops sites add")


@sites.command("add")
@click.argument("code")
@click.option("--name", required=True)
@click.option("--timezone", required=True)
@json_option
@pass_globals
def add_site(given: Globals, code: str, name: str, timezone: str, as_json: bool) -> None:
    """Add a site; its chain begins."""
    from sro_ops.store.sites import Site

    with opened(given) as house:
        house.allow("admin.sites")
        house.store.add_site(house.actor, Site(code, name, timezone))
    emit({"site": code}, as_json=as_json, text=f"{code}  added")
