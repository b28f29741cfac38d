"""The list of plugins, kept between runs so that `--help` need not look for them.

The kept list stands only while nothing that it came from has changed: the interpreter, every entry
of sys.path, the folders of `plugin_dirs` and what lies in them, and every plugin.toml. A file that
is stale, unreadable, or that others can write is passed over and made again.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sro_ops import paths
from sro_ops.host.discovery import Found, find
from sro_ops.host.first_party import source_tree
from sro_ops.host.manifest import FILE_NAME, Manifest
from sro_ops.host.trust import owned_alone
from sro_ops.settings.source import SettingsFile

FORMAT = 1


def plugins(file: SettingsFile, extra: Sequence[Path] = ()) -> list[Found]:
    """Return the plugins of an installation, from the kept list where that still stands.

    Args:
        file: the settings file; only its `plugin_dirs` is looked at, wrong values passed over.
        extra: package folders that the shell named; never kept.
    """
    holders = [file.folder / Path(name).expanduser() for name in _texts(file, "plugin_dirs")]
    if extra:
        return find(holders, extra)
    stamp = _stamp(holders)
    kept = _read(stamp)
    if kept is None:
        kept = find(holders)
        _write({**stamp, "manifests": _manifest_stamps(kept)}, kept)
    return kept


def commands(file: SettingsFile, safe_mode: bool = False) -> list[tuple[str, str, str]]:
    """Return (name, help, plugin) of the shell commands that plugins bring, without importing them.

    Left out are disabled plugins, those that cannot be loaded, and in safe mode those of others.
    """
    disabled = _texts(file, "disabled_plugins")
    return [
        (name, text, one.name)
        for one in plugins(file)
        if one.manifest and not one.problem and not blocked(one, disabled, safe_mode)
        for name, text in one.manifest.commands.items()
    ]


def blocked(one: Found, disabled: Collection[str], safe_mode: bool) -> str:
    """Return why a plugin is not to be loaded although it could be; empty if it is."""
    if one.name in disabled:
        return "disabled in the settings"
    if safe_mode and one.kind != "first_party":
        return "safe mode loads sro-ops' own plugins alone"
    return ""


def _texts(file: SettingsFile, key: str) -> list[str]:
    listed = file.data.get(key, [])
    return [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []


def _stamp(holders: Sequence[Path]) -> dict[str, Any]:
    """Return what the kept list depends on, but for the plugin.toml files themselves."""
    ours = source_tree()
    folders = [Path(entry).absolute() for entry in sys.path]
    inside = [p for holder in [*holders, *([ours] if ours else [])] for p in _with_children(holder)]
    return {
        "format": FORMAT,
        "python": [sys.executable, sys.version],
        "holders": [str(holder) for holder in holders],
        "folders": [[str(path), _mtime(path)] for path in [*folders, *inside]],
    }


def _with_children(holder: Path) -> list[Path]:
    try:
        return [holder, *sorted(Path(entry.path) for entry in os.scandir(holder) if entry.is_dir())]
    except OSError:
        return [holder]


def _mtime(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return 0


def _manifest_stamps(found: list[Found]) -> list[list[Any]]:
    return [_file_stamp(Path(one.folder) / FILE_NAME) for one in found if one.folder]


def _file_stamp(path: Path) -> list[Any]:
    try:
        about = path.stat()
    except OSError:
        return [str(path), 0, 0]
    return [str(path), about.st_mtime_ns, about.st_size]


def _cache_file() -> Path:
    return paths.cache_dir() / "host" / "plugins.json"


def _read(stamp: dict[str, Any]) -> list[Found] | None:
    file = _cache_file()
    try:
        if not (file.is_file() and owned_alone(file) and owned_alone(file.parent)):
            return None
        kept = json.loads(file.read_bytes())
        manifests = kept["stamp"].pop("manifests")
        if kept["stamp"] != stamp or any(_file_stamp(Path(m[0])) != m for m in manifests):
            return None
        return [_revived(raw) for raw in kept["found"]]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return None


def _revived(raw: dict[str, Any]) -> Found:
    manifest = raw.pop("manifest")
    if manifest is not None:
        for key in ("verbs", "panels"):
            manifest[key] = tuple(manifest[key])
        manifest = Manifest(**manifest)
    return Found(manifest=manifest, **raw)


def _write(stamp: dict[str, Any], found: list[Found]) -> None:
    """Keep the list; where that fails, the next run looks for itself."""
    file = _cache_file()
    text = json.dumps({"stamp": stamp, "found": [asdict(one) for one in found]})
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(prefix=".plugins.", dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                stream.write(text)
            os.replace(temporary, file)
        except OSError:
            os.unlink(temporary)
            raise
