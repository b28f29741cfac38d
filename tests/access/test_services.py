"""A service operator: a program that signs on with a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journals import one

from sro_ops.access.operators import switch
from sro_ops.access.pins import new_token
from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.store.store import Store

from .conftest import OWNER, Door, Roles

if TYPE_CHECKING:
    from collections.abc import Callable


def test_a_token_is_long_and_never_the_same() -> None:
    tokens = {new_token() for _ in range(50)}
    assert len(tokens) == 50
    assert min(map(len, tokens)) >= 40


def test_a_token_is_kept_as_argon2id(door: Door, store: Store) -> None:
    token = new_token()
    door.add("svc", role="service", token=token, service=True)
    assert one(store.path, "SELECT token FROM core_operator").startswith("$argon2id$")
    assert token.encode() not in store.path.read_bytes()


def test_the_token_signs_on_and_nothing_else_does(door: Door) -> None:
    token = new_token()
    door.add("svc", role="service", token=token, service=True)
    door.add("20")
    assert door.token("svc", token).badge == "svc"
    for badge, wrong in (("svc", "wrong"), ("svc", ""), ("20", token), ("99", token)):
        with pytest.raises(Refused, match="badge and token do not match"):
            door.token(badge, wrong)
    with pytest.raises(Refused, match="badge and PIN do not match"):
        door.pin("svc", token)


def test_a_pin_is_no_token(door: Door) -> None:
    door.add("20")
    with pytest.raises(Refused, match="badge and token do not match"):
        door.token("20", "4321")


def test_as_shipped_a_service_may_do_and_see_nothing(door: Door, store: Store) -> None:
    token = new_token()
    door.add("svc", role="service", token=token, service=True)
    actor = door.token("svc", token)
    assert (actor.permissions, actor.scope.classes) == ((), frozenset())
    with pytest.raises(Refused, match=r"core\.note\.add"), store.write(actor) as session:
        session.add(Note(text="x"))


def test_a_service_does_what_its_role_names_and_no_more(
    roles: Callable[[Roles], Door], store: Store
) -> None:
    door, token = roles({"nightly": ("core.note.add",)}), new_token()
    door.add("svc", role="nightly", token=token, service=True)
    actor = door.token("svc", token)
    with store.write(actor) as session:
        session.add(note := Note(text="imported"))
    assert note.number == "N-2026-0001"
    with pytest.raises(Refused, match="no record N-2026-0001"), store.read(actor) as session:
        session.find("N-2026-0001", "OHS")


def test_a_service_that_is_switched_off_signs_on_no_more(door: Door, store: Store) -> None:
    token = new_token()
    door.add("svc", role="service", token=token, service=True)
    switch(store, OWNER, "svc", on=False)
    with pytest.raises(Refused, match="switched off"):
        door.token("svc", token)
