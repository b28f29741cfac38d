"""The guarded session: the only door to records, filtered beneath and journaled by itself.

A plugin adds and changes mapped objects; what becomes of them (checks, number, version, journal
line) is the store's affair, in one transaction, never the caller's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NoReturn

from sqlalchemy import Connection, event, select
from sqlalchemy.orm import ORMExecuteState, Session
from sqlalchemy.orm.attributes import instance_state

from sro_ops.errors import Refused
from sro_ops.store.changes import Ledger
from sro_ops.store.criteria import criteria
from sro_ops.store.dialect import engine_for
from sro_ops.store.entities import CoreRecord, Link, Part
from sro_ops.store.guard import check_statement
from sro_ops.store.journal import Written
from sro_ops.store.model import Actor
from sro_ops.store.new_rows import NewRows, is_plain
from sro_ops.store.reading import Journal


class GuardedSession(Session):
    """A SQLAlchemy session that sees only what its actor may see.

    `add`, `add_all`, `get`, `scalar`, `scalars` and `execute` of a select of mapped classes work
    as SQLAlchemy documents them. Text SQL, Core selects, bulk and statement-level writes, and the
    connection itself are refused with a line that says so.
    """

    def __init__(
        self, connection: Connection, actor: Actor, classes: Mapping[str, type[CoreRecord]]
    ) -> None:
        super().__init__(bind=connection, expire_on_commit=False)
        self.actor = actor
        self.classes = classes

    @property
    def journal(self) -> Journal:
        """The journal as the actor may read it, inside this transaction."""
        link: Any = Session.connection(self).connection.driver_connection
        return Journal(link, self.actor.scope)

    def find(self, number: str, site: str) -> CoreRecord:
        """Return the record with that number at that site, as an object of its own class.

        A record whose plugin is gone comes as a plain `CoreRecord`.

        Raises:
            Refused: when there is none that the actor may see.
        """
        wanted = select(CoreRecord.id).where(CoreRecord.number == number, CoreRecord.site == site)
        found = self.scalar(wanted)
        record = None if found is None else self.load(found)
        if record is None:
            raise Refused(f"no record {number} that you may see", site)
        return record

    def load(self, id: str) -> CoreRecord | None:
        """Return the record with that id as an object of its own class, or None."""
        row = self.execute(
            select(CoreRecord.type, CoreRecord.expunged).where(CoreRecord.id == id)
        ).one_or_none()
        if row is None:
            return None
        return self.get(CoreRecord if row.expunged else self.classes.get(row.type, CoreRecord), id)

    def _refuse(self, *args: Any, **options: Any) -> NoReturn:
        raise Refused("a guarded session has no such door", todo="Use add, get and select")

    begin = begin_nested = prepare = commit = rollback = _refuse
    connection = bind_mapper = bind_table = query = enable_relationship_loading = _refuse
    delete = delete_all = merge = merge_all = _refuse
    bulk_save_objects = bulk_insert_mappings = bulk_update_mappings = _refuse


@event.listens_for(GuardedSession, "do_orm_execute")
def _filter(state: ORMExecuteState) -> None:
    session = state.session
    assert isinstance(session, GuardedSession)
    if state.is_column_load:
        return
    if not state.is_relationship_load:
        check_statement(state)
    state.statement = state.statement.options(*criteria(session.actor.scope))


class ReadSession(GuardedSession):
    """A guarded session that writes nothing."""

    def flush(self, objects: Sequence[Any] | None = None) -> None:
        """Refuse changes.

        Raises:
            Refused: when an object was added or changed.
        """
        if self.new or self.dirty or self.deleted:
            raise Refused("a read session keeps nothing", todo="Use store.write(actor)")


class WriteSession(GuardedSession):
    """A guarded session whose changes become records and journal lines when the block ends.

    `written` holds the lines after the commit, in order.
    """

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        classes: Mapping[str, type[CoreRecord]],
        ledger: Ledger,
    ) -> None:
        super().__init__(connection, actor, classes)
        self.ledger = ledger
        self.written: list[Written] = []

    @property
    def now(self) -> datetime:
        """The moment of this write, aware, in UTC: what is added now is recorded at it."""
        return self.ledger.now

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
        """Name what is being done to `record`, for its journal line.

        Without it a new record is ``logged`` and a changed one ``amended``.

        Args:
            record: the record, added to or found in this session.
            verb: the verb of its line.
            why: the reason; kept in the payload.
            summary: the line's words; else the record's own.
            typed: the line as somebody typed it; kept in the payload, so that it can be reopened.
            at: when that happened, aware; else when the record did.
            place: the code of the place where it happened; else the record's.
        """
        self.ledger.intend(record, verb, why, summary, typed, at, place)

    def line(self, site: str, verb: str, summary: str = "", **about: Any) -> None:
        """Journal something that changes no record: signed on, read, disclosed."""
        self.ledger.line(site, verb, summary, **about)

    def keep_new(self) -> None:
        """Write the rows of new records, and know them as SQLAlchemy knows what it flushed.

        The rest of the flush is SQLAlchemy's own: parts and links, which follow records; and all
        of it where a class has relationships, or where something else is new that a record may
        point to.
        """
        fresh = [item for item in self.new if isinstance(item, CoreRecord)]
        others = [item for item in self.new if not isinstance(item, CoreRecord | Part | Link)]
        if not fresh or others or not all(is_plain(type(record)) for record in fresh):
            return
        for record in fresh:
            record.__dict__["version"] = 1
        engine = engine_for(self.get_bind().dialect.name)
        rows = NewRows(engine, fresh)
        rows.write(Session.connection(self).connection.driver_connection)
        self._register_persistent({instance_state(record) for record in fresh})


@event.listens_for(WriteSession, "before_flush")
def _collect(session: Session, context: Any, objects: Any) -> None:
    assert isinstance(session, WriteSession)
    session.ledger.collect(session)
    try:
        session.keep_new()
    except BaseException:
        session.ledger.failed = True
        raise
