"""`sro-ops types`: every record type with its fields, choices, steps and permissions."""

from __future__ import annotations

from typing import Any

import click

from sro_ops.cli.common import Globals, json_option, pass_globals
from sro_ops.cli.opening import opened
from sro_ops.cli.output import Column, emit_rows


@click.command()
@json_option
@pass_globals
def types(given: Globals, as_json: bool) -> None:
    """List every record type."""
    from sro_ops.records.record import Record

    with opened(given, signed_on=False) as house:
        rows = []
        for name, kind in sorted(house.store.kinds.items()):
            cls = house.store.classes.get(name)
            loaded = cls if cls is not None and issubclass(cls, Record) else None
            rows.append(_row(kind, loaded, as_json))
    columns = (
        Column("type", "Type"), Column("prefix", "Prefix"), Column("label", "Label"),
        Column("class", "Class"), Column("fields", "Fields"), Column("states", "States"),
    )  # fmt: skip
    emit_rows(rows, columns, as_json=as_json)


def _row(kind: Any, cls: Any, as_json: bool) -> dict[str, Any]:
    fields = cls.fields() if cls else {}
    workflow = cls.workflow if cls else None
    steps = workflow.transitions if workflow else {}
    return {
        "type": kind.type,
        "plugin": kind.plugin,
        "prefix": kind.prefix,
        "label": kind.label,
        "class": kind.record_class,
        "owner_agency": kind.owner_agency,
        "loaded": cls is not None,
        "fields": [_field(name, told) if as_json else name for name, told in fields.items()],
        "states": list(workflow.states) if workflow else [],
        "transitions": {step: {"from": list(a), "to": b} for step, (a, b) in steps.items()},
        "permissions": [f"{kind.type}.{what}" for what in ("add", "amend", "move", "strike")],
    }


def _field(name: str, told: Any) -> dict[str, Any]:
    return {
        "name": name,
        "label": told.label,
        "kind": told.kind,
        "required": told.required,
        "choices": dict(told.choices) if told.choices else None,
        "minimum": told.minimum,
        "maximum": told.maximum,
        "places": told.places,
        "unit": told.unit or None,
        "help": told.help or None,
    }
