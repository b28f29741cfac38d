"""What the settings are and where each of them came from, secrets left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import BaseModel

from sro_ops.settings.plain import duration_text
from sro_ops.settings.problems import shapes_at
from sro_ops.settings.roles import SHIPPED
from sro_ops.settings.scan import KeyPath
from sro_ops.settings.schema import Settings
from sro_ops.settings.secrets import Secret
from sro_ops.settings.source import SettingsFile
from sro_ops.settings.store_url import default_store, masked

HIDDEN = "(hidden)"
_SECRET_KEY = re.compile(
    r"pass(word|wd|phrase)|secret|token|credential|(api|private)_?key|(^|_)pin($|_)", re.I
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting as `config show` prints it.

    Attributes:
        key: dotted: ``console.theme``, ``stations.station.0.port``.
        value: as in the file, secrets hidden; text, number, list or reference.
        source: ``file``, ``default``, ``shipped``, ``--store`` or ``SRO_OPS_STORE``.
        file: the settings file, where the source is one.
        line: its line there, from 1.
    """

    key: str
    value: Any
    source: str
    file: str | None = None
    line: int | None = None


def shown(file: SettingsFile, plugins: Mapping[str, type[BaseModel]] | None = None) -> list[Shown]:
    """Return every setting of the host and of the tables in the file, in the schema's order.

    Args:
        file: the settings file; it need not be valid.
        plugins: schemas of plugins' tables, so that the secrets in them are known.
    """
    rows = [_store(file)]
    rows += [row for path, default in _host_keys() for row in _host_row(file, path, default)]
    rows += _roles(file)
    for table, value in file.data.items():
        if table == "verbs" or table not in Settings.model_fields:
            model = (plugins or {}).get(table)
            rows += [_from_file(file, path, leaf, table, model) for path, leaf in _leaves(value)]
    return rows


def _store(file: SettingsFile) -> Shown:
    if file.store is not None:
        return Shown("store", masked(file.store[0]), file.store[1])
    if "store" in file.data:
        return _from_file(file, (), file.data["store"], "store", Settings)
    return Shown("store", default_store(), "default")


def _host_keys() -> Iterator[tuple[KeyPath, Any]]:
    """Yield the host's keys and defaults, but for the store and the open tables."""
    for name, field in Settings.model_fields.items():
        if name in ("store", "roles", "verbs"):
            continue
        if isinstance(field.default, BaseModel):
            table = type(field.default)
            for key, inner in table.model_fields.items():
                span = isinstance(inner.default, timedelta)
                yield (name, key), duration_text(inner.default) if span else inner.default
        else:
            yield (name,), field.default


def _host_row(file: SettingsFile, path: KeyPath, default: Any) -> Iterator[Shown]:
    value: Any = file.data
    for step in path:
        if not isinstance(value, Mapping) or step not in value:
            plain = list(default) if isinstance(default, tuple) else default
            yield Shown(".".join(map(str, path)), plain, "default")
            return
        value = value[step]
    yield _from_file(file, path[1:], value, str(path[0]), Settings)


def _roles(file: SettingsFile) -> Iterator[Shown]:
    own = file.data.get("roles", {})
    for name in dict.fromkeys([*SHIPPED, *own]):
        key = f"roles.{name}.permissions"
        if name not in own:
            yield Shown(key, list(SHIPPED[name]), "shipped")
            continue
        for path, leaf in _leaves(own[name]):
            yield _from_file(file, (name, *path), leaf, "roles", Settings)


def _leaves(value: Any, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Any]]:
    if isinstance(value, Mapping) and not _is_reference(value):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list) and any(isinstance(v, Mapping | list) for v in value):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))
    else:
        yield path, value


def _from_file(
    file: SettingsFile, path: KeyPath, value: Any, table: str, model: type[BaseModel] | None
) -> Shown:
    whole: KeyPath = (table, *path)
    key = ".".join(map(str, whole))
    within = whole if model is Settings else path
    plain_secret = model is not None and table != "store" and Secret in shapes_at(model, within)
    return Shown(key, _safe(value, whole, plain_secret), "file", file.label, file.line(whole))


def _safe(value: Any, path: KeyPath, secret: bool) -> Any:
    if _is_reference(value):
        return dict(value)
    if secret or any(isinstance(step, str) and _SECRET_KEY.search(step) for step in path):
        return HIDDEN
    if isinstance(value, list):
        return [_safe(inner, (), False) for inner in value]
    if isinstance(value, str):
        return masked(value)
    return value if isinstance(value, bool | int | float) else str(value)


def _is_reference(value: Any) -> bool:
    return (
        isinstance(value, Mapping)
        and len(value) == 1
        and next(iter(value)) in ("env", "file")
        and isinstance(next(iter(value.values())), str)
    )
