"""Operators by the console's source, on a real store: the shell's rules hold beneath the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sro_ops.console.housed import HouseSource
from sro_ops.console.source.operators import Newcomer
from sro_ops.errors import Refused

from .housing import housed, school

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ME = "407"
NIA = Newcomer("Nia Lind", "77", "officer", "8765")


@pytest.fixture
def source(tmp_path: Path, alone: None) -> Iterator[HouseSource]:
    """The school as its supervisor sees it."""
    with housed(school(tmp_path), badge=ME) as found:
        yield found


def test_everybody_is_listed_with_state_and_last_sign_on(source: HouseSource) -> None:
    source.operators.add(NIA)
    found = {card.badge: card for card in source.operators.everybody()}
    assert (found[ME].me, found[ME].roles) == (True, ("supervisor",))
    assert found[ME].last is not None
    assert (found["77"].way, found["77"].last) == ("PIN", None)


def test_who_has_no_right_is_told_nothing(source: HouseSource) -> None:
    source.operators.add(NIA)
    assert source.sign_on("77", "8765").right
    assert not source.operators.allowed()
    for act in (
        source.operators.everybody,
        source.operators.roles,
        lambda: source.operators.add(NIA),
        lambda: source.operators.switch(ME, on=False),
        lambda: source.operators.new_pin(ME, "4321"),
    ):
        with pytest.raises(Refused, match=r"admin\.operators"):
            act()


def test_a_newcomer_signs_on_until_switched_off(source: HouseSource) -> None:
    assert source.operators.add(NIA) == ""
    source.operators.switch("77", on=False)
    assert "switched off" in source.sign_on("77", "8765").why
    source.operators.switch("77", on=True)
    source.operators.new_pin("77", "1234")
    assert source.sign_on("77", "1234").right


def test_nobody_appoints_who_may_do_more(source: HouseSource) -> None:
    with pytest.raises(Refused, match="may do more than you"):
        source.operators.add(Newcomer("X", "9", "owner", "4321"))


def test_a_program_gets_a_token_and_no_pin(source: HouseSource) -> None:
    token = source.operators.add(Newcomer("Import", "svc", "service", service=True))
    assert len(token) > 30
    assert {card.badge: card.way for card in source.operators.everybody()}["svc"] == "token"


def test_roles_come_with_who_holds_them(source: HouseSource) -> None:
    roles = {role.name: role for role in source.operators.roles()}
    assert roles["owner"].allows == ("everything",)
    assert len(roles["supervisor"].holders) == 1
    assert source.operators.sites() == [source.status().site]
