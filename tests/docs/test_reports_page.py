"""The report that the page shows prints what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sro_ops.records.note import Note
from sro_ops.reports import plain
from sro_ops.reports.asking import ReportAsk
from sro_ops.reports.parts import Report
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock

from .pages import DOCS, blocks


@pytest.fixture
def contribution() -> Any:
    """What the page's plugin declares, made to look for notes, which every store has."""
    (block,) = [b for b in blocks(DOCS / "reports.md") if b.language == "python"]
    names: dict[str, Any] = {}
    exec(block.text.replace("halls.sweep", "core.note"), names)
    (declared,) = names["sro_reports"]()
    return declared


def test_the_report_of_the_page_lists_and_counts(
    contribution: Any, store: Store, clock: Clock, actor: ActorFactory
) -> None:
    who, day = actor(), date(2026, 10, 14)
    store.add_many(who, [Note(text="clear", place=hall) for hall in ("H1", "H2", "H1")])
    site = store.sites["OHS"]
    with store.journal(who.scope) as journal, store.read(who) as session:
        ask = ReportAsk(day, day, site, journal, session, lambda code: code)
        said = list(plain.lines(Report(
            contribution.name, contribution.title, site.name, day, day, ask.zone, "D. Reyes (407)",
            clock(), "", "", contribution.parts(ask),
        )))  # fmt: skip
    assert sum("clear" in line for line in said) == 3
    assert said[-4:-2] == [f"H1  {'#' * 40} 2", f"H2  {'#' * 20} 1"]
