"""The store: one journal, its records, and the only ways in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from sro_ops.clock import Clock, utc_now
from sro_ops.errors import Refused
from sro_ops.store import direct, schema
from sro_ops.store.changes import Ledger, Rule
from sro_ops.store.commit import finish
from sro_ops.store.desk import Desk, introduce
from sro_ops.store.engine import leave_gate
from sro_ops.store.entities import CoreRecord
from sro_ops.store.ground import Ground
from sro_ops.store.journal import Written
from sro_ops.store.model import Actor, RecordType, Scope
from sro_ops.store.reading import Journal, open_journal
from sro_ops.store.session import ReadSession, WriteSession
from sro_ops.store.sites import Site, begin_site, known_sites

Reaction = Callable[[Actor, Sequence[Written]], None]


class Store:
    """An open store.

    `path` is its file, `words` are its engine's, `gate` is what its writers pass through.

    `classes` are the active record types; `record_classes` the site's own class for new records of
    a type, where it differs from the type's.

    `rules` are the site's own, applied to each record and part before its type's check (`Rule`).

    `checks` are called with the ledger of each write before its commit and may raise Refused;
    `reactions` are called with the written lines after the commit, and may not fail the write.
    """

    def __init__(self, url: str, clock: Clock = utc_now) -> None:
        """Open the store at `url`; `clock` tells the time of all that is written.

        Raises:
            Unreachable: when it is not there, is no store, is cut short, or of a newer schema.
        """
        self.url = url
        self._ground = Ground(url)
        self.path, self.words = self._ground.path, self._ground.words
        self.gate = self._ground.gate
        self.classes: dict[str, type[CoreRecord]] = {}
        self.record_classes: dict[str, str] = {}
        self.clock = clock
        self.rules: list[Rule] = []
        self.checks: list[Callable[[Ledger], None]] = []
        self.reactions: list[Reaction] = []
        with self.raw() as link:
            self.sites = known_sites(link)
            self.kinds = _kinds(link)

    @contextmanager
    def read(self, actor: Actor) -> Iterator[ReadSession]:
        """Open a guarded session that reads what `actor` may see, from one moment."""
        with self._ground.connected(write=False) as connection:
            session = ReadSession(connection, actor, self.classes)
            try:
                yield session
                session.flush()
            finally:
                session.close()

    @contextmanager
    def write(self, actor: Actor, site: str = "") -> Iterator[WriteSession]:
        """Open a guarded session; leaving the block without an error keeps all of it, durably.

        Args:
            actor: who writes.
            site: the site of records that name none; the only one where there is just one.

        Raises:
            Refused: a rule or a permission said no, or somebody else changed a record meanwhile.
            Unreachable: the store cannot be written now. Nothing is half kept.
        """
        ledger = self._ledger(actor, site)
        with self._ground.connected(write=True) as connection:
            session = WriteSession(connection, actor, self.classes, ledger)
            try:
                yield session
                written = session.written = self._finish(session)
            except BaseException:
                Session.rollback(session)
                raise
            finally:
                session.close()
        for reaction in self.reactions:
            reaction(actor, written)

    def add_many(
        self, actor: Actor, records: Iterable[CoreRecord], site: str = ""
    ) -> list[Written]:
        """Keep many new records in one transaction: the same rules, numbers and lines, faster.

        Raises:
            Refused, Unreachable: as `write`; then none of them is kept.
        """
        ledger = self._ledger(actor, site)
        admitted = direct.admit(ledger, records)
        with self.raw(write=True) as link:
            written = direct.add_many(link, self.words, ledger, admitted, self.zones, self.checks)
        for reaction in self.reactions:
            reaction(actor, written)
        return written

    def journal(self, scope: Scope) -> Journal:
        """Return a reader of the journal's lines for a viewer, on a connection of its own."""
        return open_journal(self.path, scope)

    def register(self, classes: Iterable[type[CoreRecord]]) -> None:
        """Take up record types: their records are kept and loaded as objects of these classes.

        Raises:
            Refused: when another type holds the prefix already.
        """
        known = {cls.__record__.type: cls for cls in classes if cls.__record__ is not None}
        self.remember(known.values())
        self.classes.update(known)

    def remember(self, classes: Iterable[type[CoreRecord]]) -> None:
        """Write record types into the store's register, so that records outlive their plugin.

        Raises:
            Refused: when another type holds the prefix already.
        """
        kinds = [cls.__record__ for cls in classes if cls.__record__ is not None]
        fresh = [kind for kind in kinds if self.kinds.get(kind.type) != kind]
        if fresh:
            with self.raw(write=True) as link:
                schema.remember_types(link, self.words, fresh)
            self.kinds = {**self.kinds, **{kind.type: kind for kind in fresh}}

    def add_site(self, actor: Actor, site: Site) -> None:
        """Begin the chain of a new site; its first line says who added it.

        Raises:
            Refused: for a code that is taken, or a time zone that there is not.
        """
        with self.raw(write=True) as link:
            begin_site(link, self.words, actor, site, self.clock())
        self.refresh()

    def heads(self) -> dict[str, tuple[int, str]]:
        """Return the newest seq and hash of every site's chain."""
        with self.raw() as link:
            rows = link.execute("SELECT site, seq, hash FROM journal_head ORDER BY site").fetchall()
        return {row[0]: (row[1], row[2]) for row in rows}

    def given(self, site: str, prefixes: Sequence[str]) -> int:
        """Return how many numbers with these prefixes a site was ever given: kept, not counted."""
        with self.raw() as link:
            return schema.given(link, self.words, site, prefixes)

    def introduce(self, desk: Desk) -> None:
        """Write down a desk that is new here."""
        with self.raw() as link:
            known = link.execute("SELECT 1 FROM core_desk WHERE id = ?", (desk.id,)).fetchone()
        if known is None:
            with self.raw(write=True) as link:
                introduce(link, self.words, desk)

    def site(self, code: str) -> str:
        """Return `code`, or the only site's code where none is given.

        Raises:
            Refused: for a site that there is not, or where one must be chosen.
        """
        if code in self.sites or (not code and not self.sites):
            return code
        if not code and len(self.sites) == 1:
            return next(iter(self.sites))
        names = ", ".join(sorted(self.sites))
        what = f'no site "{code}"' if code else "which site"
        raise Refused(what, todo=f"Name one with --site: {names}")

    @property
    def zones(self) -> Mapping[str, str]:
        """The time zone of each site."""
        return {site.code: site.timezone for site in self.sites.values()}

    def refresh(self) -> None:
        """Read again which sites and types there are."""
        with self.raw() as link:
            self.sites, self.kinds = known_sites(link), _kinds(link)

    def close(self) -> None:
        """Let go of every connection."""
        self._ground.close()

    def _ledger(self, actor: Actor, site: str) -> Ledger:
        """Return a new ledger; with several sites and none named, each record names its own."""
        named = self.site(site) if site or len(self.sites) == 1 else ""
        return Ledger(actor, named, frozenset(self.sites), self.kinds, self.clock, self.rules)

    def _finish(self, session: WriteSession) -> list[Written]:
        session.flush()
        for check in self.checks:
            check(session.ledger)
        session.flush()
        if session.ledger.failed:
            raise Refused("a part of this was refused, so nothing was saved")
        if session.ledger.empty:
            return []
        connection = Session.connection(session)
        link: Any = connection.connection.driver_connection
        if any(entry.record.type not in self.kinds for entry in session.ledger.entries()):
            self.kinds = _kinds(link)  # another process has brought a type meanwhile
        written = finish(link, self.words, session.ledger, self.kinds, self.zones)
        link.commit()
        leave_gate(connection)
        session.expunge_all()  # nothing more is flushed; the next desk writes already
        Session.commit(session)
        return written

    @contextmanager
    def statements(self) -> Iterator[Connection]:
        """Open one writing transaction for the host's own statements; never for plugins."""
        with self._ground.connected(write=True) as connection, connection.begin():
            yield connection

    def raw(self, write: bool = False) -> AbstractContextManager[Any]:
        """Open one transaction on the driver's own connection; for the host's floors alone."""
        return self._ground.raw(write)


def _kinds(link: Any) -> dict[str, RecordType]:
    return {kind.type: kind for kind in schema.known_types(link)}
