"""Importing a plugin so that nothing of it stays behind when that fails."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from sro_ops.host.discovery import Found
from sro_ops.host.mapped import Mapped, mapped_now, unmap


def import_plugin(found: Found) -> ModuleType:
    """Import a plugin's package and return it.

    An installed one is imported by its name; a folder becomes a package of its own name without
    sys.path being touched.

    Raises:
        ImportError: another package has the name already.
        BaseException: whatever the plugin raises.
    """
    folder = Path(found.folder)
    loaded = sys.modules.get(found.module)
    if loaded is not None:
        _check_place(found.module, loaded.__file__, folder)
        return loaded
    if found.kind == "package":
        return importlib.import_module(found.module)
    spec = find_spec(found.module)
    if spec is not None and not found.replacing:
        _check_place(found.module, spec.origin, folder)
        return importlib.import_module(found.module)
    return _import_folder(found.module, folder)


def _check_place(module: str, file: str | None, folder: Path) -> None:
    if file is None or Path(file).resolve().parent != folder.resolve():
        raise ImportError(f"another package is called {module}: {file or 'a namespace'}")


def _import_folder(name: str, folder: Path) -> ModuleType:
    start = folder / "__init__.py"
    spec = spec_from_file_location(name, start, submodule_search_locations=[str(folder)])
    if spec is None or spec.loader is None or not start.is_file():
        raise ImportError(f"{start} is missing")
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@contextmanager
def undone_on_failure(name: str) -> Iterator[None]:
    """Take back what an import left: the package's modules, and mapped classes and tables."""
    before, mapped = set(sys.modules), mapped_now()
    try:
        yield
    except BaseException:
        forget(name, before, mapped)
        raise


def forget(name: str, before: set[str], mapped: Mapped) -> None:
    """Drop modules of the package `name`, and what was mapped, that were not there before."""
    for module in [m for m in sys.modules if m == name or m.startswith(f"{name}.")]:
        if module not in before:
            del sys.modules[module]
    unmap(mapped)
