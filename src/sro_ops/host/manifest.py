"""plugin.toml: what a plugin is, read without importing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sro_ops.errors import Refused
from sro_ops.host import rules
from sro_ops.settings.scan import KeyPath, spots
from sro_ops.settings.source import parse
from sro_ops.text import nearest

FILE_NAME = "plugin.toml"
API = 1


class WrongApi(Refused):
    """The plugin was written for another version of the hooks."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What plugin.toml says.

    Attributes:
        name: short name, the first part of its types, tables and permissions: ``halls``.
        api: the version of the hooks that it was written for.
        version: its own version.
        summary: one sentence.
        types: record type to the prefix of its numbers: ``{"halls.sweep": "HS"}``.
        verbs: the words that it adds to the entry line, as far as it names them here.
        commands: shell command to its help.
        panels: titles of its panels.
        keys: action to key: ``{"halls.finish": "f"}``.
        permissions: permissions beyond those of its types, to what each allows.
        settings: the table in the settings that is its own; None for none.
    """

    name: str
    version: str
    summary: str
    api: int = API
    types: Mapping[str, str] = field(default_factory=dict)
    verbs: tuple[str, ...] = ()
    commands: Mapping[str, str] = field(default_factory=dict)
    panels: tuple[str, ...] = ()
    keys: Mapping[str, str] = field(default_factory=dict)
    permissions: Mapping[str, str] = field(default_factory=dict)
    settings: str | None = None


def read_manifest(folder: Path) -> Manifest:
    """Return what the plugin.toml of a package folder says.

    Raises:
        WrongApi: it was written for another version of the hooks.
        Refused: there is none, or it is wrong; names file, line and the nearest key.
    """
    label = f"{folder.name}/{FILE_NAME}"
    try:
        text = (folder / FILE_NAME).read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise Refused("no such file", label, "docs/plugins.md shows one") from None
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", label) from None
    except UnicodeDecodeError:
        raise Refused("not UTF-8 text", label) from None
    return _Reader(text, label).manifest()


class _Reader:
    def __init__(self, text: str, label: str) -> None:
        self._data = parse(text, label)
        self._text = text
        self._label = label

    def manifest(self) -> Manifest:
        self._api()
        for key in self._data:
            if key not in Manifest.__slots__:
                raise self._unknown(key)
        for key in ("name", "version", "summary"):
            if key not in self._data:
                raise Refused(f"{key} is missing", self._label)
        name = self._checked(("name",), self._data["name"], rules.plugin_name)
        return Manifest(
            name=name,
            version=self._checked(("version",), self._data["version"], rules.text),
            summary=self._checked(("summary",), self._data["summary"], rules.text),
            types=self._mapping("types", rules.own_type(name), rules.prefix),
            verbs=self._list("verbs", rules.word),
            commands=self._mapping("commands", rules.command, rules.text),
            panels=self._list("panels", rules.text),
            keys=self._mapping("keys", rules.own_name(name), rules.text),
            permissions=self._mapping("permissions", rules.own_name(name), rules.text),
            settings=self._settings(name),
        )

    def _api(self) -> None:
        if "api" not in self._data:
            raise Refused("api is missing", self._label, f"Write api = {API}")
        api = self._data["api"]
        if type(api) is not int or api != API:
            what = f"written for api {api!r}; this sro-ops has api {API}"
            todo = "Install a newer sro-ops" if type(api) is int and api > API else ""
            raise WrongApi(what, self._where(("api",)), todo)

    def _settings(self, name: str) -> str | None:
        raw = self._data.get("settings")
        if raw is not None and raw != name:
            raise self._wrong(("settings",), f'should be "{name}", the plugin\'s own name')
        return raw

    def _mapping(
        self, key: str, check_key: Callable[[str], str], check: Callable[[Any], str]
    ) -> dict[str, str]:
        raw = self._data.get(key, {})
        if not isinstance(raw, dict):
            raise self._wrong((key,), "should be a table")
        for name, value in raw.items():
            self._checked((key, name), name, check_key)
            self._checked((key, name), value, check)
        return dict(raw)

    def _list(self, key: str, check: Callable[[Any], str]) -> tuple[str, ...]:
        raw = self._data.get(key, [])
        if not isinstance(raw, list):
            raise self._wrong((key,), "should be a list")
        for index, value in enumerate(raw):
            self._checked((key, index), value, check)
        return tuple(raw)

    def _checked(self, path: KeyPath, value: Any, check: Callable[[Any], str]) -> str:
        complaint = check(value)
        if complaint:
            raise self._wrong(path, complaint)
        return str(value)

    def _wrong(self, path: KeyPath, complaint: str) -> Refused:
        names = ".".join(str(step) for step in path if isinstance(step, str))
        head, _, todo = complaint.partition(". ")
        return Refused(f"{names} {head}", self._where(path), todo)

    def _unknown(self, key: str) -> Refused:
        offer = nearest(key, Manifest.__slots__)
        todo = f"Nearest: {offer}" if offer else f"Known: {', '.join(Manifest.__slots__)}"
        return Refused(f'unknown key "{key}"', self._where((key,)), todo)

    def _where(self, path: KeyPath) -> str:
        return f"{self._label} line {spots(self._text)[path].line}"
