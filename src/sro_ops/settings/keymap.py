"""The keymap file: other keys for what the console does, by id. The standard library alone.

Whether an id is known and a key free, the console says, which knows its keys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.errors import Refused
from sro_ops.settings.toml import read_toml

if TYPE_CHECKING:
    from pathlib import Path


def read_keymap(path: Path) -> dict[str, str]:
    """Return id → keys of a file of lines like ``"records.sort" = "z"``.

    Keys have Textual's names; several stand with commas between them.

    Raises:
        Refused: it cannot be read, or a value is no text; names the file and the key.
    """
    found = read_toml(path)
    keys: dict[str, str] = {}
    for id_, value in _flat(found):
        if not isinstance(value, str) or not value.strip():
            raise Refused(f"{id_} should be a key", path.name, 'Write it like "records.sort" = "z"')
        keys[id_] = value
    return keys


def _flat(table: dict[str, object], lead: str = "") -> list[tuple[str, object]]:
    """Return a TOML table with its inner tables as dotted names: quotes may be left out."""
    found: list[tuple[str, object]] = []
    for name, value in table.items():
        whole = f"{lead}{name}"
        found += _flat(value, f"{whole}.") if isinstance(value, dict) else [(whole, value)]
    return found
