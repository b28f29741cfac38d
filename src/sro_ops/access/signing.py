"""Signing on: by badge and PIN, by the system's user, or by a service's token."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sro_ops.access import pins
from sro_ops.access.lookup import Known, actor_of, by_badge, by_os_user, grants
from sro_ops.errors import Refused
from sro_ops.store.model import Actor

Roles = Mapping[str, Sequence[str]]


def by_pin(link: Any, badge: str, pin: str, roles: Roles, desk: str) -> Actor:
    """Return the actor of a badge and its PIN.

    Raises:
        Refused: unknown badge or wrong PIN (the answer is the same for both), too soon after
            failures, or switched off.
    """
    pins.check_pause(badge)
    known = by_badge(link, badge)
    if known is None or known.pin is None or not pins.matches(known.pin, pin):
        pins.count_failure(badge)
        raise Refused("badge and PIN do not match", f"badge {badge}", "Try again, slowly")
    pins.forget_failures(badge)
    return _actor(link, known, roles, desk)


def by_token(link: Any, badge: str, token: str, roles: Roles, desk: str) -> Actor:
    """Return the actor of a service operator.

    Raises:
        Refused: when badge and token do not match.
    """
    known = by_badge(link, badge)
    if known is None or known.token is None or not pins.matches(known.token, token):
        raise Refused("badge and token do not match", f"badge {badge}", "Check SRO_OPS_TOKEN")
    return _actor(link, known, roles, desk)


def by_system_user(link: Any, user: str, roles: Roles, desk: str) -> Actor:
    """Return the actor that the system's user is mapped to.

    Raises:
        Refused: when nobody is.
    """
    known = by_os_user(link, user)
    if known is None:
        raise Refused(
            f'no operator is mapped to the system\'s user "{user}"',
            todo="A supervisor adds one with `sro-ops operators add --os-user NAME`",
        )
    return _actor(link, known, roles, desk)


def _actor(link: Any, known: Known, roles: Roles, desk: str) -> Actor:
    if known.disabled:
        raise Refused("this operator is switched off", f"badge {known.badge}", "Ask a supervisor")
    held = grants(link, known.id)
    if not held:
        raise Refused("no role is granted now", f"badge {known.badge}", "Ask a supervisor")
    return actor_of(known, held, roles, desk)
