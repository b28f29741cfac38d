"""What a guarded session lets through, and the filter under every query.

This guards against mistakes, not against malice: a plugin is trusted code. Each refused form was
seen to slip past the class filter or the journal.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select, Table, TextClause, select
from sqlalchemy.orm import ORMExecuteState, with_loader_criteria
from sqlalchemy.sql.elements import ColumnClause

from sro_ops.errors import Refused
from sro_ops.store.entities import (
    CoreRecord,
    Grant,
    Link,
    Operator,
    Part,
    Party,
    Person,
    PersonIdentifier,
)
from sro_ops.store.model import Scope

_SECRET = frozenset({Operator, Grant})


def check_statement(state: ORMExecuteState) -> None:
    """Refuse every statement but a select of mapped classes.

    Raises:
        Refused: says what was tried.
    """
    statement = state.statement
    if not isinstance(statement, Select) or isinstance(statement, CompoundSelect):
        raise _refusal(type(statement).__name__)
    _check_select(statement, frozenset())


def _check_select(statement: Select[Any], outer: frozenset[Any]) -> None:
    """Check one select; `outer` are the classes of the selects around it.

    A class that stands in a condition alone would be joined to everything, past its filter.
    """
    named: list[Any] = [*statement._raw_columns, *statement._from_obj]
    named += [target for target, *_ in statement._setup_joins]
    declared = outer.union(*(_entities(element) for element in named))
    for element in statement.get_children():
        _check_element(element, declared)


def _entities(element: Any) -> set[Any]:
    if _is_mapped(element):
        return {element._annotations["parententity"]}
    if isinstance(element, Select):
        return set()
    return set().union(*(_entities(child) for child in element.get_children()))


def _check_element(element: Any, declared: frozenset[Any]) -> None:
    if any(element is entity.selectable for entity in declared):
        return
    if _is_mapped(element):
        _check_entity(element._annotations["parententity"], declared)
    elif isinstance(element, CompoundSelect):
        raise _refusal("a union")
    elif isinstance(element, Select):
        _check_select(element, declared)
    elif isinstance(element, Table):
        _check_table(element, declared)
    elif isinstance(element, TextClause) or _is_written(element):
        raise _refusal("text SQL")
    elif isinstance(getattr(element, "table", None), Table):
        _check_table(element.table, declared)
    else:
        for child in element.get_children():
            _check_element(child, declared)


def _check_table(table: Table, declared: frozenset[Any]) -> None:
    """Let a bare table pass only where its class stands in the same select, filter and all."""
    if not any(entity.is_mapper and table in entity.tables for entity in declared):
        raise _refusal(f"a select of the table {table.name}, past its class")


def _is_mapped(element: Any) -> bool:
    return isinstance(element, FromClause | ColumnClause) and "parententity" in element._annotations


def _is_written(element: Any) -> bool:
    return bool(getattr(element, "is_literal", False)) and getattr(element, "name", "*") != "*"


def _check_entity(entity: Any, declared: frozenset[Any]) -> None:
    if entity.mapper.class_ in _SECRET:
        raise _refusal("a select of operators and their grants")
    if entity not in declared:
        name = entity.mapper.class_.__name__
        raise _refusal(f"a condition on {name} alone; add select_from({name})")


def _refusal(what: str) -> Refused:
    return Refused(
        f"a guarded session does not run {what}", todo="Select mapped classes, or use add_many"
    )


def criteria(scope: Scope) -> list[Any]:
    """Return the loader criteria that keep a query within `scope`, for every mapped class."""
    return _criteria(scope, tuple(Part.__subclasses__()))


@lru_cache(maxsize=64)
def _criteria(scope: Scope, parts: tuple[type[Part], ...]) -> list[Any]:
    seen = _record_filter(scope)
    visible = select(CoreRecord.id).where(seen)
    known = Person.record_class.in_(scope.classes)
    conditions: list[tuple[type[Any], Any]] = [
        (CoreRecord, seen),
        *((part, part.record_id.in_(visible)) for part in parts),
        (Party, Party.record_class.in_(scope.classes)),
        (Link, Link.from_record.in_(visible) & Link.to_record.in_(visible)),
        (Person, known),
        (PersonIdentifier, PersonIdentifier.person.in_(select(Person.id).where(known))),
    ]
    return [with_loader_criteria(entity, rule, include_aliases=True) for entity, rule in conditions]


def _record_filter(scope: Scope) -> ColumnElement[bool]:
    seen: ColumnElement[bool] = CoreRecord.record_class.in_(scope.classes)
    if scope.sites is not None:
        seen &= CoreRecord.site.in_(scope.sites)
    return seen if scope.sealed else seen & CoreRecord.sealed.is_(False)
