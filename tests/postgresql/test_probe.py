"""Whether the shape of the store carries over to PostgreSQL: types, order, guards, numbers."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import select
from tests.postgresql.ground import (
    ACTOR,
    KINDS,
    SITES,
    ZONES,
    Sample,
    add,
    connect,
    engine,
    ledger,
    sample,
)  # fmt: skip
from tests.postgresql.writers import Writers

from sro_ops.records.note import Note
from sro_ops.store import direct, schema
from sro_ops.store.canonical import utc_text
from sro_ops.store.commit import finish
from sro_ops.store.dialect import INDEXES, POSTGRESQL, SQLITE
from sro_ops.store.digest import filled, row_digest, stored_digest
from sro_ops.store.entities import CoreRecord, Narrative
from sro_ops.store.journal import write_lines
from sro_ops.store.make import create_store
from sro_ops.store.pending import about
from sro_ops.store.reading import Journal
from sro_ops.store.search_index import forget, reindex
from sro_ops.store.session import WriteSession
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.store.verify import look_over

WRITERS, EACH = 4, 40


@pytest.fixture
def link(conninfo: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect to the test's own store."""
    with connect(conninfo) as link:
        yield link


class PostgreSQLJournal(Journal):
    """The reader of the journal on a connection that is there already."""

    def __init__(self, link: Any) -> None:
        super().__init__(link, ACTOR.scope, POSTGRESQL)


@pytest.fixture
def common(shared: str) -> Iterator[psycopg.Connection[Any]]:
    """Connect to the store that several tests write to."""
    with connect(shared) as link:
        yield link


def rows(link: Any, statement: str, values: tuple[Any, ...] = ()) -> list[Any]:
    found: list[Any] = link.execute(statement, values).fetchall()
    return found


def walk(link: Any) -> dict[str, tuple[int, str]]:
    """Hold all that `verify` holds, on this engine; return each site's head."""
    link.commit()
    report = look_over(link, POSTGRESQL, Path("the server"))
    link.rollback()
    assert report.first_break is None
    return {site: (row["lines"], row["head"]) for site, row in report.sites.items()}


def test_every_column_has_the_servers_own_type(link: psycopg.Connection[Any]) -> None:
    found = rows(
        link,
        "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns"
        " WHERE table_name IN ('probe_sample', 'core_record', 'journal_line')",
    )
    moment = "timestamp with time zone"
    assert {
        "core_record.id": "uuid", "core_record.sealed": "boolean", "core_record.version": "bigint",
        "journal_line.pos": "bigint", "journal_line.occurred": moment, "journal_line.desk": "uuid",
        "probe_sample.words": "text", "probe_sample.count": "bigint", "probe_sample.at": moment,
        "probe_sample.sure": "boolean", "probe_sample.on": "date", "probe_sample.worth": "bigint",
    }.items() <= dict(found).items()  # fmt: skip


