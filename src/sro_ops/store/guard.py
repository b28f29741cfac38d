"""What a guarded session lets through: selects of mapped classes, in forms that can be filtered.

This guards against mistakes, not against malice: a plugin is trusted code. Each refused form was
seen to slip past the filter or the journal. What passes is filtered by `criteria`, which SQLAlchemy
applies to the classes in a select's FROM and to the first class of each of its columns; so every
other class in an expression must be one of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import CompoundSelect, Join, Select, TableClause, TextClause, inspect
from sqlalchemy.orm import ORMExecuteState
from sqlalchemy.orm.attributes import QueryableAttribute
from sqlalchemy.sql.operators import custom_op
from sqlalchemy.sql.selectable import AliasedReturnsRows
from sqlalchemy.sql.util import extract_first_column_annotation

from sro_ops.errors import Refused
from sro_ops.store.entities import Grant, Operator

_SECRET = frozenset({Operator, Grant})
_ENTITY = "parententity"
_UNSEEN = ("_prefixes", "_suffixes", "_hints", "_statement_hints", "_memoized_select_entities")
"""Parts of a select that nobody should need here, some of them text."""

_CLAUSES = (
    "_raw_columns", "_from_obj", "_where_criteria", "_having_criteria", "_order_by_clauses",
    "_group_by_clauses", "_distinct_on", "_independent_ctes",
)  # fmt: skip

Classes = frozenset[Any]


def check_statement(state: ORMExecuteState) -> None:
    """Refuse every statement but a select of mapped classes.

    Raises:
        Refused: says what was tried.
    """
    if state.bind_arguments.get("bind") is not None:
        raise _refusal("on another connection")
    _check_select(state.statement, frozenset())


def _check_select(statement: Any, outer: Classes) -> None:
    """Check one select; `outer` are the classes that it may refer to around it."""
    if not isinstance(statement, Select):
        raise _refusal(f"a {type(statement).__name__}")
    if any(getattr(statement, name) for name in _UNSEEN) or not statement._auto_correlate:
        raise _refusal("prefixes, suffixes, hints or correlate()")
    own = frozenset(_sources(statement))
    if statement._propagate_attrs.get("compile_state_plugin") != "orm":
        raise _refusal("what cannot be filtered; add select_from(the class)")
    for element in _elements(statement):
        _check(element, own, outer)


def _sources(statement: Any) -> Iterator[Any]:
    """Find the classes that SQLAlchemy filters in this select."""
    for element in (*statement._from_obj, *_joined(statement)):
        if isinstance(element, QueryableAttribute):
            yield from (_allowed(inspect(element.entity)), _allowed(element.parent))
        elif _ENTITY in element._annotations:
            yield _allowed(element._annotations[_ENTITY])
        elif isinstance(element, Join):
            raise _refusal("a join made beforehand; use .join()")
    for element in statement._raw_columns:
        bundle = element._annotations.get("bundle")
        for column in element.get_children() if bundle else [element]:
            entity = extract_first_column_annotation(column, _ENTITY)  # type: ignore[no-untyped-call]
            if entity is not None:
                yield _allowed(entity)


def _joined(statement: Any) -> Iterator[Any]:
    for target, _, left, _ in statement._setup_joins:
        yield from (element for element in (target, left) if element is not None)


def _elements(statement: Any) -> Iterator[Any]:
    """Return every expression of a select."""
    for name in _CLAUSES:
        yield from getattr(statement, name)
    for name in ("_limit_clause", "_offset_clause", "_fetch_clause"):
        yield from (element for element in (getattr(statement, name),) if element is not None)
    for target, condition, left, _ in statement._setup_joins:
        for element in (target, condition, left):
            if element is not None and not isinstance(element, QueryableAttribute):
                yield element


def _check(element: Any, own: Classes, outer: Classes) -> None:
    if _ENTITY in element._annotations:
        _check_entity(_allowed(element._annotations[_ENTITY]), own | outer)
    elif isinstance(element, Select):
        _check_select(element, own | outer)
    elif isinstance(element, CompoundSelect):
        raise _refusal("a union")
    elif isinstance(element, AliasedReturnsRows):
        _check_inner(element)
    elif isinstance(element, TableClause):
        _check_table(element, own)
    elif isinstance(element, TextClause) or _is_written(element):
        raise _refusal("text SQL")
    elif getattr(element, "table", None) is not None:
        _check(element.table, own, outer)
    else:
        for child in element.get_children():
            _check(child, own, outer)


def _check_inner(element: Any) -> None:
    """Check what stands in a FROM; it can refer to nothing around it."""
    _check(element.element, frozenset(), frozenset())


def _check_table(table: TableClause, own: Classes) -> None:
    """Let a bare table pass only where its class stands in the same FROM, filter and all."""
    if not any(entity.is_mapper and table in entity.tables for entity in own):
        raise _refusal(f"a select of the table {table.name}, past its class")


def _allowed(entity: Any) -> Any:
    """Return a class or an alias of one, which may itself stand on a subquery."""
    if entity.mapper.class_ in _SECRET:
        raise _refusal("a select of operators and their grants")
    if entity.is_aliased_class:
        inner = getattr(entity.selectable, "element", None)
        if inner is None:
            raise _refusal("a polymorphic select")
        whole = entity.mapper.selectable
        if all(source is not whole for source in (inner, *getattr(inner, "_from_obj", ()))):
            _check_inner(entity.selectable)
    return entity


def _check_entity(entity: Any, declared: Classes) -> None:
    if entity not in declared:
        name = entity.mapper.class_.__name__
        raise _refusal(f"a condition on {name} alone; add select_from({name})")


def _is_written(element: Any) -> bool:
    literal = bool(getattr(element, "is_literal", False)) and getattr(element, "name", "*") != "*"
    return literal or isinstance(getattr(element, "operator", None), custom_op)


def _refusal(what: str) -> Refused:
    return Refused(
        f"a guarded session does not run {what}", todo="Select mapped classes, or use add_many"
    )
