"""Looking back to a moment: every line since then, and not the whole journal."""

from __future__ import annotations

from typing import Any

import pytest

from sro_ops.records.note import Note
from sro_ops.store.canonical import utc_text
from sro_ops.store.model import Line
from sro_ops.store.reading import Journal
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock


def test_every_line_since_a_moment_is_found_over_several_pages(
    store: Store, clock: Clock, actor: ActorFactory
) -> None:
    who = actor()
    store.add_many(who, [Note(text="before")])
    clock.forward(seconds=60)
    store.add_many(who, [Note(text=f"after {count}") for count in range(230)])
    with store.journal(who.scope) as journal:
        told = [line.summary for line in journal.back_to(utc_text(clock()))]
    assert told == [f"after {count}" for count in range(230)]


def test_it_reads_no_further_back_than_one_page_past_the_moment(
    store: Store, clock: Clock, actor: ActorFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = actor()
    store.add_many(who, [Note(text=f"before {count}") for count in range(500)])
    clock.forward(seconds=60)
    store.add_many(who, [Note(text="after")])
    asked: list[int] = []
    newest = Journal.newest

    def counted(journal: Journal, *given: Any, **named: Any) -> list[Line]:
        page = newest(journal, *given, **named)
        asked.append(len(page))
        return page

    monkeypatch.setattr(Journal, "newest", counted)
    with store.journal(who.scope) as journal:
        assert [line.summary for line in journal.back_to(utc_text(clock()))] == ["after"]
    assert asked == [100]
