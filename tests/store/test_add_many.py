"""The direct door: many records in one transaction, by the same rules and with the same journal."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duties import TYPES, Incident, Sweep
from journals import lines, one, rows

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.records.record import Record
from sro_ops.store.changes import Ledger
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock, fresh_store, install

ID = "01a204a0-8f26-7580-a52f-f385d570{:04d}"
BY_CHANCE = {"pos", "line", "id", "salt", "digest", "previous", "hash"}


def _records(clock: Clock) -> list[Record]:
    return [
        Sweep(id=ID.format(1), hall=" B \r\nwing ", cost=40050, manner="By cart", calm=False),
        Sweep(
            id=ID.format(2), hall="naïve 😀", on=date(2026, 10, 14), until=clock(), escorted=3,
            place="GYM", occurred_from=clock(), occurred_to=clock(),
        ),
        Incident(id=ID.format(3), text="x", record_class="education", owner_agency="school"),
        Note(id=ID.format(4), text="e\u0301\x00"),
        Sweep(id=ID.format(5), hall="C"),
    ]  # fmt: skip


def _kept(path: Path) -> dict[str, Any]:
    journal = [
        {name: value for name, value in line.items() if name not in BY_CHANCE}
        for line in lines(path)
        if line["record"]
    ]
    tables = ("core_record", "duty_sweep", "duty_incident", "core_note")
    return {"journal": journal} | {
        table: rows(path, f"SELECT * FROM {table} ORDER BY id") for table in tables
    }


def test_both_doors_keep_the_same_rows_and_the_same_lines(
    tmp_path: Path, actor: ActorFactory
) -> None:
    who, kept = actor(), []
    for door in ("session", "direct"):
        (tmp_path / door).mkdir()
        clock = Clock()
        with fresh_store(tmp_path / door, clock) as store:
            install(store, *TYPES)
            if door == "direct":
                store.add_many(who, _records(clock))
            else:
                with store.write(who) as session:
                    session.add_all(_records(clock))
            kept.append(_kept(store.path))
            assert verify(store.path).ok
    assert kept[0]["journal"] == kept[1]["journal"]
    assert kept[0] == kept[1]


def test_both_doors_find_the_same_words(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [Note(text="quetzal on the roof")])
    with store.write(actor()) as session:
        session.add(Note(text="quetzal in the gym"))
    with store.journal(actor().scope) as journal:
        assert [line.number for line in journal.search("quetzal", 5)] == [
            "N-2026-0002", "N-2026-0001",
        ]  # fmt: skip


def test_it_answers_with_the_lines_in_the_order_given(store: Store, actor: ActorFactory) -> None:
    notes = [Note(text=f"line {count}") for count in range(5)]
    written = store.add_many(actor(), notes)
    assert [line.number for line in written] == [note.number for note in notes]
    assert [note.number for note in notes] == [f"N-2026-{n:04d}" for n in range(1, 6)]
    assert [line.seq for line in written] == [2, 3, 4, 5, 6]


def test_where_one_fails_none_is_kept(store: Store, actor: ActorFactory) -> None:
    before = lines(store.path)
    with pytest.raises(Refused, match="Text is missing"):
        store.add_many(actor(), [Note(text="one"), Note(text="two"), Note(text=" ")])
    with pytest.raises(Refused, match="at least 0"):
        store.add_many(actor(), [Note(text="one"), Sweep(hall="B", escorted=-1)])
    kept = Note(text="kept")
    store.add_many(actor(), [kept])
    with pytest.raises(Refused, match="does not accept"):
        store.add_many(actor(), [Note(text="one"), Note(id=kept.id, text="the same id")])
    assert len(lines(store.path)) == len(before) + 1
    assert one(store.path, "SELECT last FROM core_counter") == 1


def test_only_new_records_of_an_active_type_are_taken(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="as it was"))
    with pytest.raises(Refused, match="new records only"):
        store.add_many(actor(), [note])
    del store.kinds["duty.sweep"]
    with pytest.raises(Refused, match=r"duty\.sweep is not active"):
        store.add_many(actor(), [Sweep(hall="B")])
    with (
        pytest.raises(Refused, match=r"duty\.sweep is not active"),
        store.write(actor()) as session,
    ):
        session.add(Sweep(hall="B"))


def test_a_thousand_records_are_one_transaction(store: Store, actor: ActorFactory) -> None:
    begun: list[str] = []
    with store.raw(write=True) as link:
        link.set_trace_callback(begun.append)
    store.add_many(actor(), (Note(text=f"line {count}") for count in range(1000)))
    commits = [text for text in begun if text.startswith(("COMMIT", "BEGIN IMMEDIATE"))]
    assert commits.count("COMMIT") <= 2
    assert commits.count("BEGIN IMMEDIATE") == 1
    assert one(store.path, "SELECT count(*) FROM core_note") == 1000
    assert one(store.path, "SELECT max(number) FROM core_record") == "N-2026-1000"
    assert one(store.path, "SELECT count(DISTINCT committed) FROM journal_line WHERE pos > 1") == 1
    assert verify(store.path).ok


def test_nothing_to_add_is_no_line_and_no_error(store: Store, actor: ActorFactory) -> None:
    assert store.add_many(actor(), []) == []


@pytest.mark.parametrize("door", ["session", "direct"])
def test_a_district_s_veto_stands_at_both_doors(
    store: Store, actor: ActorFactory, door: str
) -> None:
    def veto(ledger: Ledger) -> None:
        for entry in ledger.entries():
            if entry.record.place is None:
                raise Refused("a place is needed", entry.record.type)

    store.checks.append(veto)
    with pytest.raises(Refused, match="a place is needed"):
        _add(store, actor(), door, Note(text="x"))
    _add(store, actor(), door, Note(text="x", place="GYM"))
    assert one(store.path, "SELECT count(*) FROM core_record") == 1


@pytest.mark.parametrize("door", ["session", "direct"])
def test_reactions_get_the_lines_after_the_commit(
    store: Store, actor: ActorFactory, door: str
) -> None:
    seen: list[tuple[int, str]] = []
    store.reactions.append(
        lambda who, written: seen.extend(
            (one(store.path, "SELECT count(*) FROM core_record"), line.number) for line in written
        )
    )
    _add(store, actor(), door, Note(text="x"))
    assert seen == [(1, "N-2026-0001")]


def _add(store: Store, who: Any, door: str, note: Note) -> None:
    if door == "direct":
        store.add_many(who, [note])
        return
    with store.write(who) as session:
        session.add(note)
