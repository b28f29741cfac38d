"""The part of the made-up source that says who sits before it."""

from __future__ import annotations

from dataclasses import replace

from sro_ops.console.entry.unsaved import Unsaved
from sro_ops.console.source.access import Access, SignedOn


class FakeAccess:
    """Two operators with a PIN each; Reyes has signed on, unless a test says otherwise."""

    unsaved: list[Unsaved]

    def __init__(self) -> None:
        self.granted = Access(badge="214")
        self.pins = {"214": ("2468", "Reyes"), "230": ("1357", "Okafor")}
        self.sits = "Reyes"
        self.wait = 0
        self.shut: list[bool] = []
        self.put_away: dict[str, list[Unsaved]] = {}

    def access(self) -> Access:
        return self.granted

    def locked(self, by_itself: bool) -> None:
        self.shut.append(by_itself)

    def sign_on(self, badge: str, pin: str, same: bool = False) -> SignedOn:
        right, name = self.pins.get(badge, ("", ""))
        if not right or pin != right:
            return SignedOn(False, "badge and PIN do not match", self.wait)
        changed = not self.granted.signed_on or name != self.sits
        if same and changed:
            return SignedOn(False, f"{self.sits} has lines that are not saved yet")
        if changed:
            self.put_away[self.sits] = self.unsaved
            self.unsaved = self.put_away.pop(name, [])
        self.sits, self.granted = name, replace(self.granted, signed_on=True, badge=badge)
        return SignedOn(True, changed=changed)