def test_a_record_has_the_same_values_and_digest_as_on_sqlite(
    link: psycopg.Connection[Any], tmp_path: Path
) -> None:
    create_store(f"sqlite:///{tmp_path}/s.db")
    store = Store(f"sqlite:///{tmp_path}/s.db")
    with store.raw(write=True) as other:
        other.execute('CREATE TABLE probe_sample (words, count, sure, "on", at, worth, more, id)')
        schema.remember_types(other, SQLITE, KINDS.values())
    record = sample("naïve 文字 \N{PERSON BOWING DEEPLY}\r\nline\x00")
    add(link, [record])
    neutral: dict[str, Any] = {}
    for table in ("core_record", "probe_sample"):
        cursor = link.execute(f"SELECT * FROM {table}")
        names = [column[0] for column in cursor.description or ()]
        neutral[table] = filled(names, cursor.fetchone() or ())
    assert neutral["probe_sample"] == {
        "id": record.id, "words": "naïve 文字 \N{PERSON BOWING DEEPLY}\nline", "count": 2**40,
        "sure": 1, "on": "2026-10-14", "at": "2026-10-14T19:32:00.123456Z", "worth": 40_000,
    }  # fmt: skip
    with store.raw(write=True) as other:
        for table, row in neutral.items():
            marks = ", ".join("?" * len(row))
            quoted = ", ".join(f'"{name}"' for name in row)
            other.execute(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", tuple(row.values()))
        there = stored_digest(other, SQLITE, KINDS["probe.sample"], record.id)
    here = stored_digest(link, POSTGRESQL, KINDS["probe.sample"], record.id)
    told = rows(link, "SELECT row_digest FROM journal_payload ORDER BY line DESC LIMIT 1")
    assert here == there == told[0][0]
    assert here == row_digest(neutral["core_record"], neutral["probe_sample"], {})
    store.close()


def test_a_guarded_session_writes_the_same_way(conninfo: str) -> None:
    made = engine(conninfo)
    for verb in ("logged", "amended"):
        with made.connect() as connection:
            book = ledger()
            session = WriteSession(connection, ACTOR, {"probe.sample": Sample}, book)
            if verb == "logged":
                session.add(sample())
            else:
                (found,) = session.scalars(select(Sample)).all()
                found.words = "loud"
                session.add(Narrative(record=found, at=datetime.now(UTC), text="saw it"))
            session.flush()
            driver = connection.connection.driver_connection
            (written,) = finish(driver, POSTGRESQL, book, KINDS, ZONES)
            connection.commit()
            assert written.verb == verb
    made.dispose()
    with connect(conninfo) as link:
        assert walk(link)["OHS"][0] == 3


def test_four_writers_make_one_chain_and_a_reader_misses_nothing(conninfo: str) -> None:
    writers = Writers(conninfo, [(EACH, "OHS", "NP"[at % 2]) for at in range(WRITERS)])
    writers.start()
    seen, polls = [1], 0
    with connect(conninfo) as reader:
        reader.autocommit = True
        while True:
            time.sleep(0.002)
            over = not writers.running()
            new = rows(reader, "SELECT seq FROM journal_line WHERE site = 'OHS' AND seq > %s"
                       " ORDER BY seq", (seen[-1],))  # fmt: skip
            seen += [row[0] for row in new]
            polls += bool(new)
            if over:
                break
    writers.finish()
    assert seen == list(range(1, WRITERS * EACH + 2))
    assert polls > 10
    with connect(conninfo) as link:
        assert walk(link)["OHS"][0] == WRITERS * EACH + 1


def test_positions_of_all_sites_become_visible_in_their_order(conninfo: str) -> None:
    writers = Writers(conninfo, [(EACH, ",".join(SITES[at % 2 :] + SITES[: at % 2]), "N")
                                 for at in range(WRITERS)])  # fmt: skip
    writers.start()
    with connect(conninfo) as reader:
        reader.autocommit = True
        journal = PostgreSQLJournal(reader)
        seen = [line.pos for line in journal.newest(500)]
        while True:
            time.sleep(0.002)
            over = not writers.running()
            seen += [line.pos for line in journal.since(seen[-1], 500)]
            if over:
                break
        writers.finish()
        whole = [row[0] for row in rows(reader, "SELECT pos FROM journal_line ORDER BY pos")]
    assert seen == whole
    assert len(whole) == len(SITES) + WRITERS * EACH


def test_numbers_are_gapless_under_four_writers_with_two_prefixes(conninfo: str) -> None:
    jobs = [(EACH, "OHS", "NP" if at % 2 else "PN") for at in range(WRITERS)]
    writers = Writers(conninfo, jobs)
    writers.start()
    writers.finish()
    year = datetime.now(UTC).year
    with connect(conninfo) as link:
        numbers = {row[0] for row in rows(link, "SELECT number FROM core_record")}
        assert len(rows(link, "SELECT 1 FROM core_record")) == len(numbers)
        assert {number[:-10] + number[-5:] for number in numbers} == {
            f"{prefix}-{at:04d}" for prefix in ("N", "PS") for at in range(1, WRITERS * EACH + 1)
        }
        assert {number[-9:-5] for number in numbers} <= {str(year - 1), str(year), str(year + 1)}
        walk(link)


def test_a_write_that_is_undone_leaves_no_hole(link: psycopg.Connection[Any]) -> None:
    add(link, [sample()])
    link.execute(POSTGRESQL.begin_write)
    book = ledger()
    direct.add_many(link, POSTGRESQL, book, direct.admit(book, [sample()]), ZONES)
    link.rollback()
    (written,) = add(link, [sample()])
    assert (written.seq, written.number[-4:]) == (3, "0002")
    walk(link)


def test_a_writer_waits_ten_seconds_and_no_longer(link: psycopg.Connection[Any]) -> None:
    link.execute(POSTGRESQL.begin_write)
    assert rows(link, "SHOW lock_timeout") == [("10s",)]
    link.rollback()
    assert rows(link, "SHOW lock_timeout") == [("0",)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_line SET verb = 'read'",
        "DELETE FROM journal_line",
        "TRUNCATE journal_line CASCADE",
        "UPDATE journal_payload SET summary = 'nothing'",
        "DELETE FROM journal_payload",
        "TRUNCATE journal_payload",
    ],
)
def test_the_journal_is_append_only(common: psycopg.Connection[Any], statement: str) -> None:
    add(common, [sample()])
    with pytest.raises(psycopg.errors.RaiseException, match="the journal is append-only"):
        common.execute(statement.encode())
    common.rollback()
    walk(common)


def test_words_go_only_after_a_line_that_says_so(link: psycopg.Connection[Any]) -> None:
    kept, record = sample("the other one"), sample("a name that must go")
    add(link, [kept])
    add(link, [record])
    away = "DELETE FROM journal_payload WHERE line IN (SELECT pos FROM journal_line"
    away += " WHERE record = %s AND verb <> 'expunged')"
    forget(link, POSTGRESQL, record.id)
    change = about(record, "expunged", KINDS["probe.sample"])
    link.execute("DELETE FROM probe_sample WHERE id = %s", (record.id,))
    change.row_digest = stored_digest(link, POSTGRESQL, KINDS["probe.sample"], record.id)
    write_lines(link, POSTGRESQL, ACTOR, [change], utc_text(datetime.now(UTC)))
    link.execute(away, (record.id,))
    link.commit()
    walk(link)
    assert PostgreSQLJournal(link).search("name", 5) == []
    with pytest.raises(psycopg.errors.RaiseException):
        link.execute(away, (kept.id,))


