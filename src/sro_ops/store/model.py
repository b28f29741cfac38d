"""The plain shapes that every floor shares: who acts, what they may see, and a journal line.

Nothing here needs SQLAlchemy: the Desk paints its first page with these alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field

CLASSES = ("general", "directory", "education", "law_enforcement_unit", "medical")
"""The five record classes (34 CFR 99.3, 99.8; medical is restricted further)."""

PROTECTED = frozenset({"education", "medical"})
"""Classes that need a basis to leave the console; a sealed record is protected too."""


HOST_PERMISSIONS = frozenset({"core", "privacy", "admin"})
"""First words of permissions that are the host's own."""

VERBS_UNSEEN = frozenset(
    {"corrected", "struck", "linked", "read", "migrated", "signed on", "signed off", "locked",
     "unlocked"}
)  # fmt: skip
"""Verbs whose lines the Desk does not show as rows: the record's own row tells it already, or they
only say who came and went."""


@dataclass(frozen=True, slots=True)
class RecordType:
    """What the store must know of a record type to keep its records when its plugin is gone.

    Attributes:
        type: ``halls.sweep``; the part before the dot belongs to one plugin.
        plugin: the plugin's name; ``core`` for the host's own.
        prefix: 1 to 4 capital letters that begin its numbers: ``HS``.
        word: what the Desk shows in the column of verbs, at most 8 characters: ``sweep``.
        label: what a person calls it: ``Hall sweep``.
        record_class: one of `CLASSES`.
        owner_agency: ``school`` or ``police`` (34 CFR 99.8).
        row_table: the plugin's table for it.
        part_tables: the plugin's tables for its parts.
    """

    type: str
    plugin: str
    prefix: str
    word: str
    label: str
    record_class: str
    owner_agency: str
    row_table: str
    part_tables: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """What somebody may see: sites (None means every site), classes, and sealed records or not."""

    sites: frozenset[str] | None = None
    classes: frozenset[str] = frozenset()
    sealed: bool = False

    def covers_site(self, site: str) -> bool:
        """Say whether anything of this site may be seen."""
        return self.sites is None or site in self.sites

    def covers(self, site: str, record_class: str, sealed: bool = False) -> bool:
        """Say whether a line or record of this site and class, sealed or not, may be seen."""
        return (
            self.covers_site(site) and record_class in self.classes and (self.sealed or not sealed)
        )


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, from which desk, and what they may do.

    Without an operator the desk itself is the actor (a serial line, a timer). `permissions` are
    names or patterns that end in ``*``: ``core.*``, ``halls.sweep.amend``.
    """

    desk: str
    scope: Scope
    operator: str | None = None
    name: str = ""
    badge: str = ""
    permissions: tuple[str, ...] = ()

    def may(self, permission: str) -> bool:
        """Say whether this actor holds `permission`, by name or by pattern.

        ``plugins.*`` stands for everything below the name of any plugin: all but the host's own.
        """
        return any(_grants(held, permission) for held in self.permissions)


def _grants(held: str, permission: str) -> bool:
    if held == "plugins.*":
        return permission.split(".")[0] not in HOST_PERMISSIONS
    return held == permission or (held.endswith("*") and permission.startswith(held[:-1]))


@dataclass(slots=True, unsafe_hash=True)
class Line:
    """One journal line as read for a viewer, with what its record is now. Never altered.

    It is not declared frozen: that would make it ten times as slow to make, and a page has many.

    Times are UTC, ISO 8601 with microseconds and a ``Z``. `pos` orders lines of every site in
    commit order and is the key for paging; `seq` counts within the site. `summary` is empty where
    the payload was expunged. `people` are the names of the record's parties, never in `summary`.
    """

    pos: int
    site: str
    seq: int
    id: str
    desk: str
    at: str
    recorded_at: str
    committed_at: str
    operator: str | None
    who: str
    plugin: str
    type: str
    word: str
    record: str | None
    number: str
    version: int
    verb: str
    place: str
    record_class: str
    summary: str
    hash: str
    state: str = ""
    sealed: bool = False
    struck: bool = False
    expunged: bool = False
    corrected: bool = False
    people: tuple[str, ...] = field(default=())

    @property
    def protected(self) -> bool:
        """Whether the room must not see it: education, medical, or sealed."""
        return self.sealed or self.record_class in PROTECTED
