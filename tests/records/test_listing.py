"""Lists of records: pages by key, filters, counts, and what a viewer may see of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from duties import TYPES, Referral, Sweep
from sqlalchemy import event
from sqlalchemy.engine import Engine

from sro_ops.records.counting import ends, totals, unfinished
from sro_ops.records.entry import Place, Places
from sro_ops.records.filtering import read_filter
from sro_ops.records.listing import FOUND, LAST_ID, Key, Listed, Wanted, figure_of, page
from sro_ops.store.entities import Party
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock, install

SWEEPS = Wanted(("duty.sweep",), "OHS")
PLACES = Places([Place("GYM", "Gym"), Place("LOTB", "Lot B")])


@pytest.fixture(autouse=True)
def tables(store: Store) -> None:
    install(store, *TYPES)


def sweep(store: Store, actor: ActorFactory, clock: Clock, count: int, **values: object) -> None:
    """Keep so many sweeps, a minute apart, the last one now."""
    with store.write(actor()) as session:
        for back in range(count - 1, -1, -1):
            at = clock() - timedelta(minutes=back)
            session.add(Sweep(hall=f"h{back}", occurred_from=at, **values))


def halls(rows: list[Listed]) -> list[str]:
    return [row.summary.split(",")[0] for row in rows]


def all_pages(store: Store, actor: ActorFactory, wanted: Wanted, limit: int) -> list[Listed]:
    found: list[Listed] = []
    key: Key | None = None
    while rows := page(store, actor(), wanted, key, limit):
        found += rows
        key = rows[-1].key
    return found


def test_a_list_begins_with_what_occurred_last(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 5)
    assert halls(page(store, actor(), SWEEPS, limit=3)) == ["h0", "h1", "h2"]


def test_pages_by_key_hold_every_record_once_even_those_of_one_moment(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    with store.write(actor()) as session:
        session.add_all([Sweep(hall=f"h{n}", occurred_from=clock()) for n in range(7)])
        session.add(Referral(text="late", occurred_from=clock()))
    both = Wanted(("duty.sweep", "duty.referral"), "OHS")
    found = all_pages(store, actor, both, 3)
    assert len({row.id for row in found}) == len(found) == 8
    assert [row.key for row in found] == sorted((row.key for row in found), reverse=True)


def test_backward_pages_end_where_the_list_begins(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 5)
    rows = page(store, actor(), SWEEPS)
    assert halls(page(store, actor(), SWEEPS, rows[3].key, 2, backward=True)) == ["h1", "h2"]
    assert page(store, actor(), SWEEPS, rows[0].key, 2, backward=True) == []
    assert halls(page(store, actor(), SWEEPS, None, 2, backward=True)) == ["h3", "h4"]


def test_oldest_first_turns_the_list_around(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 4)
    wanted = Wanted(("duty.sweep",), "OHS", oldest_first=True)
    rows = page(store, actor(), wanted, limit=2)
    assert halls(rows) == ["h3", "h2"]
    assert halls(page(store, actor(), wanted, rows[-1].key)) == ["h1", "h0"]


def test_what_a_viewer_may_not_see_is_not_in_the_list_nor_in_its_figure(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add(Referral(text="to the counselor"))
    referrals = Wanted(("duty.referral",), "OHS")
    assert page(store, actor(classes={"general"}), referrals) == []
    assert totals(store, actor(classes={"general"}), referrals).count == 0
    assert totals(store, actor(), referrals).count == 1


def test_names_stand_beside_the_words_never_in_them(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        record = Sweep(hall="B")
        session.add_all([record, Party(record=record, name="Tyler Reed", record_class="general")])
    (row,) = page(store, actor(), SWEEPS)
    assert row.people == ("Tyler Reed",)
    assert "Tyler" not in row.summary


def test_the_figure_is_the_first_field_of_money() -> None:
    assert figure_of(Sweep) == "cost"
    assert figure_of(Referral) is None


def test_a_record_that_a_step_leads_out_of_still_needs_somebody(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    assert unfinished(Sweep.workflow) == ("open", "held")
    sweep(store, actor, clock, 3)
    with store.write(actor()) as session:
        done = session.load(page(store, actor(), SWEEPS)[0].id)
        assert done is not None
        done.state = "done"
        session.intend(done, "moved", "finish")
    told = totals(store, actor(), SWEEPS)
    assert (told.count, told.open, told.given) == (3, 2, 3)
    assert ends(store, actor(), SWEEPS) == (clock(), clock() - timedelta(minutes=2))


def filtered(text: str, now: datetime) -> Wanted:
    return read_filter(text, SWEEPS, ("open", "held", "done"), now, PLACES, "me").wanted


def test_states_days_places_and_mine_are_understood_and_the_rest_is_looked_for(
    clock: Clock,
) -> None:
    wanted = filtered("held, open this month @lot b mine Jayden", clock())
    assert wanted.states == ("open", "held")
    assert wanted.since is not None
    assert wanted.until is not None
    assert (f"{wanted.since:%d %b}", f"{wanted.until:%d %b}") == ("01 Oct", "01 Nov")
    assert (wanted.place, wanted.by, wanted.words) == ("LOTB", "me", "Jayden")


@pytest.mark.parametrize(
    ("text", "first", "after"),
    [
        ("today", "2026-10-14", "2026-10-15"),
        ("yesterday", "2026-10-13", "2026-10-14"),
        ("this week", "2026-10-12", "2026-10-19"),
        ("last week", "2026-10-05", "2026-10-12"),
        ("last month", "2026-09-01", "2026-10-01"),
        ("last year", "2025-01-01", "2026-01-01"),
        ("2024", "2024-01-01", "2025-01-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-09-22", "2026-09-22", "2026-09-23"),
    ],
)
def test_days_are_the_schools_own(clock: Clock, text: str, first: str, after: str) -> None:
    wanted = filtered(text, clock())
    assert wanted.since is not None
    assert wanted.until is not None
    assert (wanted.since.date().isoformat(), wanted.until.date().isoformat()) == (first, after)
    assert wanted.words == ""


@pytest.mark.parametrize(
    "text", ["2026-13", "9999", "0000-01-01", "2026-1x", "@nowhere", "'; drop", "@"]
)
def test_whatever_is_typed_is_a_filter(
    store: Store, actor: ActorFactory, clock: Clock, text: str
) -> None:
    page(store, actor(), filtered(text, clock()))


def test_a_filter_says_what_it_understood(clock: Clock) -> None:
    said = read_filter("done @gym bike", SWEEPS, ("open", "done"), clock(), PLACES, "me").said
    assert said == ("done", "@Gym", "“bike”")


def test_words_find_records_by_all_that_their_lines_say(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 3)
    assert halls(page(store, actor(), filtered("h1", clock()))) == ["h1"]
    assert page(store, actor(), filtered("nowhere", clock())) == []


def test_crossed_out_records_stand_in_the_list_and_not_among_the_open(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 2)
    with store.write(actor()) as session:
        record = session.load(page(store, actor(), SWEEPS)[0].id)
        assert record is not None
        record.struck = True
        session.intend(record, "struck", "twice")
    assert [row.struck for row in page(store, actor(), SWEEPS)] == [True, False]
    assert len(page(store, actor(), filtered("open", clock()))) == 1
    assert len(page(store, actor(), filtered("crossed out", clock()))) == 1


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """Collect what is asked of the engine about records."""
    asked: list[tuple[str, Any]] = []

    def keep(*about: Any) -> None:
        if "FROM core_record" in about[2]:
            asked.append((about[2], about[3]))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("", "ix_core_record_type (type=? AND site=?"),
        ("held", "ix_core_record_state (type=? AND site=? AND state=?"),
        ("held, open", "ix_core_record_state (type=? AND site=? AND state=?"),
        ("held this month", "ix_core_record_state (type=? AND site=? AND state=?"),
    ],
)
def test_a_page_is_read_in_the_order_of_an_index_without_passing_other_records(
    store: Store, actor: ActorFactory, clock: Clock, text: str, index: str
) -> None:
    sweep(store, actor, clock, 3)
    wanted = filtered(text, clock())
    key = page(store, actor(), wanted)[0].key if not wanted.states else (clock(), LAST_ID)
    with statements() as asked:
        page(store, actor(), wanted, key)
        totals(store, actor(), wanted)
    pages = [(sql, values) for sql, values in asked if "ORDER BY core_record" in sql]
    assert len(pages) == max(len(wanted.states), 1)
    with store.raw() as link:
        for sql, values in pages:
            plan = str([row[3] for row in link.execute(f"EXPLAIN QUERY PLAN {sql}", values)])
            assert index in plan
            assert "USE TEMP B-TREE FOR ORDER BY" not in plan


def test_several_states_are_one_list_in_its_order(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    sweep(store, actor, clock, 6)
    with store.write(actor()) as session:
        for row in page(store, actor(), SWEEPS)[::2]:
            record = session.load(row.id)
            assert record is not None
            record.state = "held"
            session.intend(record, "moved", "hold")
    both = filtered("held, open", clock())
    assert halls(all_pages(store, actor, both, 2)) == [f"h{n}" for n in range(6)]
    told = totals(store, actor(), both)
    assert (told.count, told.count_at_least, told.open) == (6, False, 6)
    assert ends(store, actor(), both) == (clock(), clock() - timedelta(minutes=5))


def test_words_in_more_lines_than_are_looked_through_make_the_figure_a_lower_bound(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    store.add_many(actor(), [Sweep(hall=f"pool {n}") for n in range(FOUND)])
    told = totals(store, actor(), filtered("pool 499", clock()))
    assert (told.count, told.count_at_least, told.open_at_least, told.cut) == (1, *[False] * 3)
    told = totals(store, actor(), filtered("pool", clock()))
    assert (told.count, told.count_at_least, told.open_at_least, told.cut) == (FOUND, *[True] * 3)
