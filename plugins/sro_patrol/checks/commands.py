"""Checks on the shell: the places that were looked at, as `sro-ops patrol status` tells them."""

from __future__ import annotations

from sro_ops import Context


def check_rows(context: Context, as_json: bool) -> list[dict[str, object]]:
    """Return the places that were looked at today, each as it was found last."""
    from sro_patrol.checks.service import last_checks

    zone, rows = context.now().tzinfo, []
    for check in last_checks(context):
        at = check.occurred_from.astimezone(zone)
        row: dict[str, object] = {"kind": "check", "place": check.place, "at": at.isoformat()}
        if not as_json:
            row = {"place": context.place_name(check.place), "at": f"{at:%H:%M}"}
        rows.append({**row, "finding": check.finding, "number": check.number})
    return rows
