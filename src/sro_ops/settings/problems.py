"""From pydantic's errors to one line each: file, line, key, what should stand there, nearest."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from sro_ops.errors import Refused
from sro_ops.settings.scan import KeyPath
from sro_ops.settings.source import SettingsFile
from sro_ops.text import nearest

_WORDING = {
    "extra_forbidden": "",
    "missing": "is missing",
    "string_type": "should be text",
    "tuple_type": "should be a list",
    "list_type": "should be a list",
    "mapping_type": "should be a table",
    "dict_type": "should be a table",
    "model_type": "should be a table",
    "bool_type": "should be true or false",
    "int_type": "should be a whole number",
    "int_parsing": "should be a whole number",
    "int_from_float": "should be a whole number",
    "float_type": "should be a number",
    "float_parsing": "should be a number",
}


def explain(
    file: SettingsFile, error: ValidationError, model: type[BaseModel], table: KeyPath = ()
) -> list[Refused]:
    """Return one refusal for each thing that is wrong, in the order of the file.

    Args:
        file: the settings file, for its lines.
        error: what pydantic says of `model`.
        model: what was validated.
        table: the table that `model` stands for; empty for the whole file.
    """
    refusals: dict[KeyPath, tuple[int, Refused]] = {}
    for fault in error.errors(include_url=False, include_input=False):
        path = _real_path(file, (*table, *fault["loc"]))
        if path not in refusals:
            known = known_keys(model, path[len(table) : -1])
            refusals[path] = (file.line(path) or 0, _refusal(file, fault, path, known))
    return [refusal for _, refusal in sorted(refusals.values(), key=lambda pair: pair[0])]


def _real_path(file: SettingsFile, path: KeyPath) -> KeyPath:
    """Leave off what pydantic adds behind a key that the file has: names of union members."""
    kept = path
    while kept and kept not in file.spots:
        kept = kept[:-1]
    missing = path[len(kept) : len(kept) + 1]
    value: Any = file.data
    for step in kept:
        value = value[step]
    return (*kept, *missing) if isinstance(value, Mapping) and missing else kept or path[:1]


def _refusal(file: SettingsFile, fault: Any, path: KeyPath, known: list[str]) -> Refused:
    key = str(path[-1]) if isinstance(path[-1], str) else f"{path[-2]} number {path[-1] + 1}"
    table = _table_name(path if isinstance(path[-1], str) else path[:-1])
    if fault["type"] == "extra_forbidden":
        return unknown_key(file, path, known)
    wording = _WORDING.get(fault["type"]) or _own_words(fault)
    head, stop, offer = wording.partition(". ")
    what = f"{key}{table} {head}" if head.startswith(("should ", "is ")) else f"{head}{table}"
    return Refused(what, file.where(path), offer if stop else "")


def _own_words(fault: Any) -> str:
    message = str(fault["msg"]).removeprefix("Value error, ")
    return message.replace("Input should be", "should be", 1).replace("'", '"')


def _table_name(path: KeyPath) -> str:
    names = [part for part in path[:-1] if isinstance(part, str)]
    return f" in [{'.'.join(names)}]" if names else ""


def unknown_key(file: SettingsFile, path: KeyPath, known: list[str]) -> Refused:
    """Return the refusal of a key that nobody knows, with the nearest of those `known`."""
    offer = nearest(str(path[-1]), known)
    todo = f"Nearest: {offer}" if offer else f"Known: {', '.join(sorted(known))}" if known else ""
    return Refused(f'unknown key "{path[-1]}"{_table_name(path)}', file.where(path), todo)


def known_keys(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that a model has at `path`, through lists, mappings and unions."""
    return [name for shape in shapes_at(model, path) for name in _names(shape)]


def shapes_at(model: type[BaseModel], path: KeyPath) -> list[Any]:
    """Return the types that a model allows at `path`."""
    shapes: list[Any] = [model]
    for step in path:
        shapes = [inner for shape in shapes for inner in _into(shape, step)]
    return shapes


def _names(shape: Any) -> list[str]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        return [field.alias or name for name, field in shape.model_fields.items()]
    return []


def _into(shape: Any, step: str | int) -> Iterator[Any]:
    if isinstance(shape, type) and issubclass(shape, BaseModel):
        for name, field in shape.model_fields.items():
            if step in (name, field.alias):
                yield from _members(field.annotation)
        return
    arguments = get_args(shape)
    if arguments:
        yield from _members(arguments[-1] if isinstance(step, str) else arguments[0])


def _members(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _members(get_args(annotation)[0])
    elif origin in (Union, types.UnionType):
        for member in get_args(annotation):
            yield from _members(member)
    else:
        yield annotation
