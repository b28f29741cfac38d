"""One record's line in the making: the verb that it will have, and the rights that it needs."""

from __future__ import annotations

from dataclasses import dataclass, field

from sro_ops.store.canonical import utc_text
from sro_ops.store.differences import Pairs
from sro_ops.store.entities import CoreRecord, Narrative, Part
from sro_ops.store.journal import Change
from sro_ops.store.model import RecordType

MARKS = ("expunged", "sealed", "struck")
"""Columns that change only under the verb of their own name, and never in a new record."""

IN_LINES = frozenset({"why", "typed"})
"""What a record's line tells among its fields: the reason, and the text as somebody typed it."""


@dataclass
class Pending:
    """What is known so far about one record's line; `taken` once something was altered in it.

    `at` (UTC text) and `place` are those of what is being done, where they are not the record's.
    `parts` are those that were added or altered, by id; of a new record they are all there are.
    `part_changes` are theirs, by the key of the part in `changes`.
    """

    record: CoreRecord
    new: bool
    verb: str = ""
    why: str = ""
    typed: str = ""
    summary: str = ""
    at: str = ""
    place: str = ""
    changes: Pairs = field(default_factory=dict)
    taken: bool = False
    parts: dict[str, Part] = field(default_factory=dict)
    part_changes: dict[str, Pairs] = field(default_factory=dict)

    @property
    def told(self) -> str:
        """The verb of the line: what was intended, else what the changes are."""
        if self.verb or self.new:
            return self.verb or "logged"
        return "appended" if self._narrative_alone() else "amended"

    def rights(self) -> set[str]:
        """Return the permissions that the changes need."""
        type_, verb = self.record.type, self.told
        if self.new:
            return {f"{type_}.add"}
        if verb == "appended" and self._narrative_alone():
            return {"core.append"}
        other = "{}.move" if "state" in self.changes and verb != "amended" else "{}.amend"
        needed = {_RIGHTS.get(verb, other).format(type_)}
        if verb.removeprefix("un") in MARKS and set(self.changes) - set(MARKS):
            needed.add(f"{type_}.amend")
        return needed

    def _narrative_alone(self) -> bool:
        return all(key.startswith(_NARRATIVE) for key in self.changes)


_NARRATIVE = f"{Narrative.__tablename__}:"
_RIGHTS = {
    "moved": "{}.move",
    "struck": "{}.strike",
    "unstruck": "{}.strike",
    "sealed": "privacy.seal",
    "unsealed": "privacy.unseal",
}


def about(record: CoreRecord, verb: str, kind: RecordType) -> Change:
    """Return a change that tells of `record` as it stands."""
    own_class = record.record_class
    return Change(
        site=record.site, verb=verb, occurred=utc_text(record.occurred_from),
        plugin=kind.plugin, type=kind.type, record=record.id, number=record.number or "",
        version=record.version, place=record.place or "", record_class=own_class,
        index="sealed" if record.sealed else own_class,
    )  # fmt: skip


def index_of(record: CoreRecord) -> str:
    """Return the search index that the record's words belong in."""
    return "sealed" if record.sealed else record.record_class
