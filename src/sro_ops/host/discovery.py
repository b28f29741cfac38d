"""Which plugins there are, found without importing any of them."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from sro_ops.errors import Refused
from sro_ops.host.first_party import is_first_party, source_tree
from sro_ops.host.manifest import FILE_NAME, Manifest, WrongApi, read_manifest

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

GROUP = "sro_ops"
"""The group of entry points; the value of each is a package: ``sro_halls``."""

Kind = Literal["first_party", "package", "folder"]
_MODULE = re.compile(r"[A-Za-z_][A-Za-z0-9_]*(\.[A-Za-z_][A-Za-z0-9_]*)*")


@dataclass(frozen=True, slots=True)
class Found:
    """A plugin that is there, whether it can be loaded or not.

    Attributes:
        name: its own name, or that of its package where plugin.toml cannot be read.
        module: the name that it is imported by.
        folder: its package folder.
        kind: ours, installed, or a folder that the settings or the shell named.
        source: where it came from, for people.
        holder: the folder of `plugin_dirs` that it lies in; empty for none.
        replacing: whether it may stand in for an installed package of the same name.
        manifest: what plugin.toml says; None where it cannot be read.
        stage: the stage at which it has failed already: ``discovery``, ``manifest`` or ``api``.
        problem: why, in one line.
    """

    name: str
    module: str
    folder: str
    kind: Kind
    source: str
    holder: str = ""
    replacing: bool = False
    manifest: Manifest | None = None
    stage: str = ""
    problem: str = ""


def find(plugin_dirs: Sequence[Path] = (), extra: Sequence[Path] = ()) -> list[Found]:
    """Return every plugin, in the order in which they are loaded.

    Our own come first, then installed packages by name, then the folders of `plugin_dirs` in their
    order, then `extra`: so no stranger can take a name, a prefix or a verb from one of ours.

    Args:
        plugin_dirs: folders that hold package folders.
        extra: package folders, or projects that hold one.
    """
    found = list(_installed())
    if (ours := source_tree()) is not None:
        found += [_in_folder(folder) for folder in _packages(ours)]
    for holder in plugin_dirs:
        found += _in_holder(holder)
    found += [look_at(path) for path in extra]
    order = {"first_party": 0, "package": 1, "folder": 2}
    return sorted(_each_once(found), key=lambda one: order[one.kind])


def _each_once(found: list[Found]) -> list[Found]:
    """Leave out a folder that was met before; of two plugins with one name fail the second."""
    folders: set[str] = set()
    holders: dict[str, Found] = {}
    kept: list[Found] = []
    for one in found:
        if one.folder in folders:
            continue
        folders.add(one.folder)
        first = holders.setdefault(one.name, one)
        if first is not one and not one.problem:
            what = f'the name "{one.name}" is taken by {first.folder}'
            one = replace(one, stage="discovery", problem=what)
        kept.append(one)
    return kept


def _installed() -> Iterator[Found]:
    for point, source in sorted(_entry_points(), key=lambda pair: (pair[0].name, pair[0].value)):
        try:
            folder = _folder_of(point.value)
        except Exception as error:
            what = f"its package {point.value} cannot be found ({type(error).__name__})"
            yield Found(
                point.name, point.value, "", "package", source, stage="discovery", problem=what
            )
            continue
        yield _found(point.value, folder, "package", source)


def _entry_points() -> Iterator[tuple[EntryPoint, str]]:
    """Yield our entry points with the package each is from; broken packages are passed over."""
    from importlib.metadata import distributions

    seen: set[str] = set()
    for dist in distributions():
        try:
            points = [point for point in dist.entry_points if point.group == GROUP]
            name, source = dist.name, f"package {dist.name} {dist.version}"
        except Exception:  # another package's bad metadata is not ours to report
            continue
        if name not in seen:
            seen.add(name)
            yield from ((point, source) for point in points)


def _folder_of(module: str) -> Path:
    """Return a package's folder by its name, without importing it or anything around it."""
    from importlib.util import find_spec

    if not _MODULE.fullmatch(module):
        raise ModuleNotFoundError(module)
    top, *rest = module.split(".")
    spec = find_spec(top)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(module)
    for location in spec.submodule_search_locations:
        folder = Path(location).joinpath(*rest)
        if folder.is_dir():
            return folder
    raise ModuleNotFoundError(module)


def _in_holder(holder: Path) -> list[Found]:
    if not os.path.isdir(holder):
        what = f"plugin_dirs names {holder}, which is no folder"
        return [_missing(holder, what)]
    return [replace(_in_folder(folder), holder=str(holder)) for folder in _packages(holder)]


def _missing(path: Path, what: str) -> Found:
    return Found(path.name, "", str(path), "folder", str(path), stage="discovery", problem=what)


def _packages(holder: Path) -> list[Path]:
    try:
        inside = sorted(holder.iterdir())
    except (OSError, ValueError):
        return []
    return [f for f in inside if f.name[0] not in "._" and _is_package(f)]


def _is_package(folder: Path) -> bool:
    return any(os.path.isfile(folder / name) for name in (FILE_NAME, "__init__.py"))


def _in_folder(folder: Path) -> Found:
    return _found(folder.name, folder, "folder", str(folder))


def look_at(path: Path) -> Found:
    """Return the plugin at a path: a package folder, its plugin.toml, or a project around one."""
    folder = path.parent if path.name == FILE_NAME else path
    folder = folder.absolute()
    if os.path.isdir(folder) and not _is_package(folder):
        inside = [*_packages(folder), *_packages(folder / "src")]
        with_manifest = [one for one in inside if os.path.isfile(one / FILE_NAME)]
        folder = with_manifest[0] if len(with_manifest) == 1 else folder
    if not os.path.isdir(folder):
        return _missing(path, "no such folder")
    return _in_folder(folder)


def _found(module: str, folder: Path, kind: Kind, source: str) -> Found:
    folder = folder.resolve()
    if is_first_party(module, folder):
        kind, source = "first_party", "sro-ops"
    base = Found(module, module, str(folder), kind, source)
    if kind == "folder" and (not module.isidentifier() or module in sys.stdlib_module_names):
        what = f'"{module}" is no name for a package'
        return replace(base, stage="discovery", problem=what)
    try:
        manifest = read_manifest(folder)
    except WrongApi as error:
        return replace(base, stage="api", problem=str(error))
    except Refused as error:
        return replace(base, stage="manifest", problem=str(error))
    return replace(base, name=manifest.name, manifest=manifest)
