"""From mapped objects to journal changes: what was added or altered, by whom, and is it allowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from sro_ops.errors import Refused
from sro_ops.store.canonical import now_text, plain, utc_text
from sro_ops.store.entities import CoreRecord, Link, Narrative, Part, Person
from sro_ops.store.journal import Change
from sro_ops.store.model import Actor, RecordType

BOOKKEEPING = frozenset(
    {"id", "type", "site", "number", "version", "owner_agency", "recorded_at", "recorded_by"}
)
"""Columns of the core row that the envelope or the store itself accounts for."""

_IN_ENVELOPE = BOOKKEEPING | {
    "record_class",
    "place",
    "occurred_from",
    "sealed",
    "struck",
    "expunged",
}
"""What a new record's line need not repeat in its payload."""

_BY_VERB = {"struck": "struck", "sealed": "sealed", "expunged": "expunged"}
"""Columns that change only under a verb of their own."""


@dataclass
class Pending:
    """What is known so far about one record's line."""

    record: CoreRecord
    new: bool
    verb: str = ""
    summary: str = ""
    changes: dict[str, list[Any]] = field(default_factory=dict)


class Ledger:
    """Collects, over the flushes of one write, what happened to each record.

    Args:
        actor: who writes.
        site: the site of records that name none.
        sites: the codes that exist.
        kinds: every record type that this store knows.
        now: this desk's time.
    """

    def __init__(
        self,
        actor: Actor,
        site: str,
        sites: frozenset[str],
        kinds: Mapping[str, RecordType],
        now: datetime,
    ) -> None:
        self.actor = actor
        self.site = site
        self.sites = sites
        self.kinds = kinds
        self.now = now
        self.pending: dict[str, Pending] = {}
        self.lines: list[Change] = []

    def intend(
        self, record: CoreRecord, verb: str, why: str = "", summary: str = "", typed: str = ""
    ) -> None:
        """Remember what is being done to `record`."""
        entry = self._entry(record)
        entry.verb, entry.summary = verb, summary or entry.summary
        for key, text in (("why", why), ("typed", typed)):
            if text:
                entry.changes[key] = [None, plain(text)]

    def line(self, site: str, verb: str, summary: str, **about: Any) -> None:
        """Remember a line that belongs to no change of a record."""
        about.setdefault("occurred", now_text())
        self.lines.append(Change(site=site or self.site, verb=verb, summary=summary, **about))

    def collect(self, session: Session) -> None:
        """Take up what is new or altered in `session`, before it is flushed.

        Raises:
            Refused: for what may not be kept: a rule, a permission, a class that has no line.
        """
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
        self._complete(record)
        record.version = 1
        for column in inspect(type(record)).columns:
            key = inspect(type(record)).get_property_by_column(column).key
            if getattr(record, key) is None and column.default is not None:
                setattr(record, key, _default(column))
        entry = Pending(record, new=True)
        self.pending[record.id] = entry
        entry.changes = _differences(record, _IN_ENVELOPE)
        self._check(record, entry)

    def _take(self, session: Session, item: Any, new: bool) -> None:
        if isinstance(item, CoreRecord):
            self._take_record(item, new)
        elif isinstance(item, Part):
            self._take_part(session, item, new)
        elif isinstance(item, Link):
            self._take_link(session, item)
        elif isinstance(item, Person):
            verb = "added" if new else "amended"
            self.line(
                "", verb, item.name, type="core.person", record_class=item.record_class,
                changes=_differences(item, frozenset({"id"})),
            )  # fmt: skip
        elif not self.lines:
            raise Refused(f"{type(item).__name__} is not kept without a journal line")

    def _entry(self, record: CoreRecord) -> Pending:
        if record.id not in self.pending:
            self.pending[record.id] = Pending(record, new=not inspect(record).persistent)
        return self.pending[record.id]

    def _take_record(self, record: CoreRecord, new: bool) -> None:
        entry = self._entry(record)
        if new:
            self._complete(record)
        for key, pair in _differences(record, _IN_ENVELOPE if new else BOOKKEEPING).items():
            before = entry.changes[key][0] if key in entry.changes else pair[0]
            entry.changes[key] = [before, pair[1]]
        self._check(record, entry)

    def _complete(self, record: CoreRecord) -> None:
        kind = record.__record__
        if kind is None:
            raise Refused("a record has a type of its own", todo="Declare a class of Record")
        record.type, record.number = kind.type, None
        record.site = record.site or self.site
        record.record_class = record.record_class or kind.record_class
        record.owner_agency = record.owner_agency or kind.owner_agency
        record.occurred_from = record.occurred_from or self.now
        record.recorded_at, record.recorded_by = self.now, self.actor.operator
        if record.site not in self.sites:
            raise Refused(f'no site "{record.site}"', todo="`sro-ops sites list` names them")

    def _check(self, record: CoreRecord, entry: Pending) -> None:
        for key, verb in _BY_VERB.items():
            if key in entry.changes and entry.changes[key] != [None, 0]:
                allowed = {verb, f"un{verb}"}
                if entry.verb not in allowed:
                    raise Refused(f"{key} is not set by hand", todo=f"Use the command for {verb}")
        record.check(entry.changes, entry.verb)
        permission = _permission(record.type, entry)
        if not self.actor.may(permission):
            raise Refused(f"you have no right to do that ({permission})", record.number or "")

    def _take_part(self, session: Session, part: Part, new: bool) -> None:
        record = part.record
        if record is None:
            raise Refused(f"a {type(part).__name__} belongs to a record", todo="Set its record")
        entry = self._entry(record)
        if new:
            part.record_id = record.id
        if not entry.new:
            entry.verb = entry.verb or ("appended" if isinstance(part, Narrative) else "amended")
            flag_modified(record, "state")
            self._check(record, entry)
        before, after = _sides(_differences(part, frozenset({"record_id"})))
        entry.changes[f"{part.__tablename__}:{part.id}"] = [None if new else before, after]

    def _take_link(self, session: Session, link: Link) -> None:
        record = session.get(CoreRecord, link.from_record)
        other = session.get(CoreRecord, link.to_record)
        if record is None or other is None:
            raise Refused("both ends of a link must be records that you may see")
        change = about(record, "linked", self.kinds[record.type])
        change.summary = f"{link.relation} {other.number}"
        change.changes = {"link": [None, {"to": link.to_record, "relation": link.relation}]}
        self.lines.append(change)


