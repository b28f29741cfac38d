"""The whole settings, validated: what the shell and a running console go by."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic.json_schema import GenerateJsonSchema

from sro_ops.errors import Refused
from sro_ops.settings.plain import duration_text
from sro_ops.settings.problems import explain, unknown_key
from sro_ops.settings.schema import Settings
from sro_ops.settings.source import SettingsFile

Model = TypeVar("Model", bound=BaseModel)


def load(file: SettingsFile, owners: Collection[str] | None = None) -> Settings:
    """Return the settings that a file stands for.

    Args:
        file: from `sro_ops.settings.source.read`.
        owners: the tables that installed plugins own, by their plugin.toml. None accepts any
            table, for the moment before plugins are found; call `check_tables` when they are.

    Raises:
        Refused: the first thing that is wrong; more of them are counted.
    """
    found = problems(file, owners)
    if found:
        raise _first(found)
    return Settings.model_validate(dict(file.data), context={"folder": file.folder})


def problems(file: SettingsFile, owners: Collection[str] | None = None) -> list[Refused]:
    """Return everything that is wrong with a file, in its order; empty if nothing is."""
    found: list[Refused] = []
    try:
        Settings.model_validate(dict(file.data), context={"folder": file.folder})
    except ValidationError as error:
        found = explain(file, error, Settings)
    found += _strangers(file, owners)
    return sorted(found, key=lambda refusal: _line_number(refusal.where))


def check_tables(file: SettingsFile, owners: Collection[str]) -> None:
    """Hold the file's tables against those that plugins own.

    Raises:
        Refused: nobody owns one of them.
    """
    found = _strangers(file, owners)
    if found:
        raise _first(found)


def read_table(file: SettingsFile, table: str, model: type[Model]) -> Model:
    """Return a plugin's own table, validated by the plugin's schema; absent is empty.

    Raises:
        Refused: it does not fit the schema; names file, line, key.
    """
    raw: Any = file.data.get(table, {})
    if not isinstance(raw, Mapping):
        raise Refused(f"{table} should be a table", file.where((table,)))
    try:
        return model.model_validate(dict(raw), context={"folder": file.folder})
    except ValidationError as error:
        raise _first(explain(file, error, model, (table,))) from None


def json_schema(plugins: Mapping[str, type[BaseModel]] | None = None) -> dict[str, Any]:
    """Return the settings as JSON Schema, for editors, with the tables of these plugins."""
    schema = Settings.model_json_schema(schema_generator=_AsWritten)
    for table, model in (plugins or {}).items():
        own = model.model_json_schema(
            ref_template=f"#/$defs/{table}.{{model}}", schema_generator=_AsWritten
        )
        for name, definition in own.pop("$defs", {}).items():
            schema["$defs"][f"{table}.{name}"] = definition
        schema["properties"][table] = own
    if plugins is not None:
        schema["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


class _AsWritten(GenerateJsonSchema):
    """JSON Schema with defaults as they are written in the file: 10m, not PT10M."""

    def encode_default(self, dft: Any) -> Any:
        return duration_text(dft) if isinstance(dft, timedelta) else super().encode_default(dft)


def _strangers(file: SettingsFile, owners: Collection[str] | None) -> list[Refused]:
    host = list(Settings.model_fields)
    found: list[Refused] = []
    for key, value in file.data.items():
        table = isinstance(value, Mapping) or _is_array_of_tables(value)
        if key in host or (table and (owners is None or key in owners)):
            continue
        found.append(unknown_key(file, (key,), [*host, *(owners or ())]))
    return found


def _is_array_of_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _first(found: list[Refused]) -> Refused:
    first, more = found[0], len(found) - 1
    if not more:
        return first
    todo = f"{first.todo}. " if first.todo else ""
    rest = f"{todo}And {more} more: sro-ops config validate"
    return Refused(first.what, first.where, rest)


def _line_number(where: str) -> int:
    digits = where.rpartition(" line ")[2]
    return int(digits) if digits.isdigit() else 0
