"""Damage that verify must tell of, whatever byte or column it hit, in one line and no traceback."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from duties import Scan, Sweep
from journals import plain, tamper

from sro_ops.errors import Unreachable
from sro_ops.records.note import Note
from sro_ops.store.checks.found import Break
from sro_ops.store.store import Store
from sro_ops.store.verify import Report, verify
from sro_ops.testing import ActorFactory


@pytest.fixture
def kept(store: Store, actor: ActorFactory) -> Store:
    """Six lines: the site (1), four notes (2 to 5), a sweep with a part (6)."""
    store.add_many(actor(), [Note(text=f"line {n}", place="GYM") for n in range(1, 5)])
    with store.write(actor()) as session:
        session.add_all([sweep := Sweep(hall="B"), Scan(record=sweep, checkpoint="east")])
    store.close()
    return store


def broken(store: Store, *statements: str) -> Break:
    tamper(store.path, *statements)
    found = verify(store.path).first_break
    assert found is not None
    return found


COLUMNS = (
    "id", "desk", "occurred", "recorded", "committed", "operator", "plugin", "type", "record",
    "number", "record_version", "verb", "place", "record_class", "digest", "previous", "hash",
)  # fmt: skip


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_of_an_envelope_is_held_by_its_hash(kept: Store, column: str) -> None:
    found = broken(kept, f"UPDATE journal_line SET {column} = '7' WHERE pos = 4")
    assert (found.site, found.seq) == ("OHS", 4)
    assert found.what == (
        "does not follow the line before it" if column == "previous" else "its envelope was changed"
    )


@pytest.mark.parametrize("column", ["salt", "summary", "changes", "row_digest"])
@pytest.mark.parametrize("value", ["'pepper'", "''", "x'ff00'", "7"])
def test_every_column_of_a_payload_is_held_by_its_digest(
    kept: Store, column: str, value: str
) -> None:
    found = broken(kept, f"UPDATE journal_payload SET {column} = {value} WHERE line = 4")
    assert (found.seq, found.number, found.what) == (4, "N-2026-0003", "its words were changed")


def test_words_in_an_index_of_another_class_are_told(kept: Store) -> None:
    found = broken(
        kept,
        "DELETE FROM search_law_enforcement_unit_docsize WHERE id = 4",
        "INSERT INTO search_general(rowid, words) VALUES (4, 'line 3')",
    )
    assert found.number == "N-2026-0003"
    assert found.what == "its words are in the search index of general"


def _outcome(path: Path) -> Report | str:
    try:
        return verify(path)
    except Unreachable as error:
        return str(error)


def test_flipped_bytes_anywhere_are_told_or_harmless_and_never_a_traceback(
    kept: Store, tmp_path: Path
) -> None:
    """A byte of a free page or of slack may flip unseen; one that holds anything may not."""
    with plain(kept.path) as link:
        link.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = kept.path.read_bytes()
    before = [_dump(kept.path)]
    chance, told = random.Random(7), 0
    copy = tmp_path / "copy.db"
    for _ in range(60):
        at = chance.randrange(100, len(whole))
        copy.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        outcome = _outcome(copy)
        if isinstance(outcome, Report) and outcome.ok:
            assert _dump(copy) in before, f"a flipped byte at {at} went unseen"
        else:
            told += 1
    assert told > 0


def _dump(path: Path) -> list[Any]:
    with plain(path) as link:
        return [
            [tuple(row) for row in link.execute(f"SELECT * FROM {table}")]
            for table in ("journal_line", "journal_payload", "core_record", "core_note",
                          "duty_sweep", "duty_scan", "core_narrative")
        ]  # fmt: skip
