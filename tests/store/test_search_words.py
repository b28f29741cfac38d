"""What a search finds by the beginning of a word, and in which order."""

from __future__ import annotations

import pytest
from duties import Incident, Referral

from sro_ops.store import search_index
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory


def found(store: Store, actor: ActorFactory, query: str, limit: int = 50) -> list[str]:
    with store.journal(actor().scope) as journal:
        return [line.summary for line in journal.search(query, limit)]


@pytest.fixture
def told(store: Store, actor: ActorFactory) -> Store:
    """A store of four incidents."""
    texts = ("bike by the rack", "two bikes locked", "Énorme vélo", "biker told to leave")
    store.add_many(actor(), [Incident(text=text) for text in texts])
    return store


@pytest.mark.parametrize(
    ("query", "texts"),
    [
        ("bike", ["biker told to leave", "two bikes locked", "bike by the rack"]),
        ("BIKE", ["biker told to leave", "two bikes locked", "bike by the rack"]),
        ("bikes", ["two bikes locked"]),
        ("locked bike", ["two bikes locked"]),
        ("bik lock", []),
        ("enor", ["Énorme vélo"]),
        ("énor", ["Énorme vélo"]),
        ("vélo", ["Énorme vélo"]),
        ("bikeshed", []),
        ("zzz", []),
    ],
)
def test_the_last_word_may_be_a_beginning_the_others_are_whole(
    told: Store, actor: ActorFactory, query: str, texts: list[str]
) -> None:
    assert found(told, actor, query) == texts


def test_a_beginning_that_very_many_words_share_is_found_all_the_same(
    store: Store, actor: ActorFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_index, "_MOST_WORDS", 3)
    store.add_many(actor(), [Incident(text=f"tag{n}") for n in range(9)])
    assert found(store, actor, "tag") == [f"tag{n}" for n in reversed(range(9))]


def test_a_page_of_a_search_goes_on_where_the_last_one_ended(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [Incident(text=f"door {n}") for n in range(5)])
    with store.journal(actor().scope) as journal:
        first = journal.search("door", 2)
        rest = journal.search("door", 9, before=first[-1].pos)
    assert [line.summary for line in first + rest] == [f"door {n}" for n in reversed(range(5))]


def test_a_word_of_a_class_that_may_not_be_seen_is_not_found_by_its_beginning(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [Referral(text="truancy"), Incident(text="truck idling")])
    with store.journal(actor(classes=["law_enforcement_unit"]).scope) as journal:
        assert [line.summary for line in journal.search("tru", 9)] == ["truck idling"]
    with store.journal(actor(classes=[]).scope) as journal:
        assert journal.search("tru", 9) == []
