"""The filter under every query of a guarded session: what an actor's scope lets through."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm.util import LoaderCriteriaOption

from sro_ops.store.entities import CoreRecord, Link, Part, Party, Person, PersonIdentifier
from sro_ops.store.model import Scope

Rule = Callable[[Scope, Any], ColumnElement[bool]]


class _Criterion(LoaderCriteriaOption):
    """A loader criterion that reaches an alias in the ON of a join, too.

    SQLAlchemy's own adapts its expression to an alias in WHERE only.
    """

    _traverse_internals = LoaderCriteriaOption._traverse_internals

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        rule = super()._resolve_where_criteria(ext_info)
        return ext_info._adapter.traverse(rule) if ext_info.is_aliased_class else rule


def criteria(scope: Scope) -> list[Any]:
    """Return the loader criteria that keep a query within `scope`, for every mapped class."""
    return _criteria(scope, tuple(_below(Part)))


@lru_cache(maxsize=64)
def _criteria(scope: Scope, parts: tuple[type[Part], ...]) -> list[Any]:
    return [
        _Criterion(cls, rule(scope, cls), include_aliases=True)
        for base, rule in _RULES
        for cls in (parts if base is Part else (base,))
    ]


def _below(cls: type[Any]) -> Iterator[type[Any]]:
    for sub in cls.__subclasses__():
        if "__table__" in vars(sub):
            yield sub
        yield from _below(sub)


def _record(scope: Scope, record: Any) -> ColumnElement[bool]:
    seen: ColumnElement[bool] = record.record_class.in_(scope.classes)
    if scope.sites is not None:
        seen &= record.site.in_(scope.sites)
    return seen if scope.sealed else seen & record.sealed.is_(False)


def _owner(scope: Scope, id: Any) -> ColumnElement[bool]:
    """Say that the record with this id is seen; an EXISTS, for an IN lists every record first."""
    owner = CoreRecord.__table__.alias()
    one = select(owner.c.id).where(owner.c.id == id, _record(scope, owner.c))
    return exists(one.correlate_except(owner))


def _part(scope: Scope, part: Any) -> ColumnElement[bool]:
    return _owner(scope, part.record_id)


def _party(scope: Scope, party: Any) -> ColumnElement[bool]:
    return party.record_class.in_(scope.classes)  # type: ignore[no-any-return]


def _link(scope: Scope, link: Any) -> ColumnElement[bool]:
    return _owner(scope, link.from_record) & _owner(scope, link.to_record)


def _person(scope: Scope, person: Any) -> ColumnElement[bool]:
    return person.record_class.in_(scope.classes)  # type: ignore[no-any-return]


def _identifier(scope: Scope, identifier: Any) -> ColumnElement[bool]:
    person = Person.__table__.alias()
    one = select(person.c.id).where(person.c.id == identifier.person, _person(scope, person.c))
    return exists(one.correlate_except(person))


_RULES: tuple[tuple[type[Any], Rule], ...] = (
    (CoreRecord, _record), (Part, _part), (Party, _party), (Link, _link), (Person, _person),
    (PersonIdentifier, _identifier),
)  # fmt: skip
