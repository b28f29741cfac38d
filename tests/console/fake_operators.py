"""Operators of the made-up school, kept in a list."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.console.source.operators import Newcomer, OperatorCard, RoleCard
from sro_ops.errors import Refused
from sro_ops.settings.roles import SHIPPED, in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

ZONE = ZoneInfo("America/Chicago")
TODAY = datetime(2026, 9, 22, 7, 31, tzinfo=ZONE)
CARDS = (
    OperatorCard("7", "Olga Ortiz", ("owner",), "PIN", last=datetime(2026, 9, 21, 15, tzinfo=ZONE)),
    OperatorCard("214", "Dana Reyes", ("supervisor",), "PIN", last=TODAY, me=True),
    OperatorCard("230", "Ada Okafor", ("officer at OHS", "event_staff"), "PIN", last=TODAY),
    OperatorCard("31", "Sub Stitute", (), "PIN", last=datetime(2025, 11, 3, 8, tzinfo=ZONE)),
    OperatorCard("40", "Kim Lind", ("administrator",), "system user klind"),
    OperatorCard("55", "Leo Past", ("officer at OHS",), "PIN", disabled=True),
    OperatorCard("svc", "Nightly import of students", ("service",), "token"),
)


class FakeOperators:
    """The operators; `may` says whether whoever sits there keeps them."""

    def __init__(self, may: bool = True) -> None:
        self.may = may
        self.cards = list(CARDS)
        self.pins: dict[str, str] = {}
        self.added: list[Newcomer] = []

    def allowed(self) -> bool:
        return self.may

    def everybody(self) -> Sequence[OperatorCard]:
        if not self.may:
            raise Refused("you have no right to do that (admin.operators)")
        return list(self.cards)

    def roles(self) -> Sequence[RoleCard]:
        return [
            RoleCard(
                role,
                tuple(in_words(names)),
                tuple(card.name for card in self.cards if any(role in one for one in card.roles)),
            )
            for role, names in SHIPPED.items()
        ]

    def sites(self) -> Sequence[str]:
        return ["MMS", "OHS"]

    def add(self, new: Newcomer) -> str:
        if any(card.badge == new.badge for card in self.cards):
            raise Refused(f"badge {new.badge} is taken")
        self.added.append(new)
        self.cards.append(OperatorCard(new.badge, new.name, (new.role,), "PIN"))
        return "tok-3nJx8mQv1Lw0" if new.service else ""

    def switch(self, badge: str, on: bool) -> None:
        self.cards = [
            replace(card, disabled=not on) if card.badge == badge else card for card in self.cards
        ]

    def new_pin(self, badge: str, pin: str) -> None:
        self.pins[badge] = pin
