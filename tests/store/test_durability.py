"""What was acknowledged is on the disk: settings read back, a trace, and kills in mid-write."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from desks import PATHS, Desk, write
from journals import rows

from sro_ops.errors import Unreachable
from sro_ops.records.note import Note
from sro_ops.store import sqlite_file
from sro_ops.store.backup import backup
from sro_ops.store.make import create_store
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock, actors, fresh_store

DURABLE = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "secure_delete": 1}


def read_back(link: sqlite3.Connection) -> dict[str, int]:
    return {name: link.execute(f"PRAGMA {name}").fetchone()[0] for name in DURABLE}


def test_every_connection_of_the_pool_is_durable_and_in_wal(store: Store) -> None:
    with store.raw() as first, store.raw() as second, store.raw(write=True) as third:
        links = (first, second, third)
        assert len({id(link) for link in links}) == 3
        for link in links:
            assert read_back(link) == DURABLE
            assert link.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_the_journals_reader_and_a_connection_by_hand_are_durable_and_in_wal(
    store: Store, actor: ActorFactory
) -> None:
    with store.journal(actor().scope) as journal, closing(sqlite_file.connect(store.path)) as link:
        for one in (journal.link, link):
            assert read_back(one) == DURABLE
            assert one.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def test_a_backup_that_takes_the_stores_place_is_durable_and_in_wal_again(
    store: Store, tmp_path: Path
) -> None:
    backup(store.path, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as link:
        assert link.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
    brought = Store(f"sqlite:///{tmp_path / 'copy.db'}")
    with brought.raw() as link:
        assert read_back(link) == DURABLE
        assert link.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
    brought.close()


@pytest.mark.peer("strace")
def test_a_log_syncs_the_wal_between_its_last_write_and_its_answer(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    env = {
        **os.environ, "PYTHONPATH": PATHS, "SRO_OPS_HOME": str(tmp_path / "h"),
        "SRO_OPS_BADGE": "7", "SRO_OPS_PIN": "2468",
    }  # fmt: skip
    command = [sys.executable, "-m", "sro_ops"]
    subprocess.run(
        [*command, "init", "--site", "OHS", "--name", "Oakfield", "--timezone", "America/Chicago",
         "--operator", "Ana Reyes", "--badge", "7"],
        env=env, check=True, capture_output=True,
    )  # fmt: skip
    strace = ["strace", "-f", "-y", "-o", str(trace), "-e", "trace=pwrite64,write,fsync,fdatasync"]
    said = subprocess.run(
        [*strace, *command, "log", "gym secure"], env=env, check=True, capture_output=True
    )
    assert b"N-" in said.stdout
    calls = trace.read_text(errors="replace").splitlines()
    answer = next(at for at, call in enumerate(calls) if re.search(r" write\(1<.*N-20", call))
    kept = [at for at, call in enumerate(calls[:answer]) if re.search(r"pwrite64\(.*-wal>", call)]
    synced = [at for at, call in enumerate(calls) if re.search(r"f(data)?sync\(.*-wal>", call)]
    assert kept
    assert any(kept[-1] < at < answer for at in synced)


def killed(url: str, after: float) -> list[str]:
    """Return the numbers that a desk acknowledged before it was killed."""
    desk = Desk(write, url, "kept", 60)
    first = desk.hear()
    time.sleep(after)
    return [first, *desk.kill()]


def campaign(store: Store, rounds: int, seed: int) -> str:
    """Kill a writing desk so often and hold what is there against what was acknowledged."""
    dice = random.Random(seed)
    acknowledged: list[str] = []
    for _ in range(rounds):
        acknowledged += killed(store.url, dice.uniform(0.0, 0.25))
    there = Counter(
        row["number"]
        for row in rows(store.path, "SELECT number FROM journal_line WHERE verb = 'logged'")
    )
    lost = set(acknowledged) - set(there)
    counts = sorted(int(number.split("-")[2]) for number in there)
    assert lost == set()
    assert len(set(acknowledged)) == len(acknowledged)
    assert set(there.values()) == {1}
    assert counts == list(range(1, len(counts) + 1))
    report = verify(store.path)
    assert report.ok, report.first_break
    assert rows(store.path, "SELECT count(*) AS n FROM core_record")[0]["n"] == len(counts)
    return f"{rounds} kills, {len(acknowledged)} acknowledged, {len(counts)} there, 0 lost, 0 twice"


@pytest.mark.parametrize("held_open", [True, False], ids=["beside another desk", "alone"])
def test_nothing_acknowledged_is_lost_and_no_number_twice_or_missing_after_kills(
    store: Store, held_open: bool
) -> None:
    if not held_open:
        store.close()
    campaign(store, 8 if held_open else 7, seed=1)


@pytest.mark.campaign
def test_two_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    with fresh_store(tmp_path, Clock()) as store:
        store.close()
        print(campaign(store, 200, seed=200))


def test_a_desk_that_looks_at_the_file_keeps_its_log_when_another_desk_closes(
    store: Store, actor: ActorFactory, tmp_path: Path
) -> None:
    with store.write(actor()) as session:
        session.add(Note(text="before"))
    verify(store.path)
    backup(store.path, tmp_path / "copy.db")
    Store(store.url).close()
    other = Desk(write, store.url, "other", 0.1).ended()
    with store.write(actor()) as session:
        session.add(mine := Note(text="after"))
    others = Desk(write, store.url, "other", 0.1).ended()
    numbers = ["N-2026-0001", *other, mine.number, *others]
    assert numbers == [f"N-2026-{at:04d}" for at in range(1, len(numbers) + 1)]
    assert verify(store.path).lines == len(numbers) + 1


def test_a_desk_killed_while_the_log_is_copied_into_the_file_leaves_a_whole_store(
    tmp_path: Path,
) -> None:
    """The first page, which tells the file's size, may be written before the file has grown."""
    url = f"sqlite:///{tmp_path / 'store.db'}"
    create_store(url)
    with fresh_store(tmp_path / "real", Clock()) as store:
        small = store.path.read_bytes()
        with closing(sqlite_file.connect(store.path)) as link:
            link.execute("PRAGMA wal_autocheckpoint = 0")
        store.add_many(actors()(), [Note(text=f"line {at}") for at in range(200)])
        wal = store.path.with_name("store.db-wal").read_bytes()
        with closing(sqlite_file.connect(store.path)) as link:
            link.execute("PRAGMA wal_checkpoint(PASSIVE)")
        grown = store.path.read_bytes()
    assert len(small) < len(grown)
    torn = tmp_path / "store.db"
    torn.write_bytes(grown[:4096] + small[4096:])
    torn.with_name("store.db-wal").write_bytes(wal)
    reopened = Store(url)
    assert verify(torn).lines == 201
    reopened.close()


def test_a_full_disk_is_told_and_nothing_is_half_kept(store: Store, actor: ActorFactory) -> None:
    with store.raw() as link:
        pages = link.execute("PRAGMA page_count").fetchone()[0]
        link.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(Unreachable, match=r"disk is full\. Nothing was saved; make room"):
        store.add_many(actor(), [Note(text="x" * 5000) for _ in range(50)])
    assert rows(store.path, "SELECT count(*) AS n FROM core_record") == [{"n": 0}]
    with store.raw() as link:
        link.execute("PRAGMA max_page_count = 1000000")
    store.add_many(actor(), [note := Note(text="room again")])
    assert note.number == "N-2026-0001"
    assert verify(store.path).ok
