"""Expunge: unreadable by every path at once, its bytes gone after the scrub, the chain whole."""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from desks import Desk, hold
from duties import Incident, Scan, Sweep
from journals import lines, one, rows
from sqlalchemy import select

from sro_ops.errors import Refused, Unreachable
from sro_ops.records.page import read_page
from sro_ops.store.backup import backup
from sro_ops.store.entities import CoreRecord, Narrative, Party
from sro_ops.store.journal import Written
from sro_ops.store.model import Actor
from sro_ops.store.privacy import expunge, scrub, seal
from sro_ops.store.reading import open_journal
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock

RARE = "quetzalcoatlus"


@pytest.fixture
def all_seeing(actor: ActorFactory) -> Actor:
    return actor(sealed=True)


@pytest.fixture
def number(store: Store, all_seeing: Actor, clock: Clock) -> str:
    """A sweep with the rare word in its row, a part, the narrative, a party and an amendment."""
    with store.write(all_seeing) as session:
        session.add(Incident(text="an ordinary night", place="GYM"))
        session.add(sweep := Sweep(hall=f"{RARE} wing", place="HALL-B"))
        session.add_all([
            Scan(record=sweep, checkpoint=f"{RARE} door"),
            Narrative(record=sweep, at=clock(), text=f"the {RARE} was there"),
            Party(record=sweep, name=f"K. {RARE}", record_class="general"),
        ])  # fmt: skip
    with store.write(all_seeing) as session:
        found = session.find(sweep.number or "", "OHS")
        assert isinstance(found, Sweep)
        session.intend(found, "amended", f"why: {RARE}")
        found.hall = f"{RARE} hall"
    return sweep.number or ""


def told(store: Store, actor: Actor, number: str, path: Path) -> str:
    """Return all that every reader gives of the record and of the rare word, as one text."""
    with store.read(actor) as session:
        record = session.find(number, "OHS")
        texts = [repr(vars(record)), str(session.scalars(select(Sweep.hall)).all())]
        texts += map(str, session.scalars(select(Narrative.text)).all())
        texts += map(str, session.scalars(select(Party.name)).all())
        texts += map(str, session.scalars(select(Scan.checkpoint)).all())
    texts.append(repr(read_page(store, actor, number, "OHS")))
    with open_journal(path, actor.scope) as desk:
        for page in (desk.newest(50), desk.since(0, 50), desk.history(record.id)):
            texts += map(repr, page)
        texts += [desk.typed(line.pos) for line in desk.newest(50)]
        texts += map(repr, desk.search(RARE, 10) + desk.search(RARE[:6], 10))
    texts += map(repr, rows(path, "SELECT * FROM journal_payload"))
    return "\n".join(texts)


def files_with(path: Path, word: str) -> list[str]:
    """Return which of the store's files hold the bytes of a word, in any case of letters."""
    parts = [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]
    return [one.name for one in parts if one.exists() and word.encode() in one.read_bytes().lower()]


def test_an_expunged_record_is_unreadable_by_every_path_at_once(
    store: Store, all_seeing: Actor, number: str, tmp_path: Path
) -> None:
    assert told(store, all_seeing, number, store.path).count(RARE) > 10
    expunge(store, all_seeing, number, "OHS", "court order 12")
    assert RARE not in told(store, all_seeing, number, store.path)
    backup(store.path, tmp_path / "copy.db")
    copy = Store(f"sqlite:///{tmp_path / 'copy.db'}")
    copy.classes = store.classes
    assert RARE not in told(copy, all_seeing, number, copy.path)
    copy.close()


def test_the_envelopes_stay_and_a_line_says_who_did_it_and_why(
    store: Store, all_seeing: Actor, number: str
) -> None:
    before = [line for line in lines(store.path) if line["number"] == number]
    done = expunge(store, all_seeing, number, "OHS", "court order 12")
    after = [line for line in lines(store.path) if line["number"] == number]
    envelope = [name for name in before[0] if name not in rows(
        store.path, "SELECT * FROM journal_payload")[0]]  # fmt: skip
    assert [[line[name] for name in envelope] for line in after[:-1]] == [
        [line[name] for name in envelope] for line in before
    ]
    assert all(line["summary"] is None for line in after[:-1])
    last = after[-1]
    assert (last["verb"], last["desk"], last["place"]) == ("expunged", all_seeing.desk, "")
    assert "court order 12" in last["changes"]
    assert (done.number, done.seq) == (number, last["seq"])
    assert verify(store.path).ok


def test_the_record_keeps_its_number_and_its_times_and_nothing_else(
    store: Store, all_seeing: Actor, number: str
) -> None:
    expunge(store, all_seeing, number, "OHS", "court order 12")
    with store.read(all_seeing) as session:
        record = session.find(number, "OHS")
    assert type(record) is CoreRecord
    assert (record.expunged, record.place, record.state) == (True, None, "")
    for table in ("duty_sweep", "duty_scan", "core_narrative", "core_party"):
        assert one(store.path, f"SELECT count(*) FROM {table}") == 0


