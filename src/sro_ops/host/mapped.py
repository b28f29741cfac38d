"""Taking back the mapped classes of a plugin that failed.

One class with a wrong relationship stops every query of every mapped class, and a table that stays
behind stops the next try. SQLAlchemy 2.1 takes back whole registries only; what is done here for
single classes is what its own `registry.dispose` does for each, and the tests hold it.
"""

from __future__ import annotations

import sys
from typing import Any, NamedTuple


class Mapped(NamedTuple):
    """The mapped classes and the tables at one moment."""

    classes: set[type]
    tables: set[str]


def mapped_now() -> Mapped:
    """Return what is mapped now: nothing, while the ORM is not loaded."""
    base = _base()
    if base is None:
        return Mapped(set(), set())
    return Mapped({m.class_ for m in _mappers(base)}, set(base.metadata.tables))


def unmap(before: Mapped) -> None:
    """Unmap classes and drop tables that came since `before`, but for the host's own."""
    base = _base()
    if base is None:
        return
    for mapper in _mappers(base):
        ours = mapper.class_.__module__.startswith("sro_ops.")
        if mapper.class_ not in before.classes and not ours:
            _dispose(base.registry, mapper)
    for name in set(base.metadata.tables) - before.tables:
        if not name.startswith(("core_", "journal_")):
            base.metadata.remove(base.metadata.tables[name])


def _mappers(base: Any) -> list[Any]:
    """Return what is mapped; a class that was taken back lingers unmapped until it is collected."""
    return [one.mapper for one in list(base.registry._managers) if one.is_mapped]


def check_mapped() -> None:
    """Let SQLAlchemy find a wrong relationship now, while it can still be told whose it is."""
    if _base() is not None:
        from sqlalchemy.orm import configure_mappers

        configure_mappers()


def _base() -> Any:
    entities = sys.modules.get("sro_ops.store.entities")
    return None if entities is None else entities.Base


def _dispose(registry: Any, mapper: Any) -> None:
    parent = mapper.inherits
    if parent is not None:
        storage = parent._inheriting_mappers._storage
        storage[:] = [ref for ref in storage if ref() is not mapper]
        for one in parent.iterate_to_root():
            one._expire_memoizations()
    manager = mapper.class_manager
    registry._managers.pop(manager, None)
    registry._dispose_manager_and_mapper(manager)
