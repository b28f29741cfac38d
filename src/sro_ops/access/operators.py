"""Keeping the operators: adding, switching off, new PINs. Each leaves a journal line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, update

from sro_ops.access import pins
from sro_ops.access.lookup import Known, by_badge, by_os_user
from sro_ops.errors import Refused
from sro_ops.store.canonical import utc_text
from sro_ops.store.entities import Grant, Operator, Person
from sro_ops.store.ids import new_id
from sro_ops.store.journal import Change, write_lines
from sro_ops.store.model import CLASSES, Actor, Scope
from sro_ops.store.store import Store
from sro_ops.text import one_line

Roles = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class NewOperator:
    """Somebody who is to sign on. `pin` and `token` are the secrets themselves.

    `site` limits the role to one site; None grants it at every site.
    """

    name: str
    badge: str
    role: str
    pin: str | None = None
    token: str | None = None
    os_user: str | None = None
    service: bool = False
    site: str | None = None


def maker(desk: str) -> Actor:
    """Return the actor that sets up a new store, before there is an operator."""
    return Actor(desk, Scope(None, frozenset(CLASSES), sealed=True), permissions=("*",))


def add_operator(store: Store, actor: Actor, new: NewOperator) -> str:
    """Add an operator and return the person's id.

    Raises:
        Refused: without the right, for a badge or a system's user that is taken, or a short PIN.
    """
    _allow(actor)
    check_new(new)
    name, badge = one_line(new.name), one_line(new.badge)
    if new.site is not None:
        store.site(new.site)
    person = new_id()
    kept = {
        "person": person, "badge": badge, "os_user": new.os_user, "service": new.service,
        "pin": pins.hash_pin(new.pin) if new.pin else None,
        "token": pins.hash_pin(new.token) if new.token else None,
        "disabled": False,
    }  # fmt: skip
    with store.statements() as connection:
        _refuse_taken(connection, badge, new.os_user)
        who = {"id": person, "kind": "service" if new.service else "staff", "name": name}
        connection.execute(insert(Person).values(**who, record_class="directory"))
        connection.execute(insert(Operator).values(**kept))
        grant = {"id": new_id(), "operator": person, "role": new.role, "site": new.site}
        connection.execute(insert(Grant).values(**grant))
        _tell(store, connection, actor, "operator added", f"{name}, {new.role}")
    return person


def check_new(new: NewOperator) -> None:
    """Refuse somebody who cannot be kept as an operator.

    Raises:
        Refused: no name, no badge, or a short PIN.
    """
    if not one_line(new.name) or not one_line(new.badge):
        raise Refused("an operator has a name and a badge", todo="Give --name and --badge")
    if new.pin is not None:
        pins.check_pin(new.pin)


def check_rank(actor: Actor, held: Sequence[tuple[str, str | None]], roles: Roles) -> None:
    """Refuse to make, or to take over, somebody who may do more than the one who does it.

    Args:
        actor: who does it.
        held: the roles and sites of the other one; None is every site.
        roles: what each role allows.

    Raises:
        Refused: says what is too much.
    """
    for role, site in held:
        names = roles.get(role, ())
        more = next((name for name in names if not _holds(actor, name)), None)
        if more is not None:
            raise Refused(f'"{role}" may do more than you ({more})', todo="Ask an owner")
        if actor.scope.sites is not None and site not in actor.scope.sites:
            sites = ", ".join(sorted(actor.scope.sites))
            raise Refused("you have no right to do that at other sites", todo=f"Say --at {sites}")


def _holds(actor: Actor, pattern: str) -> bool:
    """Say whether an actor holds all that a permission or a pattern of a role stands for."""
    return pattern in actor.permissions or (pattern != "*" and actor.may(pattern))


def switch(store: Store, actor: Actor, badge: str, on: bool) -> None:
    """Switch an operator on or off; what they wrote stays theirs.

    Raises:
        Refused: without the right, for an unknown badge, or one's own.
    """
    _allow(actor)
    if actor.badge == badge:
        raise Refused("nobody switches themselves off or on", f"badge {badge}", "Ask a colleague")
    if on:
        verb, then = "operator switched on", " may sign on again"
    else:
        verb, then = "operator switched off", " signs on no more"
    _change(store, actor, badge, verb, {"disabled": not on}, then)


def set_pin(store: Store, actor: Actor, badge: str, pin: str, recover: bool = False) -> None:
    """Give an operator a new PIN; one may change one's own, a supervisor anybody's.

    Somebody else's is told loudly: the line says who set it. With `recover`, the owner of the
    store's file resets one without a sign-on.

    Raises:
        Refused: without the right, for an unknown badge, or a short PIN.
    """
    verb, then = "PIN changed", ""
    if recover:
        verb = "PIN recovered by the owner of the store"
    elif actor.badge != badge:
        verb, then = "PIN reset", f" has a new PIN, set by {actor.name}"
    if then or recover:
        _allow(actor)
    _change(store, actor, badge, verb, {"pin": pins.hash_pin(pin)}, then)


def _allow(actor: Actor) -> None:
    if not actor.may("admin.operators"):
        raise Refused("you have no right to do that (admin.operators)")


def _change(
    store: Store, actor: Actor, badge: str, verb: str, values: dict[str, Any], then: str = ""
) -> None:
    with store.statements() as connection:
        known = _known(connection, badge)
        connection.execute(update(Operator).where(Operator.person == known.id).values(**values))
        _tell(store, connection, actor, verb, f"{known.name}{then}")


def _known(connection: Connection, badge: str) -> Known:
    known = by_badge(connection.connection.driver_connection, badge)
    if known is None:
        raise Refused(f'no operator with badge "{badge}"', todo="`sro-ops operators list`")
    return known


def _refuse_taken(connection: Connection, badge: str, os_user: str | None) -> None:
    link: Any = connection.connection.driver_connection
    if by_badge(link, badge) is not None:
        raise Refused(f"badge {badge} is taken", todo="Choose another with --badge")
    if os_user is not None and by_os_user(link, os_user) is not None:
        raise Refused(f'the system\'s user "{os_user}" is mapped already')


def _tell(store: Store, connection: Connection, actor: Actor, verb: str, words: str) -> None:
    """Write the line in every chain that there is: who may sign on concerns each site."""
    now = utc_text(store.clock())
    changes = [
        Change(site, verb, now, type="core.operator", record_class="directory", summary=words)
        for site in sorted(store.sites)
    ]
    if changes:
        write_lines(connection.connection.driver_connection, store.words, actor, changes, now)