def test_the_next_record_takes_the_next_number_and_never_the_expunged_one(
    store: Store, all_seeing: Actor, number: str
) -> None:
    expunge(store, all_seeing, number, "OHS", "court order 12")
    store.add_many(all_seeing, [following := Sweep(hall="C")])
    assert (number, following.number) == ("DS-2026-0001", "DS-2026-0002")


def test_after_the_scrub_no_byte_of_a_rare_word_is_left(
    store: Store, all_seeing: Actor, number: str, tmp_path: Path
) -> None:
    assert files_with(store.path, RARE) != []
    expunge(store, all_seeing, number, "OHS", "court order 12")
    assert files_with(store.path, RARE) != [], "without the scrub they are still there"
    steps: list[str] = []
    gc.collect()
    scrub(store, steps.append)
    assert files_with(store.path, RARE) == []
    assert steps[-2:] == ["rewriting the file", "emptying the log"]
    backup(store.path, tmp_path / "copy.db")
    assert files_with(tmp_path / "copy.db", RARE) == []
    assert verify(store.path).ok
    with store.journal(all_seeing.scope) as journal:
        assert [line.type for line in journal.search("ordinary", 5)] == ["duty.incident"]


def test_a_scrub_that_a_reader_keeps_from_emptying_the_log_says_so(
    store: Store, all_seeing: Actor, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    expunge(store, all_seeing, number, "OHS", "court order 12")
    reader = Desk(hold, store.url, "moment")
    reader.hear()
    monkeypatch.setenv("SRO_OPS_PATIENCE", "0.1")
    with pytest.raises(Unreachable, match="still reading") as said:
        scrub(store)
    assert said.value.exit_code == 3
    reader.let_go()
    scrub(store)
    assert files_with(store.path, RARE) == []


def test_expunging_twice_is_refused(store: Store, all_seeing: Actor, number: str) -> None:
    expunge(store, all_seeing, number, "OHS", "court order 12")
    count = len(lines(store.path))
    with pytest.raises(Refused, match="expunged already"):
        expunge(store, all_seeing, number, "OHS", "again")
    with store.write(all_seeing) as session:
        record = session.find(number, "OHS")
        with pytest.raises(Refused, match="was expunged"):
            seal(session, record, "too late")
    assert len(lines(store.path)) == count


def test_two_desks_that_expunge_at_once_leave_one_line(
    store: Store, all_seeing: Actor, number: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other desk comes between the look and the write."""
    real = store.raw
    met: list[bool] = []

    def meanwhile(write: bool = False) -> object:
        if write and not met:
            met.append(True)
            expunge(store, all_seeing, number, "OHS", "the other desk")
        return real(write)

    monkeypatch.setattr(store, "raw", meanwhile)
    with pytest.raises(Refused, match="expunged already"):
        expunge(store, all_seeing, number, "OHS", "this desk")
    assert one(store.path, "SELECT count(*) FROM journal_line WHERE verb = 'expunged'") == 1
    assert verify(store.path).ok


def test_without_the_right_nothing_is_expunged(
    store: Store, all_seeing: Actor, number: str
) -> None:
    before = lines(store.path)
    clerk = replace(all_seeing, permissions=("duty.*", "privacy.seal"))
    with pytest.raises(Refused, match=r"no right to do that \(privacy.expunge\)"):
        expunge(store, clerk, number, "OHS", "court order 12")
    assert lines(store.path) == before


def sealed(store: Store, who: Actor, number: str) -> None:
    with store.write(who) as session:
        seal(session, session.find(number, "OHS"), f"order 9 about {RARE}")


def test_a_sealed_record_is_kept_and_found_only_by_who_may_see_sealed_ones(
    store: Store, all_seeing: Actor, actor: ActorFactory, number: str
) -> None:
    sealed(store, all_seeing, number)
    assert one(store.path, "SELECT count(*) FROM search_sealed_docsize") == 3
    assert RARE in told(store, all_seeing, number, store.path)
    with store.read(actor()) as session, pytest.raises(Refused, match="that you may see"):
        session.find(number, "OHS")
    with store.journal(actor().scope) as journal:
        assert journal.search(RARE, 5) == []
        assert number not in {line.number for line in journal.newest(50)}
    assert verify(store.path).ok


def test_a_sealed_record_is_expunged_like_any_other_and_stays_hidden(
    store: Store, all_seeing: Actor, actor: ActorFactory, number: str
) -> None:
    sealed(store, all_seeing, number)
    with pytest.raises(Refused, match="that you may see"):
        expunge(store, actor(), number, "OHS", "not seen")
    done: Written = expunge(store, all_seeing, number, "OHS", "court order 12")
    assert one(store.path, "SELECT id FROM search_sealed_docsize") == done.pos
    assert RARE not in told(store, all_seeing, number, store.path)
    with store.journal(actor().scope) as journal:
        assert number not in {line.number for line in journal.newest(50)}
    scrub(store)
    assert files_with(store.path, RARE) == []
    assert verify(store.path).ok
