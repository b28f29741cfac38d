"""Officers at a desk of Oakfield High: they type lines, and change what they and others kept."""

from __future__ import annotations

from dataclasses import dataclass

from sro_ops.records import changing, fixing, linking
from sro_ops.records.entry import Entry, EntryContext, Place, Places, parse
from sro_ops.records.note import NOTE
from sro_ops.records.page import Page, read_page
from sro_ops.records.saving import Saved, save_entry
from sro_ops.records.verbs import Verb
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.testing import SITE, ZONE, Clock

PLACES = [Place("GYM", "Gym", "room"), Place("HB", "Hall B", "hall"), Place("RACK", "Bike rack")]
VERBS = {
    verb.word: verb
    for verb in (
        NOTE,
        Verb("sweep", "duty.sweep", "A sweep", text="hall", money="cost", place_first=False),
        Verb("cart", "duty.sweep", "By cart", text="hall", defaults={"manner": "cart"}),
        Verb("incident", "duty.incident", "Something happened"),
        Verb("referral", "duty.referral", "A referral"),
        Verb("ghost", "gone.ghost", "Of a plugin that is not there"),
    )
}


@dataclass
class Officer:
    """Somebody with an operator's id, at a desk."""

    store: Store
    actor: Actor
    clock: Clock

    def entry(self, line: str) -> Entry:
        """Return a typed line as understood now."""
        now = self.clock().astimezone(ZONE)
        return parse(line, EntryContext(now, VERBS, places=Places(PLACES)))

    def log(self, line: str, again: bool = False, id: str | None = None) -> Saved:
        """Type a line."""
        return save_entry(self.store, self.actor, self.entry(line), SITE, again, id)

    def fix(self, number: str, line: str) -> Saved:
        """Type the last line anew."""
        return fixing.fix(self.store, self.actor, number, self.entry(line), SITE)

    def last_typed(self) -> tuple[str, str]:
        """Ask for the last line again."""
        return fixing.last_typed(self.store, self.actor, SITE)

    def amend(self, number: str, why: str = "was told later", **texts: str) -> Saved:
        """Change fields."""
        return changing.amend(self.store, self.actor, number, texts, why, SITE)

    def amend_as_seen(self, version: int, number: str, **texts: str) -> Saved:
        """Change fields of a record as it stood in that version."""
        return changing.amend(self.store, self.actor, number, texts, "told later", SITE, version)

    def move(self, number: str, step: str, **texts: str) -> Saved:
        """Take a step."""
        return changing.move(self.store, self.actor, number, step, texts, SITE)

    def strike(self, number: str, why: str = "entered twice") -> Saved:
        """Cross out."""
        return changing.strike(self.store, self.actor, number, why, SITE)

    def append(self, number: str, text: str) -> Saved:
        """Add to the story."""
        return changing.append(self.store, self.actor, number, text, SITE)

    def link(self, number: str, other: str, relation: str = "see") -> None:
        """Link two records."""
        linking.link(self.store, self.actor, number, other, relation, SITE, SITE)

    def page(self, number: str) -> Page:
        """Look at a record."""
        return read_page(self.store, self.actor, number, SITE)

    def verbs(self, number: str) -> list[str]:
        """Return the verbs of a record's lines, oldest first."""
        return [line.verb for line in self.page(number).history]

    def field(self, number: str, name: str) -> object:
        """Return the value of a record's field."""
        return getattr(self.page(number).record, name)
