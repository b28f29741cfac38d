"""What a plugin's tests stand on: a settable clock, a fresh store, and people with rights.

It is a pytest plugin: an installed sro-ops brings it by itself; elsewhere say
``pytest_plugins = ["sro_ops.testing"]`` in conftest.py. Then::

    def test_a_sweep_gets_a_number(store, actor):
        install(store, HallSweep)
        with store.write(actor("halls.*")) as session:
            session.add(sweep := HallSweep(hall="B", escorted=3))
        assert sweep.number == "HS-2026-0001"
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

import pytest

if TYPE_CHECKING:
    from sro_ops.host.context import Context
    from sro_ops.store.entities import CoreRecord
    from sro_ops.store.model import Actor
    from sro_ops.store.store import Store

SITE = "OHS"
ZONE = ZoneInfo("America/Chicago")


class Clock:
    """A clock that stands still until it is told to move; call it for the time."""

    def __init__(self, now: datetime = datetime(2026, 10, 14, 8, 0, tzinfo=ZONE)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def set(self, text: str) -> None:
        """Set it to a time of the site's own clocks: ``2026-12-31 23:59:58``."""
        self.now = datetime.fromisoformat(text).replace(tzinfo=ZONE)

    def forward(self, **by: float) -> None:
        """Move it: ``clock.forward(minutes=11)``; the words of `timedelta`."""
        self.now += timedelta(**by)


class ActorFactory(Protocol):
    """Makes an actor; see the fixture `actor`."""

    def __call__(
        self,
        *permissions: str,
        role: str = "",
        classes: Collection[str] | None = None,
        sites: Collection[str] | None = None,
        sealed: bool = False,
        desk: str = "",
    ) -> Actor:
        """Return an actor with these rights."""


class ContextFactory(Protocol):
    """Makes a context; see the fixture `context`."""

    def __call__(
        self, plugin: str, actor: Actor | None = None, places: Mapping[str, str] | None = None
    ) -> Context:
        """Return what a plugin works in."""


def install(store: Store, *classes: type[CoreRecord]) -> None:
    """Make the tables of record types and their parts, and register them."""
    tables: list[Any] = [cls.__table__ for cls in classes]
    for cls in classes:
        tables += [part.__table__ for part in getattr(cls, "parts", ())]
    with store.statements() as connection:
        tables[0].metadata.create_all(connection, tables=tables)
    store.register(classes)


@pytest.fixture
def clock() -> Clock:
    """A `Clock` that shows a Wednesday in term, 08:00 at the school."""
    return Clock()


@contextmanager
def fresh_store(folder: Path, clock: Clock) -> Iterator[Store]:
    """Make a SQLite store in `folder` with the site OHS in Chicago's time, and notes."""
    from sro_ops.records.note import Note
    from sro_ops.store.make import create_store
    from sro_ops.store.sites import Site
    from sro_ops.store.store import Store

    url = f"sqlite:///{folder / 'store.db'}"
    create_store(url)
    store = Store(url, clock)
    store.register([Note])
    store.add_site(actors()(), Site(SITE, "Oakfield High School", ZONE.key))
    try:
        yield store
    finally:
        store.close()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    """A `fresh_store` that runs by `clock`."""
    with fresh_store(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def actor() -> ActorFactory:
    """A factory of `actors`."""
    return actors()


@pytest.fixture
def context(store: Store) -> ContextFactory:
    """A factory of what a plugin works in: ``context("halls", actor("halls.*"))``.

    Without an actor it is one who may do everything. `places` are codes and names. It works in the
    fixture `store`, with no other plugin around.
    """
    from sro_ops.host.context import Context
    from sro_ops.records.entry import Place, Places

    def make(
        plugin: str, actor: Actor | None = None, places: Mapping[str, str] | None = None
    ) -> Context:
        known = Places(Place(code, name) for code, name in (places or {}).items())
        return Context(plugin, store, actor or actors()(), SITE, known)

    return make


def actors() -> ActorFactory:
    """Return a factory: ``actor("halls.*", classes={"general"})``, ``actor(role="officer")``.

    Without permissions the actor holds every one; without `classes` it sees every class, without
    `sites` every site; sealed records only with ``sealed=True``. With one of the shipped roles it
    holds the role's permissions too, and sees what they open. All share one desk unless told.
    """
    from sro_ops.access.lookup import visible_classes
    from sro_ops.settings.roles import SHIPPED
    from sro_ops.store.ids import new_id
    from sro_ops.store.model import CLASSES, Actor, Scope

    here = new_id()

    def make(
        *permissions: str,
        role: str = "",
        classes: Collection[str] | None = None,
        sites: Collection[str] | None = None,
        sealed: bool = False,
        desk: str = "",
    ) -> Actor:
        held = (*permissions, *SHIPPED[role]) if role else permissions or ("*",)
        if classes is None:
            known = Actor(here, Scope(), permissions=held)
            classes = visible_classes(known) if role else CLASSES
        scope = Scope(None if sites is None else frozenset(sites), frozenset(classes), sealed)
        return Actor(desk or here, scope, permissions=held)

    return make
