"""A store that is upgraded or swapped under an open desk: the next write is refused in a line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from desks import Desk, write
from duties import Sweep
from journals import Row, lines, plain

from sro_ops.access.operators import NewOperator, add_operator
from sro_ops.errors import Unreachable
from sro_ops.records.note import Note
from sro_ops.store.desk import this_desk
from sro_ops.store.feed import Feed
from sro_ops.store.privacy import expunge
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory

UPGRADED = r"store\.db: the store was upgraded\. Close and open this desk again"
SWAPPED = r"store\.db: the store's file was moved or replaced\. Close and open this desk again"


@pytest.fixture
def kept(store: Store, actor: ActorFactory) -> Store:
    """A store with one note, open."""
    store.add_many(actor(), [Note(text="before")])
    return store


def by_session(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(Note(text="too late"))


def by_the_direct_door(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [Note(text="too late")])


def by_a_site(store: Store, actor: ActorFactory) -> None:
    store.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))


def by_an_operator(store: Store, actor: ActorFactory) -> None:
    add_operator(store, actor(), NewOperator("Ana Reyes", "7", "officer"))


def by_expunging(store: Store, actor: ActorFactory) -> None:
    expunge(store, actor(), "N-2026-0001", "OHS", "order 12")


def by_a_type(store: Store, actor: ActorFactory) -> None:
    store.kinds = {}
    store.register([Sweep])


def by_a_desk(store: Store, actor: ActorFactory) -> None:
    store.introduce(this_desk(store.url))


DOORS = [
    by_session, by_the_direct_door, by_a_site, by_an_operator, by_expunging, by_a_type, by_a_desk,
]  # fmt: skip
every_door = pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)


def dump(path: Path) -> list[str]:
    with plain(path) as link:
        return list(link.iterdump())


def version(path: Path, name: str) -> None:
    with plain(path) as link:
        link.execute("UPDATE core_version SET version_num = ?", (name,))


@every_door
def test_a_desk_that_was_open_before_an_upgrade_writes_no_more(
    kept: Store, actor: ActorFactory, door: Callable[[Store, ActorFactory], None]
) -> None:
    version(kept.path, "0002")
    before = dump(kept.path)
    with pytest.raises(Unreachable, match=UPGRADED) as told:
        door(kept, actor)
    assert told.value.exit_code == 3
    assert dump(kept.path) == before


@every_door
def test_a_desk_writes_into_no_file_that_was_swapped_for_another(
    kept: Store, actor: ActorFactory, tmp_path: Path, door: Callable[[Store, ActorFactory], None]
) -> None:
    aside, before = tmp_path / "aside.db", dump(kept.path)
    shutil.copy(kept.path, tmp_path / "copy.db")
    kept.path.rename(aside)
    (tmp_path / "copy.db").rename(kept.path)
    there = kept.path.read_bytes()
    with pytest.raises(Unreachable, match=SWAPPED) as told:
        door(kept, actor)
    assert told.value.exit_code == 3
    assert kept.path.read_bytes() == there
    for suffix in ("-wal", "-shm"):
        kept.path.with_name(f"store.db{suffix}").rename(aside.with_name(f"aside.db{suffix}"))
    assert dump(aside) == before


@pytest.mark.parametrize("take_away", [Path.unlink, lambda path: path.rename(f"{path}.old")])
def test_a_desk_writes_into_no_file_that_is_gone_from_its_place(
    kept: Store, actor: ActorFactory, take_away: Callable[[Path], object]
) -> None:
    take_away(kept.path)
    with pytest.raises(Unreachable, match=SWAPPED):
        by_session(kept, actor)


def test_who_was_refused_holds_up_nobody_and_goes_on_once_all_is_as_it_was(
    kept: Store, actor: ActorFactory
) -> None:
    def numbers() -> list[Row]:
        return [line["number"] for line in lines(kept.path) if line["verb"] == "logged"]

    version(kept.path, "0002")
    for door in (by_session, by_the_direct_door, by_an_operator):
        with pytest.raises(Unreachable, match=UPGRADED):
            door(kept, actor)
    version(kept.path, "0001")
    said = Desk(write, kept.url, "another desk", 0.05).ended()
    by_session(kept, actor)
    assert numbers() == ["N-2026-0001", *said, f"N-2026-{len(said) + 2:04d}"]
    assert verify(kept.path).ok


def test_reading_goes_on_over_an_upgrade(kept: Store, actor: ActorFactory) -> None:
    version(kept.path, "0002")
    with kept.read(actor()) as session:
        assert session.find("N-2026-0001", "OHS").summary() == "before"


def test_a_wait_for_news_ends_when_the_file_is_swapped(kept: Store, actor: ActorFactory) -> None:
    with kept.journal(actor().scope) as journal:
        feed = Feed(journal, journal.position())
        assert feed.wait(0) == []
        shutil.copy(kept.path, f"{kept.path}.copy")
        Path(f"{kept.path}.copy").replace(kept.path)
        with pytest.raises(Unreachable, match=SWAPPED):
            feed.wait(30)
