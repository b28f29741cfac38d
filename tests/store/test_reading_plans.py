"""A page of the journal is read by its key: nobody waits longer because the journal is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from sro_ops.records.note import Note
from sro_ops.store.model import Line, Scope
from sro_ops.store.reading import Journal
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory

READINGS: dict[str, Callable[[Journal, str], Sequence[Line]]] = {
    "the newest page": lambda journal, site: journal.newest(50, site),
    "the page before": lambda journal, site: journal.newest(50, site, before=900),
    "what came since": lambda journal, site: journal.since(100, 50, site),
}

SITES = {
    "every site": None,
    "one site": frozenset({"OHS"}),
    "several sites": frozenset({"OHS", "MMS"}),
}


class Explained:
    """A connection that keeps the engine's plan of every statement on journal lines."""

    def __init__(self, link: Any) -> None:
        self.link = link
        self.plans: list[str] = []

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Any:
        if "FROM journal_line l" in statement:
            plan = self.link.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            self.plans += [row[3] for row in plan]
        return self.link.execute(statement, values)

    def close(self) -> None:
        self.link.close()


@pytest.mark.parametrize("site", ["", "OHS"], ids=["any", "of OHS"])
@pytest.mark.parametrize("sites", SITES.values(), ids=list(SITES))
@pytest.mark.parametrize("read", READINGS.values(), ids=list(READINGS))
def test_no_page_is_sorted_whoever_reads_it(
    store: Store,
    actor: ActorFactory,
    read: Callable[[Journal, str], Sequence[Line]],
    sites: frozenset[str] | None,
    site: str,
) -> None:
    store.add_many(actor(), [Note(text=f"line {count}") for count in range(200)])
    with store.journal(Scope(sites, frozenset({"law_enforcement_unit"}))) as journal:
        explained = journal.link = Explained(journal.link)
        assert read(journal, site)
    assert explained.plans
    assert [step for step in explained.plans if "ORDER BY" in step] == []
