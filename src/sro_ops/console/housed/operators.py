"""The operators as the console keeps them: by the same functions as the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console.housed.part import HousedTopic
from sro_ops.console.source.operators import Newcomer, OperatorCard, RoleCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.access.lookup import Known
    from sro_ops.host.house import House
    from sro_ops.host.personnel import Listed


class HousedOperators(HousedTopic):
    """Who may sign on, for those who may keep them."""

    def allowed(self) -> bool:
        """Say whether the acting operator may keep operators."""
        from sro_ops.host.personnel import RIGHT

        return self._house().actor.may(RIGHT)

    def everybody(self) -> Sequence[OperatorCard]:
        """Return every operator, by badge."""
        from sro_ops.host.personnel import listed

        house = self._house()
        return [_card(one, house) for one in listed(house)]

    def roles(self) -> Sequence[RoleCard]:
        """Return every role, with who holds it."""
        from sro_ops.host.personnel import listed
        from sro_ops.settings.roles import in_words

        house = self._house()
        everybody = [one for one in listed(house) if not one.known.disabled]
        return [
            RoleCard(
                role,
                tuple(in_words(names)),
                tuple(
                    one.known.name for one in everybody if role in (held for held, _ in one.held)
                ),
            )
            for role, names in house.roles.items()
        ]

    def sites(self) -> Sequence[str]:
        """Return the codes of the sites where the acting operator may appoint somebody."""
        house = self._house()
        return [code for code in sorted(house.store.sites) if house.actor.scope.covers_site(code)]

    def add(self, new: Newcomer) -> str:
        """Add somebody."""
        from sro_ops.access.operators import NewOperator
        from sro_ops.host.personnel import add

        kept = NewOperator(
            new.name, new.badge, new.role, new.pin or None, None, new.os_user or None,
            new.service, new.site or None,
        )  # fmt: skip
        return add(self._house(), kept) or ""

    def switch(self, badge: str, on: bool) -> None:
        """Switch an operator on or off."""
        from sro_ops.host.personnel import switch

        switch(self._house(), badge, on)

    def new_pin(self, badge: str, pin: str) -> None:
        """Give an operator a new PIN."""
        from sro_ops.host.personnel import set_pin

        set_pin(self._house(), badge, pin)


def _card(one: Listed, house: House) -> OperatorCard:
    known = one.known
    last = one.last.astimezone(house.now().tzinfo) if one.last is not None else None
    me = known.badge == house.actor.badge
    return OperatorCard(
        known.badge, known.name, tuple(one.roles), _way(known), known.disabled, last, me
    )


def _way(known: Known) -> str:
    if known.service:
        return "token"
    if known.pin is not None:
        return "PIN"
    return f"system user {known.os_user}" if known.os_user else "nothing yet"
