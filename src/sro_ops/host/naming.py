"""Names that a plugin declares, held against its plugin.toml."""

from __future__ import annotations

from collections.abc import Iterable

from sro_ops.errors import Refused
from sro_ops.text import nearest


def in_manifest(kind: str, names: Iterable[str], known: Iterable[str], key: str) -> None:
    """Refuse a name that does not stand in plugin.toml; offer the nearest that does."""
    for name in names:
        if name not in known:
            offer = nearest(name, known)
            todo = f"Nearest: {offer}" if offer else ""
            raise Refused(
                f'the {kind} "{name}" does not stand under {key} in plugin.toml', "", todo
            )


def once(kind: str, names: list[str]) -> None:
    """Refuse a name that stands there twice."""
    for name in names:
        if names.count(name) > 1:
            raise Refused(f'the {kind} "{name}" is declared twice')
