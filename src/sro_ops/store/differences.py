"""What was altered in a mapped object, in the neutral form that the journal keeps."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm.attributes import instance_state

from sro_ops.store.canonical import plain
from sro_ops.store.entities import Base

Pairs = dict[str, list[Any]]
"""Name of a column → [before, after]."""


def differences(item: Base, skipped: frozenset[str] = frozenset()) -> Pairs:
    """Return the altered columns of a mapped object, but for the skipped ones.

    Before the first save that is every column that holds something.
    """
    state = instance_state(item)
    if not state.has_identity:
        return _filled(item, skipped)
    found: Pairs = {}
    for key in _keys(type(item), skipped):
        if key not in state.committed_state:
            continue
        history = state.attrs[key].history
        before = plain(history.deleted[0]) if history.deleted else None
        after = plain(history.added[0]) if history.added else None
        if before != after:
            found[key] = [before, after]
    return found


def _filled(item: Base, skipped: frozenset[str]) -> Pairs:
    held, found = item.__dict__.get, {}
    for key in _keys(type(item), skipped):
        value = held(key)
        if value is not None:
            after = plain(value)
            if after != "":
                found[key] = [None, after]
    return found


@lru_cache(maxsize=512)
def _keys(cls: type[Base], skipped: frozenset[str]) -> list[str]:
    return [column.key for column in inspect(cls).column_attrs if column.key not in skipped]


def altered(item: Any, keys: frozenset[str]) -> str | None:
    """Return the first of `keys` that was set anew on a saved object, or None."""
    attributes = inspect(item).attrs
    for key in sorted(keys):
        if key in attributes:
            history = attributes[key].history
            if history.deleted and history.added and history.deleted[0] != history.added[0]:
                return key
    return None


def merged(earlier: Mapping[str, list[Any]], later: Mapping[str, list[Any]]) -> Pairs:
    """Return two sets of changes of one object as one: the first before, the last after."""
    if not earlier:
        return dict(later)
    found = dict(earlier)
    for key, (before, after) in later.items():
        found[key] = [earlier[key][0] if key in earlier else before, after]
    return found


def sides(changes: Mapping[str, list[Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what a part held before and what it holds after, empty columns left out."""
    before = {key: pair[0] for key, pair in changes.items() if pair[0] is not None}
    after = {key: pair[1] for key, pair in changes.items() if pair[1] is not None}
    return before, after


def fill_defaults(item: Base) -> None:
    """Give a new object what its columns hold by default, empty ones too.

    So its line can tell of it, and nothing of it is read back from the store. The values are put
    where SQLAlchemy puts those of a row that it read: they are no changes.
    """
    held = item.__dict__
    for key, default in _defaults(type(item)):
        if held.get(key) is None:
            held[key] = default() if callable(default) else default


@lru_cache(maxsize=512)
def _defaults(cls: type[Base]) -> list[tuple[str, Any]]:
    mapper = inspect(cls)
    return [
        (mapper.get_property_by_column(column).key, _default(column))
        for column in mapper.columns
        if column.server_default is None and column is not mapper.version_id_col
    ]


def _default(column: Any) -> Any:
    if column.default is None:
        return None
    given = column.default.arg
    return partial(given, None) if column.default.is_callable else given
