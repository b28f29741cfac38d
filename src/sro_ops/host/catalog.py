"""The plugins of an installation, looked for once and then known until something changes."""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sro_ops.host import kept
from sro_ops.host.discovery import Found, find
from sro_ops.host.first_party import source_tree
from sro_ops.host.manifest import FILE_NAME, Manifest
from sro_ops.settings.source import SettingsFile


def plugins(file: SettingsFile, extra: Sequence[Path] = ()) -> list[Found]:
    """Return the plugins of an installation, from the kept list where that still stands.

    Args:
        file: the settings file; only its `plugin_dirs` is looked at, wrong values passed over.
        extra: package folders that the shell named; never kept.
    """
    holders = _holders(file)
    if extra:
        return find(holders, extra)
    about = [str(holder) for holder in holders]
    found = _revived(kept.read("plugins", about))
    if found is None:
        before = watched(file, [])
        found = find(holders)
        kept.write(
            "plugins", about, [*before, *watched(file, found)], [asdict(one) for one in found]
        )
    return found


def watched(file: SettingsFile, found: Collection[Found]) -> list[str]:
    """Return the files and folders whose change may mean other plugins: for `kept.write`."""
    ours = source_tree()
    holders = [*_holders(file), *([ours] if ours else [])]
    inside = [path for holder in holders for path in _with_children(holder)]
    return [*inside, *(str(Path(one.folder) / FILE_NAME) for one in found if one.folder)]


def commands(
    found: Collection[Found], left_out: Collection[str]
) -> list[tuple[str, str, str, bool]]:
    """Return (name, help, plugin, whether ours) of the shell commands that plugins bring.

    Args:
        found: from `plugins`.
        left_out: names of disabled plugins; those that cannot be loaded are left out too.
    """
    return [
        (name, text, one.name, one.kind == "first_party")
        for one in found
        if one.manifest and not one.problem and one.name not in left_out
        for name, text in one.manifest.commands.items()
    ]


def disabled(file: SettingsFile) -> list[str]:
    """Return the names that the settings leave out, wrong values passed over."""
    return _texts(file, "disabled_plugins")


def blocked(one: Found, left_out: Collection[str], safe_mode: bool) -> str:
    """Return why a plugin is not to be loaded although it could be; empty if it is."""
    if one.name in left_out:
        return "disabled in the settings"
    if safe_mode and one.kind != "first_party":
        return "safe mode loads sro-ops' own plugins alone"
    return ""


def _holders(file: SettingsFile) -> list[Path]:
    return [file.folder / Path(name).expanduser() for name in _texts(file, "plugin_dirs")]


def _texts(file: SettingsFile, key: str) -> list[str]:
    listed = file.data.get(key, [])
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _with_children(holder: Path) -> list[str]:
    try:
        return [str(holder), *sorted(entry.path for entry in os.scandir(holder) if entry.is_dir())]
    except (OSError, ValueError):
        return [str(holder)]


def _revived(answer: Any) -> list[Found] | None:
    """Return a kept list as it was; None where it has another shape."""
    try:
        return [_one(raw) for raw in answer]
    except (TypeError, KeyError, AttributeError):
        return None


def _one(raw: dict[str, Any]) -> Found:
    manifest = raw.pop("manifest")
    if manifest is not None:
        for key in ("verbs", "panels"):
            manifest[key] = tuple(manifest[key])
        manifest = Manifest(**manifest)
    return Found(manifest=manifest, **raw)
