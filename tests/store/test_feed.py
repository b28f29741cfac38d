"""The feed: what other desks write arrives, all of it and in order, and a wait can be ended."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from desks import Desk, write
from journals import rows

from sro_ops.records.note import Note
from sro_ops.store.feed import Feed
from sro_ops.store.privacy import seal
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory

LONG = 30.0


@pytest.fixture
def feed(store: Store, actor: ActorFactory) -> Iterator[Feed]:
    with store.journal(actor().scope) as journal:
        yield Feed(journal, journal.position())


def test_a_line_of_another_process_arrives(store: Store, feed: Feed) -> None:
    said = Desk(write, store.url, "from the other desk", 0.05).ended()
    lines = feed.wait(LONG)
    assert [line.number for line in lines][: len(said)] == said
    assert lines[0].summary == "from the other desk 0"
    assert feed.wait(0) == []


def test_a_wait_ends_when_another_process_writes(store: Store, feed: Feed) -> None:
    assert feed.wait(0) == []
    other = Desk(write, store.url, "while you wait", 0.05)
    assert feed.wait(LONG)[0].summary == "while you wait 0"
    other.ended()


def test_none_is_missed_under_two_writers_with_a_small_limit(store: Store, feed: Feed) -> None:
    desks = [Desk(write, store.url, f"desk {at}", 1.0) for at in range(2)]
    seen: list[str] = []
    while any(desk.process.is_alive() for desk in desks):
        lines = feed.wait(0.05, limit=3)
        assert len(lines) <= 3
        seen += [line.number for line in lines]
    while lines := feed.wait(0, limit=3):
        seen += [line.number for line in lines]
    for desk in desks:
        desk.ended()
    kept = rows(store.path, "SELECT number FROM journal_line WHERE verb = 'logged' ORDER BY pos")
    assert seen == [row["number"] for row in kept]
    assert len(seen) > 10


def test_lines_that_the_viewer_may_not_see_are_passed_over(
    store: Store, actor: ActorFactory
) -> None:
    with store.journal(actor(classes={"general"}).scope) as journal:
        feed = Feed(journal, 0)
        assert [line.verb for line in feed.wait(LONG)] == ["site added"]
        store.add_many(actor(), [hidden := Note(text="hidden")])
        assert hidden.record_class != "general"
        with store.write(actor(sealed=True)) as session:
            session.add(shown := Note(text="shown then sealed", record_class="general"))
        assert [line.number for line in feed.wait(LONG)] == [shown.number]
        with store.write(actor(sealed=True)) as session:
            seal(session, session.find(shown.number or "", "OHS"), "order 9")
        assert feed.wait(0) == []


def test_stop_ends_a_wait_from_another_thread(feed: Feed) -> None:
    told: list[object] = []
    waiting = threading.Thread(target=lambda: told.append(feed.wait(LONG * 10)))
    waiting.start()
    feed.stop()
    waiting.join(LONG)
    assert not waiting.is_alive()
    assert told == [[]]
