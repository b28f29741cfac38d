"""Patrol on the shell."""

from __future__ import annotations

import click

from sro_ops import Context, emit_rows, json_option, with_context

COLUMNS = {"at": "At", "place": "Place", "finding": "Finding", "number": "Number"}


@click.group("patrol")
def patrol() -> None:
    """Patrols: what was looked at today."""


@patrol.command()
@json_option
@with_context
def status(context: Context, as_json: bool) -> None:
    """List the places that were looked at today, each as it was found last."""
    from sro_patrol.checks.service import last_checks

    zone, rows = context.now().tzinfo, []
    for check in last_checks(context):
        at = check.occurred_from.astimezone(zone)
        row = {"place": check.place, "at": at.isoformat()}
        if not as_json:
            row = {"place": context.place_name(check.place), "at": f"{at:%H:%M}"}
        rows.append({**row, "finding": check.finding, "number": check.number})
    emit_rows(rows, COLUMNS, as_json=as_json, empty="Nothing was looked at today.")
