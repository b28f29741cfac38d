"""From mapped objects to journal changes: what was added or altered, by whom, and is it allowed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified, instance_state, set_committed_value

from sro_ops.errors import Refused
from sro_ops.store.canonical import plain, utc_text
from sro_ops.store.completing import complete, known_site
from sro_ops.store.differences import altered, differences, fill_defaults, merged, sides
from sro_ops.store.entities import Base, CoreRecord, Grant, Link, Operator, Part, Party, Person
from sro_ops.store.journal import Change
from sro_ops.store.model import Actor, RecordType
from sro_ops.store.pending import MARKS, Pending
from sro_ops.store.refusals import (
    check_class,
    check_marks,
    check_own_class,
    check_part,
    check_times,
)
from sro_ops.text import one_line

_OURS = frozenset({"id", "type", "site", "number", "version", "recorded_at", "recorded_by"})
"""Columns of the core row that only the store sets; the envelope tells of them."""

_IN_ENVELOPE = _OURS | {"owner_agency", "record_class", "place", "occurred_from", *MARKS}
"""What a new record's line need not repeat in its payload."""

_RECORD_ID = frozenset({"record_id"})
"""Left out of what is told of a part: the line is its record's."""


Rule = Callable[[Base, Mapping[str, Any]], None]
"""A rule of the site's own: called with a record or part and its changes, name → [before, after].

It comes before the type's own check, and may put values in their kept form or raise Refused.
"""


