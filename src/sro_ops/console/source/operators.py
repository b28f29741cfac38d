"""What the operators' page asks: who may sign on, what roles allow, and changing the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class OperatorCard:
    """An operator as the page shows them.

    Attributes:
        badge: what they sign on with.
        name: the person's, or the program's.
        roles: as they are said: ``officer at OHS``; empty for none at this moment.
        way: how they sign on: ``PIN``, ``system user ana``, ``token``; ``nothing yet``.
        disabled: whether they are switched off.
        last: when they signed on last, in the site's zone; None where that is not lately, or never.
        me: whether it is who asks.
    """

    badge: str
    name: str
    roles: tuple[str, ...]
    way: str
    disabled: bool = False
    last: datetime | None = None
    me: bool = False


@dataclass(frozen=True, slots=True)
class RoleCard:
    """A role, and what it allows in plain words; `holders` are the names of who holds it now."""

    name: str
    allows: tuple[str, ...]
    holders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who is to sign on: by a PIN, as the system's user, or as a program by a token.

    `site` limits the role to one site; empty grants it everywhere.
    """

    name: str
    badge: str
    role: str
    pin: str = ""
    os_user: str = ""
    service: bool = False
    site: str = ""


class OperatorSource(Protocol):
    """The operators; all but `allowed` is called in threads, and raises `SroError`."""

    def allowed(self) -> bool:
        """Say whether this operator may keep operators; quick, to be asked after `load`."""
        ...

    def everybody(self) -> Sequence[OperatorCard]:
        """Return every operator, by badge."""
        ...

    def roles(self) -> Sequence[RoleCard]:
        """Return every role."""
        ...

    def sites(self) -> Sequence[str]:
        """Return the codes of the sites where this operator may appoint somebody."""
        ...

    def add(self, new: Newcomer) -> str:
        """Add somebody; return a program's token, which is told this once, else nothing."""
        ...

    def switch(self, badge: str, on: bool) -> None:
        """Switch an operator on or off."""
        ...

    def new_pin(self, badge: str, pin: str) -> None:
        """Give an operator a new PIN."""
        ...