def _default(column: Any) -> Any:
    return column.default.arg(None) if column.default.is_callable else column.default.arg


def about(record: CoreRecord, verb: str, kind: RecordType) -> Change:
    """Return a change that tells of `record` as it stands."""
    return Change(
        site=record.site, verb=verb, occurred=utc_text(record.occurred_from),
        plugin=kind.plugin, type=record.type, record=record.id, number=record.number or "",
        version=record.version, place=record.place or "", record_class=record.record_class,
        index=index_of(record),
    )  # fmt: skip


def index_of(record: CoreRecord) -> str:
    """Return the search index that the record's words belong in."""
    return "sealed" if record.sealed else record.record_class


def _permission(type_: str, entry: Pending) -> str:
    if entry.new:
        return f"{type_}.add"
    if entry.verb in ("sealed", "unsealed"):
        return f"privacy.{entry.verb.removesuffix('ed')}"
    return f"{type_}.{_RIGHTS.get(entry.verb, 'amend')}"


_RIGHTS = {"moved": "move", "struck": "strike"}


def _differences(item: Any, skipped: frozenset[str]) -> dict[str, list[Any]]:
    """Return the altered columns of a mapped object: name → [before, after] in neutral form."""
    found: dict[str, list[Any]] = {}
    state = inspect(item)
    for attribute in state.mapper.column_attrs:
        key = attribute.key
        if key in skipped:
            continue
        history = state.attrs[key].history
        if not history.has_changes():
            continue
        before = plain(history.deleted[0]) if history.deleted else None
        after = plain(history.added[0]) if history.added else None
        if before != after:
            found[key] = [before, after]
    return found


def _sides(changes: dict[str, list[Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    before = {key: pair[0] for key, pair in changes.items() if pair[0] is not None}
    after = {key: pair[1] for key, pair in changes.items() if pair[1] is not None}
    return before, after