class Ledger:
    """Collects, over the flushes of one write, what happened to each record.

    Args:
        actor: who writes.
        site: the site of records that name none; empty where each must name its own.
        sites: the codes that exist.
        kinds: every record type that this store knows.
        clock: tells the time.
        rules: the site's own.
    """

    def __init__(
        self,
        actor: Actor,
        site: str,
        sites: frozenset[str],
        kinds: Mapping[str, RecordType],
        clock: Callable[[], datetime],
        rules: Sequence[Rule] = (),
    ) -> None:
        self.actor = actor
        self.site = site
        self.sites = sites
        self.kinds = kinds
        self.clock = clock
        self.rules = rules
        self.now = clock()
        self.pending: dict[str, Pending] = {}
        self.links: list[tuple[CoreRecord, CoreRecord, str]] = []
        self.lines: list[Change] = []
        self.failed = False

    def intend(
        self,
        record: CoreRecord,
        verb: str,
        why: str = "",
        summary: str = "",
        typed: str = "",
        at: datetime | None = None,
        place: str = "",
    ) -> None:
        """Remember what is being done to `record`; without a change in it there is no line."""
        entry = self._entry(record)
        entry.verb, entry.why, entry.typed = verb, why, typed
        entry.summary = summary or entry.summary
        entry.at, entry.place = utc_text(at) if at else "", place

    def line(self, site: str, verb: str, summary: str, **about: Any) -> None:
        """Remember a line that belongs to no change of a record.

        Raises:
            Refused: for a site or a class that there is not.
        """
        about.setdefault("occurred", utc_text(self.now))
        about["changes"] = plain(about.get("changes", {}))
        here = known_site(site or self.site, self.sites, self.actor)
        change = Change(site=here, verb=verb, summary=summary, **about)
        check_class(change.record_class)
        self.lines.append(change)

    def collect(self, session: Session) -> None:
        """Take up what is new or altered in `session`, before it is flushed.

        Raises:
            Refused: for what may not be kept: a rule, a permission, a class that has no line. The
                whole write is lost then; it cannot be finished with the rest.
        """
        try:
            self._collect(session)
        except BaseException:
            self.failed = True
            raise

    def _collect(self, session: Session) -> None:
        if session.deleted:
            raise Refused("nothing is deleted here", todo="Cross it out, seal it or expunge it")
        for item in list(session.new):
            self._take(session, item, new=True)
        for item in list(session.dirty):
            if session.is_modified(item):
                self._take(session, item, new=False)

    def admit(self, record: CoreRecord) -> None:
        """Take up one new record outside a session, complete with every default.

        Raises:
            Refused: for what may not be kept.
        """
        entry = self.pending[record.id] = Pending(record, new=True)
        self._complete(record)
        record.__dict__["version"] = 1
        self._judge(entry)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not (self.entries() or self.links or self.lines)

    def entries(self) -> list[Pending]:
        """Return the records that have something to tell, in the order they were touched."""
        return [entry for entry in self.pending.values() if entry.taken]

    def _take(self, session: Session, item: Any, new: bool) -> None:
        if new and not isinstance(item, CoreRecord):
            fill_defaults(item)
        if isinstance(item, CoreRecord):
            self._take_record(session, item, new)
        elif isinstance(item, Part):
            self._take_part(session, item, new)
        elif isinstance(item, Link):
            self._take_link(session, item, new)
        elif isinstance(item, Person):
            self._take_person(item, new)
        elif isinstance(item, Operator | Grant) or not self.lines:
            raise Refused(f"{type(item).__name__} is not kept without a journal line")

    def _entry(self, record: CoreRecord) -> Pending:
        entry = self.pending.get(record.id)
        if entry is None:
            new = not instance_state(record).has_identity
            entry = self.pending[record.id] = Pending(record, new)
        elif type(entry.record) is CoreRecord:
            entry.record = record  # the same row, as the object that knows its rules and words
        return entry

    def _take_record(self, session: Session, record: CoreRecord, new: bool) -> None:
        check_own_class(session, record)
        key = None if new else altered(record, _OURS)
        if key:
            raise Refused(f"{key} is not set by hand", record.number or "", "The store sets it")
        if new:
            self._complete(record)
        self._judge(self._entry(record))

    def _complete(self, record: CoreRecord) -> None:
        site = known_site(record.__dict__.get("site") or self.site, self.sites, self.actor)
        complete(record, site, self.kinds, self.actor, self.now)

    def _judge(self, entry: Pending) -> None:
        """Hold an entry with its record's changes against the rules; the last word is the type's.

        The type's check may put values in their kept form, so the changes are told after it.
        """
        record = entry.record
        if not entry.new and record.expunged:
            raise Refused("it was expunged", record.number or "")
        check_times(record)
        place = record.place
        if place is not None and place != one_line(place):
            record.place = one_line(place) or None
        skipped = _OURS if instance_state(record).has_identity else _IN_ENVELOPE
        self._apply_rules(record, skipped)
        record.check(merged(entry.changes, differences(record, skipped)), entry.told)
        entry.changes = merged(entry.changes, differences(record, skipped))
        entry.taken = entry.new or bool(entry.changes)
        check_class(record.record_class)
        check_marks(entry)
        for permission in sorted(entry.rights()) if entry.taken else ():
            self._allow(permission, record.number or "")
        record.allow(self.actor, entry.told)

    def _apply_rules(self, item: Base, skipped: frozenset[str]) -> None:
        for rule in self.rules:
            rule(item, differences(item, skipped))

    def _allow(self, permission: str, where: str = "") -> None:
        if not self.actor.may(permission):
            raise Refused(f"you have no right to do that ({permission})", where)

    def _take_part(self, session: Session, part: Part, new: bool) -> None:
        if not new:
            check_part(part)
        record = _owner(session, part, new)
        if record is None:
            raise Refused(f"a {type(part).__name__} belongs to a record", todo="Set its record")
        part.record_id = record.id
        if instance_state(record).has_identity:
            set_committed_value(part, "record", record)
        if isinstance(part, Party):
            part.record_class = part.record_class or record.record_class
            check_class(part.record_class)
        entry = self._entry(record)
        entry.parts[part.id] = part
        self._judge_part(entry, part, new)
        if not entry.new:
            flag_modified(record, "recorded_at")
            self._judge(entry)

    def _judge_part(self, entry: Pending, part: Part, new: bool) -> None:
        """Hold a part against its rules, and tell of it in the form in which they keep it."""
        key = f"{part.__tablename__}:{part.id}"
        whole = new or entry.changes.get(key, [{}])[0] is None
        entry.changes.setdefault(key, [None, None])
        self._apply_rules(part, _RECORD_ID)
        earlier = entry.part_changes.get(key, {})
        part.check(merged(earlier, differences(part, _RECORD_ID)), entry.told)
        changes = entry.part_changes[key] = merged(earlier, differences(part, _RECORD_ID))
        before, after = sides(changes)
        entry.changes[key] = [None if whole else before, after]

    def _take_link(self, session: Session, link: Link, new: bool) -> None:
        if not new:
            raise Refused("a link is not changed", todo="Make another one")
        guarded: Any = session
        record, other = guarded.load(link.from_record), guarded.load(link.to_record)
        if record is None or other is None:
            raise Refused("both ends of a link must be records that you may see")
        self._allow("core.link", record.number or "")
        self.links.append((record, other, link.relation))

    def _take_person(self, person: Person, new: bool) -> None:
        self._allow("core.people")
        check_class(person.record_class)
        self.line(
            "", "added" if new else "amended", person.kind, type="core.person",
            record_class=person.record_class, changes=differences(person, frozenset({"id"})),
        )  # fmt: skip


def _owner(session: Any, part: Part, new: bool) -> CoreRecord | None:
    """Return the record of a part, as an object of its own class.

    SQLAlchemy keeps two objects for one row: ``part.record`` read from the store is a plain
    `CoreRecord`, for a joined class without a discriminator has an identity of its own.
    """
    record: CoreRecord | None = part.record if new else session.load(part.record_id)
    if record is None or type(record) is not CoreRecord:
        return record
    return session.load(record.id)  # type: ignore[no-any-return]