def test_search_finds_newest_first_by_class(link: psycopg.Connection[Any]) -> None:
    add(link, [sample("bike at the rack"), Note(text="Bike gone, 7b Café-Olé ÉTÉ")])
    add(link, [sample("no bikes here")])
    journal = PostgreSQLJournal(link)
    found = journal.search("BIKE", 10)
    assert [line.type for line in found] == ["probe.sample", "core.note", "probe.sample"]
    assert found[0].pos > found[1].pos > found[2].pos
    assert [line.type for line in journal.search("bike", 1, before=found[0].pos)] == ["core.note"]


WORDS = "Bike gone, 7b Café-Olé ÉTÉ bike.gone/now a@b.example -5 straße हिन्दी"


@pytest.fixture(scope="module")
def readers(shared: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Journal]]:
    """Write the same note to a store of each engine and give their readers."""
    url = f"sqlite:///{tmp_path_factory.mktemp('spelled')}/s.db"
    create_store(url)
    store = Store(url)
    store.register([Note])
    store.add_site(ACTOR, Site("OHS", "Oakfield", "America/Chicago"))
    store.add_many(ACTOR, [Note(text=WORDS)])
    with connect(shared) as link:
        add(link, [Note(text=WORDS)])
        yield [store.journal(ACTOR.scope), PostgreSQLJournal(link)]
    store.close()


@pytest.mark.parametrize(
    "query",
    ["cafe", "ole ete", "Café-Olé", "7B", "caf", "bike.gone", "OLÉ'", "example", "-5", "हिन्दी",
     "straße", "cafe\u0301", "rack", "gon bike"],
)  # fmt: skip
def test_words_are_found_on_both_engines_or_on_none(readers: list[Journal], query: str) -> None:
    here, there = (len(journal.search(query, 5)) for journal in readers)
    assert here == there == (query not in ("rack", "gon bike"))


@pytest.mark.parametrize(
    "query",
    ["'", '"', "a & | !b", "x:*", "(((", "\\", "'' <-> ''", "a:ABCD", "²½", "* ", "%", "%s ?",
     "ö" * 3000, "🚲", "\x00", "نَصّ", "हिन्दी", "\u0301"],
)  # fmt: skip
def test_whatever_is_typed_is_no_syntax_error(common: psycopg.Connection[Any], query: str) -> None:
    mark = f"mark{query.encode().hex()[:40]}"
    add(common, [Note(text=f"{query} {mark}")])
    journal = PostgreSQLJournal(common)
    assert len(journal.search(f"{query} {mark}", 5)) == 1
    journal.search(query, 5)
    common.rollback()


def test_entries_are_counted_by_place_and_hour_as_on_sqlite(
    link: psycopg.Connection[Any], store: Store
) -> None:
    def notes() -> list[Note]:
        at = datetime(2026, 10, 14, 16, 42, tzinfo=UTC)
        return [Note(text="x", place=place, occurred_from=at) for place in ("GYM", "GYM", None)]

    store.add_many(ACTOR, notes())
    add(link, notes())
    with store.journal(ACTOR.scope) as here:
        for by, told in (("place", {"": 1, "GYM": 2}), ("hour", {"2026-10-14T16": 3})):
            assert here.tally(by, []) == PostgreSQLJournal(link).tally(by, []) == told


def test_a_long_text_can_be_kept_and_found(link: psycopg.Connection[Any]) -> None:
    add(link, [Note(text=" ".join(f"word{at}" for at in range(12_000)) + " " + "x" * 9_000)])
    assert len(PostgreSQLJournal(link).search("word11999", 5)) == 1


def test_a_sealed_record_moves_to_an_index_of_its_own(link: psycopg.Connection[Any]) -> None:
    record = sample("a secret")
    add(link, [record])
    reindex(link, POSTGRESQL, record.id, "sealed")
    held = [
        name for name in INDEXES
        if rows(link, f"SELECT 1 FROM search_{name} WHERE words @@ 'secret'::tsquery")
    ]  # fmt: skip
    assert held == ["sealed"]


def test_the_version_of_a_store_is_read_the_same_way(link: psycopg.Connection[Any]) -> None:
    assert schema.revision(link, POSTGRESQL) == schema.REVISIONS[-1]
    link.execute("DROP TABLE core_version")
    assert schema.revision(link, POSTGRESQL) is None


def test_a_record_whose_plugin_is_gone_is_still_read(conninfo: str) -> None:
    made = engine(conninfo)
    with connect(conninfo) as link:
        add(link, [sample()])
    with made.connect() as connection:
        session = WriteSession(connection, ACTOR, {}, ledger())
        found = session.find("PS-" + str(datetime.now(UTC).year) + "-0001", "OHS")
        assert type(found) is CoreRecord
    made.dispose()
