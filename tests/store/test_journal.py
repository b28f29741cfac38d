"""The journal: one append-only chain for each site, that anybody can recompute."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from datetime import UTC, datetime, timedelta, timezone

import pytest
from duties import Incident, Sweep, Visit
from hypothesis import given
from hypothesis import strategies as st
from journals import lines, one, plain, rows
from sqlalchemy import select

from sro_ops.records.note import Note
from sro_ops.store import journal
from sro_ops.store.canonical import canonical, from_utc_text, sha256, utc_text
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock
from sro_ops.text import clean

ENVELOPE = {
    "site", "seq", "id", "desk", "occurred", "recorded", "committed", "operator", "plugin", "type",
    "record", "number", "record_version", "verb", "place", "record_class", "digest", "previous",
}  # fmt: skip


@pytest.fixture
def two_sites(store: Store, actor: ActorFactory) -> Store:
    store.add_site(actor(), Site("WMS", "West Middle School", "America/New_York"))
    return store


def test_each_site_has_a_chain_of_its_own_that_counts_from_1_without_gaps(
    two_sites: Store, actor: ActorFactory
) -> None:
    for count in range(6):
        with two_sites.write(actor(), "WMS" if count % 3 else "OHS") as session:
            session.add(Note(text=f"line {count}"))
    for site in ("OHS", "WMS"):
        chain = [line for line in lines(two_sites.path) if line["site"] == site]
        assert [line["seq"] for line in chain] == list(range(1, len(chain) + 1))
        assert chain[0]["previous"] == "0" * 64
        assert [line["previous"] for line in chain[1:]] == [line["hash"] for line in chain[:-1]]
        assert rows(two_sites.path, "SELECT seq, hash FROM journal_head WHERE site = ?", site) == [
            {"seq": chain[-1]["seq"], "hash": chain[-1]["hash"]}
        ]


def test_a_line_s_hash_is_the_sha256_of_its_envelope_as_canonical_json(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add(Note(text="gate found open", place="GYM"))
    for line in lines(store.path):
        body = json.dumps(
            {name: line[name] for name in ENVELOPE},
            sort_keys=True, ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip
        assert line["hash"] == hashlib.sha256(body.encode()).hexdigest()


def test_a_payload_s_digest_is_the_sha256_of_its_salt_and_its_canonical_json(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add_all([Note(text="naïve 😀"), Note(text="naïve 😀")])
    kept = lines(store.path)
    for line in kept:
        body = json.dumps(
            {name: line[name] for name in ("summary", "changes", "row_digest")},
            sort_keys=True, ensure_ascii=False, separators=(",", ":"),
        )  # fmt: skip
        salt = bytes.fromhex(line["salt"])
        assert len(salt) == 16
        assert line["digest"] == hashlib.sha256(salt + body.encode()).hexdigest()
    assert kept[-1]["summary"] == kept[-2]["summary"]
    assert kept[-1]["digest"] != kept[-2]["digest"]


def test_an_envelope_holds_no_free_text(store: Store, actor: ActorFactory) -> None:
    words = "Quetzalcoatl"
    with store.write(actor()) as session:
        session.add(incident := Incident(text=f"{words} at the bike rack", place="RACK"))
    with store.write(actor()) as session:
        record = session.find(incident.number or "", "OHS")
        assert isinstance(record, Incident)
        record.text = f"{words} was seen again"
        session.intend(record, "amended", f"because of {words}", f"{words} again")
    with store.write(actor()) as session:
        session.line("OHS", "disclosed", f"told {words}", record=incident.id)
    with plain(store.path) as link:
        found = link.execute("SELECT * FROM journal_line").fetchall()
    assert words not in " ".join(str(value) for row in found for value in tuple(row))
    assert set(found[0].keys()) == ENVELOPE | {"pos", "hash"}


def test_the_envelope_names_site_desk_operator_record_number_version_verb_and_place(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    who = actor()
    clock.set("2026-10-14 11:42")
    with store.write(who) as session:
        session.add(
            incident := Incident(
                text="bike gone", place="RACK",
                occurred_from=datetime(2026, 10, 14, 7, 30, tzinfo=timezone(timedelta(hours=-5))),
            )
        )  # fmt: skip
    line = lines(store.path)[-1]
    assert {name: line[name] for name in ENVELOPE - {"id", "digest", "previous", "seq"}} == {
        "site": "OHS", "desk": who.desk, "operator": None, "plugin": "duty",
        "type": "duty.incident", "record": incident.id, "number": "DI-2026-0001",
        "record_version": 1, "verb": "logged", "place": "RACK",
        "record_class": "law_enforcement_unit", "occurred": "2026-10-14T12:30:00.000000Z",
        "recorded": "2026-10-14T16:42:00.000000Z", "committed": "2026-10-14T16:42:00.000000Z",
    }  # fmt: skip


def test_recorded_is_when_the_write_began_and_committed_is_when_it_ended(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    clock.set("2026-10-14 11:42")
    with store.write(actor()) as session:
        session.add(Note(text="slow"))
        clock.forward(seconds=7)
    line = lines(store.path)[-1]
    assert (line["recorded"], line["committed"]) == (
        "2026-10-14T16:42:00.000000Z",
        "2026-10-14T16:42:07.000000Z",
    )


def test_canonical_json_has_one_spelling() -> None:
    chicago = timezone(timedelta(hours=-5))
    value = {
        "z": [True, None, 7], "é": "e\u0301",
        "a": datetime(2026, 10, 14, 8, 0, 0, 5, tzinfo=chicago),
    }  # fmt: skip
    assert canonical(value) == '{"a":"2026-10-14T13:00:00.000005Z","z":[1,null,7],"é":"é"}'


@pytest.mark.parametrize("value", [1.5, float("nan"), {"a": [0.0]}, b"x", {1, 2}, 1j])
def test_what_has_no_one_spelling_is_a_type_error(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical(value)


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 14, 8, 0, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
        datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    ],
)
def test_utc_text_has_27_characters_and_comes_back_as_the_same_moment(moment: datetime) -> None:
    text = utc_text(moment)
    assert len(text) == 27
    assert from_utc_text(text) == moment


def test_a_time_without_its_zone_is_no_utc_text() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc_text(datetime(2026, 10, 14))


REFUSED = {
    "update of an envelope": "UPDATE journal_line SET verb = 'x' WHERE pos = 2",
    "update of every envelope": "UPDATE journal_line SET verb = verb",
    "delete of an envelope": "DELETE FROM journal_line WHERE pos = 2",
    "delete of every envelope": "DELETE FROM journal_line",
    "replace of an envelope": "INSERT OR REPLACE INTO journal_line SELECT * FROM journal_line",
    "replace by site and seq": """REPLACE INTO journal_line SELECT pos + 100, site, seq, id, desk,
        occurred, recorded, committed, operator, plugin, type, record, number, record_version,
        verb, place, record_class, digest, previous, hash FROM journal_line WHERE pos = 2""",
    "upsert of an envelope": """INSERT INTO journal_line SELECT * FROM journal_line WHERE pos = 2
        ON CONFLICT (pos) DO UPDATE SET verb = 'x'""",
    "update or ignore": "UPDATE OR IGNORE journal_line SET seq = 1 WHERE pos = 2",
    "update of a payload": "UPDATE journal_payload SET summary = 'x' WHERE line = 2",
    "delete of a payload": "DELETE FROM journal_payload WHERE line = 2",
    "delete of every payload": "DELETE FROM journal_payload",
    "replace of a payload": "REPLACE INTO journal_payload SELECT * FROM journal_payload",
}


@pytest.mark.parametrize("statement", REFUSED.values(), ids=REFUSED.keys())
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_triggers_refuse_every_change_of_what_is_written(
    store: Store, actor: ActorFactory, statement: str, recursive: str
) -> None:
    with store.write(actor()) as session:
        session.add_all([Note(text="one"), Note(text="two")])
    before = lines(store.path)
    with plain(store.path) as link:
        link.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            link.execute(statement)
    assert lines(store.path) == before


def test_an_expunge_opens_its_own_record_s_payloads_and_no_others(
    store: Store, actor: ActorFactory
) -> None:
    from sro_ops.store.privacy import expunge

    with store.write(actor()) as session:
        session.add_all([first := Note(text="one"), Note(text="two")])
    gone = expunge(store, actor(), first.number or "", "OHS", "order 12")
    for line in lines(store.path):
        if line["record"] == first.id and line["pos"] < gone.pos:
            assert line["summary"] is None
            continue
        with plain(store.path) as link, pytest.raises(sqlite3.IntegrityError, match="append-only"):
            link.execute("DELETE FROM journal_payload WHERE line = ?", (line["pos"],))


def test_lines_stand_in_commit_order_even_where_the_clock_goes_back(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    with store.write(actor()) as session:
        session.add(Note(text="first"))
    clock.forward(hours=-3)
    with store.write(actor()) as session:
        session.add(Note(text="second"))
    with store.journal(actor().scope) as journal:
        assert [line.summary for line in journal.newest(2)] == ["first", "second"]


def test_records_of_one_write_are_journaled_in_the_order_they_were_added(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        for text in ("c", "a", "b"):
            session.add(Note(text=text))
    kept = lines(store.path)[-3:]
    assert [line["summary"] for line in kept] == ["c", "a", "b"]
    assert [line["number"] for line in kept] == ["N-2026-0001", "N-2026-0002", "N-2026-0003"]


def test_a_write_in_which_nothing_changed_leaves_no_line(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="as it was"))
    before = len(lines(store.path))
    with store.write(actor()) as session:
        record = session.find(note.number or "", "OHS")
        session.intend(record, "amended", "no reason")
        assert isinstance(record, Note)
        record.text = "as it was"
    assert len(lines(store.path)) == before


def test_a_line_without_a_record_names_its_verb_and_its_site(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.line("", "signed on", "at the front desk")
    line = lines(store.path)[-1]
    assert (line["verb"], line["site"], line["record"], line["summary"]) == (
        "signed on", "OHS", None, "at the front desk",
    )  # fmt: skip


def test_changes_hold_every_value_that_a_new_record_brought_defaults_too(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add(Sweep(hall="B", cost=1250))
    changes = json.loads(lines(store.path)[-1]["changes"])
    assert changes == {
        "hall": [None, "B"], "escorted": [None, 0], "cost": [None, 1250], "calm": [None, 1],
        "state": [None, "open"],
    }  # fmt: skip


def test_a_value_is_journaled_as_it_is_kept(store: Store, actor: ActorFactory) -> None:
    with store.write(actor()) as session:
        session.add(sweep := Sweep(hall="  B\r\n wing\x00 ", manner="on foot"))
    changes = json.loads(lines(store.path)[-1]["changes"])
    assert changes["hall"] == [None, "B\n wing"]
    assert changes["manner"] == [None, "walk"]
    assert rows(store.path, "SELECT hall, manner FROM duty_sweep") == [
        {"hall": "B\n wing", "manner": "walk"}
    ]
    assert (sweep.hall, sweep.manner) == ("B\n wing", "walk")


def test_the_row_digest_of_the_newest_line_is_that_of_the_record_as_it_stands(
    store: Store, actor: ActorFactory
) -> None:
    from sro_ops.store.digest import stored_digest

    with store.write(actor()) as session:
        session.add(visit := Visit(text="sent home"))
    with store.write(actor()) as session:
        session.scalars(select(Visit)).one().text = "sent home at 10"
    with store.raw() as link:
        now = stored_digest(link, store.words, Visit.kind(), visit.id)
    told = [line["row_digest"] for line in lines(store.path) if line["record"] == visit.id]
    assert told[-1] == now
    assert told[0] != now
    assert one(store.path, "SELECT count(*) FROM core_record") == 1


ANYTHING = st.none() | st.integers() | st.text().map(clean)


@given(st.tuples(*[ANYTHING] * len(journal.ENVELOPE)))
def test_an_envelope_is_hashed_as_canonical_json(values: tuple[str | int | None, ...]) -> None:
    body = dict(zip(journal.ENVELOPE, values, strict=True))
    assert journal.envelope_hash(values) == sha256(canonical(body))


@given(st.text(), st.text(), st.text())
def test_a_payload_is_hashed_as_canonical_json(summary: str, changes: str, digest: str) -> None:
    body = {"summary": clean(summary), "changes": clean(changes), "row_digest": clean(digest)}
    salt = "00ff" * 8
    found = journal.payload_digest(salt, body["summary"], body["changes"], body["row_digest"])
    assert found == sha256(canonical(body), bytes.fromhex(salt))


def test_a_line_tells_when_and_where_something_was_done_to_a_record(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    with store.write(actor()) as session:
        sweep = Sweep(hall="A")
        session.add(sweep)
    clock.forward(minutes=5)
    with store.write(actor()) as session:
        kept = session.find(sweep.number or "", "OHS")
        assert isinstance(kept, Sweep)
        kept.escorted = 2
        session.intend(kept, "counted", summary="two at the stairs", at=clock(), place="STC")
    line = lines(store.path)[-1]
    assert (line["verb"], line["place"], line["occurred"]) == ("counted", "STC", utc_text(clock()))
    with store.read(actor()) as session:
        first = session.journal.history(sweep.id)[0]
    assert (first.summary, first.corrected) == ("A, Calm", False)
