"""Numbers: what people say aloud, gapless for each site, prefix and year, never given twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from duties import Incident, Sweep
from journals import lines, one

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.store.model import RecordType
from sro_ops.store.session import WriteSession
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock


def _note(store: Store, actor: ActorFactory, site: str = "OHS") -> str:
    with store.write(actor(), site) as session:
        session.add(note := Note(text="one line"))
    assert note.number
    return note.number


def test_a_number_counts_by_site_prefix_and_year(store: Store, actor: ActorFactory) -> None:
    assert [_note(store, actor) for _ in range(3)] == ["N-2026-0001", "N-2026-0002", "N-2026-0003"]
    with store.write(actor()) as session:
        session.add_all([incident := Incident(text="x"), sweep := Sweep(hall="B")])
    assert (incident.number, sweep.number) == ("DI-2026-0001", "DS-2026-0001")
    assert _note(store, actor) == "N-2026-0004"


def test_two_sites_have_numbers_of_their_own(store: Store, actor: ActorFactory) -> None:
    store.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))
    assert _note(store, actor, "OHS") == "N-2026-0001"
    assert _note(store, actor, "WMS") == "N-2026-0001"
    assert _note(store, actor, "WMS") == "N-2026-0002"
    assert _note(store, actor, "OHS") == "N-2026-0002"


def test_one_write_may_reach_over_two_sites(store: Store, actor: ActorFactory) -> None:
    store.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))
    with store.write(actor()) as session:
        session.add_all([here := Note(text="a", site="WMS"), there := Note(text="b", site="OHS")])
    assert (here.site, here.number) == ("WMS", "N-2026-0001")
    assert (there.site, there.number) == ("OHS", "N-2026-0001")
    with pytest.raises(Refused, match="which site"), store.write(actor()) as session:
        session.add(Note(text="nowhere"))
    store.add_many(actor(), [Note(text="c", site="WMS"), Note(text="d", site="OHS")])
    assert [line["number"] for line in lines(store.path)[-2:]] == ["N-2026-0002", "N-2026-0002"]


def test_the_year_is_that_of_the_site_s_own_calendar_at_the_commit(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    store.add_site(actor(), Site("ENY", "East", "America/New_York"))
    clock.set("2026-12-31 23:30")
    assert _note(store, actor, "OHS") == "N-2026-0001"
    assert _note(store, actor, "ENY") == "N-2027-0001"
    with store.write(actor(), "OHS") as session:
        session.add(late := Note(text="typed before midnight"))
        clock.set("2027-01-01 00:00")
    assert late.number == "N-2027-0001"
    clock.set("2026-12-31 23:59:59")
    assert _note(store, actor, "OHS") == "N-2026-0002"


def test_the_year_is_that_of_the_commit_not_of_what_happened(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    was = clock()
    clock.set("2027-02-01 09:00")
    with store.write(actor()) as session:
        session.add(note := Note(text="last year", occurred_from=was))
    assert note.number == "N-2027-0001"


def test_a_write_that_failed_leaves_no_gap_and_uses_no_number_up(
    store: Store, actor: ActorFactory
) -> None:
    assert _note(store, actor) == "N-2026-0001"
    with pytest.raises(ZeroDivisionError), store.write(actor()) as session:
        _fail_after_the_flush(session)
    with pytest.raises(Refused), store.write(actor()) as session:
        session.add_all([Note(text="lost too"), Note(text="")])
    with pytest.raises(Refused):
        store.add_many(actor(), [Note(text="lost as well"), Note(text=" ")])
    assert _note(store, actor) == "N-2026-0002"


def _fail_after_the_flush(session: WriteSession) -> None:
    session.add(Note(text="lost"))
    session.flush()
    raise ZeroDivisionError


def test_a_refused_record_can_be_put_right_and_saved(store: Store, actor: ActorFactory) -> None:
    note = Note(text=" ")
    with pytest.raises(Refused, match="Text is missing"), store.write(actor()) as session:
        session.add(note)
    note.text = "put right"
    with store.write(actor()) as session:
        session.add(note)
    assert note.number == "N-2026-0001"


def test_numbers_above_9999_grow_a_digit(store: Store, actor: ActorFactory) -> None:
    with store.raw(write=True) as link:
        link.execute("INSERT INTO core_counter VALUES ('OHS', 'N', 2026, 9998)")
    assert _note(store, actor) == "N-2026-9999"
    assert _note(store, actor) == "N-2026-10000"


def test_a_number_that_was_given_by_hand_is_not_kept(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="mine", number="N-2020-0777"))
    assert note.number == "N-2026-0001"
    assert one(store.path, "SELECT number FROM core_record") == "N-2026-0001"


def test_a_prefix_belongs_to_one_type_for_ever(store: Store) -> None:
    other = RecordType("yard.walk", "yard", "DS", "walk", "Walk", "general", "school", "yard_walk")

    class Claimant:
        __record__ = other

    with pytest.raises(Refused, match=r"yard\.walk: the prefix DS belongs to duty\.sweep"):
        store.register([Claimant])  # type: ignore[list-item]
    assert "yard.walk" not in store.kinds


def test_a_type_keeps_the_prefix_that_its_numbers_began_with(store: Store) -> None:
    changed = replace(Sweep.kind(), prefix="SW")

    class Renamed:
        __record__ = changed

    with pytest.raises(Refused, match=r"duty\.sweep: its numbers begin with DS"):
        store.register([Renamed])  # type: ignore[list-item]
    assert store.kinds["duty.sweep"].prefix == "DS"
