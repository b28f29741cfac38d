"""Which settings file counts, and what it says, before anybody asks what it means."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from sro_ops import paths
from sro_ops.errors import Refused
from sro_ops.settings.scan import KeyPath, Spot, spots

FILE_NAME = "sro-ops.toml"
_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class SettingsFile:
    """One settings file as it stands, or the defaults where there is none.

    Attributes:
        path: the file; it need not exist when nobody asked for it by name.
        exists: whether it was there.
        asked_by: what named it: ``--config``, ``SRO_OPS_CONFIG``, or ``default``.
        label: how errors call it: as it was asked for, or its path from the home folder.
        text: its text, line ends as they are.
        data: what the TOML says.
        store: a store that was named outside the file, and by what; None leaves it to the file.
    """

    path: Path
    exists: bool
    asked_by: str
    label: str
    text: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    store: tuple[str, str] | None = None

    @property
    def folder(self) -> Path:
        """The folder that relative paths in the file start from."""
        return self.path.parent

    @cached_property
    def spots(self) -> dict[KeyPath, Spot]:
        """Where every key of the file stands."""
        return spots(self.text)

    def line(self, path: KeyPath) -> int | None:
        """Return the line of a key, or of the nearest table around it; None for a default."""
        for length in range(len(path), 0, -1):
            if (spot := self.spots.get(path[:length])) is not None:
                return spot.line
        return None

    def where(self, path: KeyPath) -> str:
        """Return ``sro-ops.toml line 12`` for a key path."""
        line = self.line(path)
        return f"{self.label} line {line}" if line else self.label


def read(
    config: str | Path | None = None,
    store: str | None = None,
    environ: Mapping[str, str] | None = None,
) -> SettingsFile:
    """Find the settings file and read it as TOML.

    Searched in order: `config` (``--config``), SRO_OPS_CONFIG, the user's own folder. `store`
    (``--store``), else SRO_OPS_STORE, goes before the file's own.

    Raises:
        Refused: the file that was asked for is missing, or the file cannot be read or is not TOML.
    """
    env = os.environ if environ is None else environ
    path, asked_by, label = _find(config, env)
    named = (store, "--store") if store else None
    if named is None and env.get("SRO_OPS_STORE"):
        named = (env["SRO_OPS_STORE"], "SRO_OPS_STORE")
    if asked_by == "default" and not path.exists():
        return SettingsFile(path, False, asked_by, label, store=named)
    text = _read_text(path, label)
    return SettingsFile(path, True, asked_by, label, text, parse(text, label), named)


def _find(config: str | Path | None, env: Mapping[str, str]) -> tuple[Path, str, str]:
    for value, asked_by in ((config, "--config"), (env.get("SRO_OPS_CONFIG"), "SRO_OPS_CONFIG")):
        if value:
            return Path(value).expanduser().absolute(), asked_by, str(value)
    path = paths.config_dir() / FILE_NAME
    return path, "default", _from_home(path)


def _from_home(path: Path) -> str:
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)


def _read_text(path: Path, label: str) -> str:
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise Refused("no such settings file", label) from None
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", label) from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        todo = "Save the file as UTF-8"
        raise Refused("not UTF-8 text", f"{label} line {line}", todo) from None


def parse(text: str, label: str) -> dict[str, Any]:
    """Return what a TOML text says; `label` is how an error calls the file.

    Raises:
        Refused: it is not TOML; names file, line and what.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _POSITION.search(message)
        what = _POSITION.sub("", message)
        if at is None or at[1] is None:
            last = text.rstrip().count("\n") + 1
            raise Refused(f"not TOML: {what}", f"{label} line {last}") from None
        raise Refused(f"not TOML: {what} at column {at[2]}", f"{label} line {at[1]}") from None
    except RecursionError:
        raise Refused("not TOML: nested too deeply", label) from None
