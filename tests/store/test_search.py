"""Search: an index for each record class, whatever is typed, newest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from duties import TYPES, Directory, Incident, Referral, Sweep, Visit
from hypothesis import given, settings
from hypothesis import strategies as st
from journals import rows
from sqlalchemy import select

from sro_ops.records.note import Note
from sro_ops.records.record import Record
from sro_ops.store.dialect import INDEXES
from sro_ops.store.entities import Narrative, Party
from sro_ops.store.model import CLASSES, Actor, Line
from sro_ops.store.privacy import expunge, seal
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock, actors, fresh_store, install

OF_CLASS: dict[str, Callable[[str], Record]] = {
    "general": lambda text: Sweep(hall=text),
    "directory": lambda text: Directory(text=text),
    "education": lambda text: Referral(text=text),
    "law_enforcement_unit": lambda text: Incident(text=text),
    "medical": lambda text: Visit(text=text),
}


def found(store: Store, who: Actor, query: str, limit: int = 10) -> list[Line]:
    with store.journal(who.scope) as journal:
        return journal.search(query, limit)


def numbers(store: Store, who: Actor, query: str) -> list[str]:
    return [line.number for line in found(store, who, query)]


def indexes_with(store: Store, number: str) -> set[str]:
    """Return the indexes that hold a line of this record."""
    return {
        name
        for name in INDEXES
        if rows(
            store.path,
            f"SELECT 1 FROM search_{name}_docsize d JOIN journal_line l ON l.pos = d.id"
            " WHERE l.number = ?", number,
        )
    }  # fmt: skip


@pytest.mark.parametrize("record_class", CLASSES)
def test_a_class_that_is_hidden_cannot_match(
    store: Store, actor: ActorFactory, record_class: str
) -> None:
    record = OF_CLASS[record_class]("quetzal")
    store.add_many(actor(), [record])
    assert indexes_with(store, record.number or "") == {record_class}
    assert numbers(store, actor(classes={record_class}), "quetzal") == [record.number]
    assert numbers(store, actor(classes=set(CLASSES) - {record_class}), "quetzal") == []
    assert numbers(store, actor(classes=set()), "quetzal") == []


def test_sealing_moves_the_words_and_unsealing_brings_them_back(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [note := Note(text="quetzal")])
    seeing = actor(sealed=True)
    for sealed, index in ((True, "sealed"), (False, "law_enforcement_unit")):
        with store.write(seeing) as session:
            seal(session, session.find("N-2026-0001", "OHS"), "order 9", sealed)
        assert indexes_with(store, note.number or "") == {index}
        assert set(numbers(store, actor(), "quetzal")) == (set() if sealed else {"N-2026-0001"})
        assert len(found(store, seeing, "quetzal")) == (2 if sealed else 3)
        assert verify(store.path).ok


def test_a_change_of_class_moves_every_word(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [note := Note(text="quetzal")])
    with store.write(actor()) as session:
        session.scalars(select(Note)).one().text = "pelican"
    with store.write(actor()) as session:
        session.scalars(select(Note)).one().record_class = "education"
    assert indexes_with(store, note.number or "") == {"education"}
    for word in ("quetzal", "pelican"):
        assert numbers(store, actor(classes={"law_enforcement_unit", "general"}), word) == []
        assert "N-2026-0001" in numbers(store, actor(), word)
    assert verify(store.path).ok


def test_a_line_about_a_sealed_record_is_searched_where_the_record_is(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [note := Note(text="x")])
    with store.write(actor(sealed=True)) as session:
        seal(session, session.find("N-2026-0001", "OHS"), "order 9")
    with store.write(actor()) as session:
        session.line(
            "OHS", "disclosed", "told quetzal", record=note.id, number="N-2026-0001",
            record_class="law_enforcement_unit",
        )  # fmt: skip
    assert numbers(store, actor(), "quetzal") == []
    assert numbers(store, actor(sealed=True), "quetzal") == ["N-2026-0001"]
    assert verify(store.path).ok


def test_somebody_of_another_class_is_not_found_by_who_may_not_know_of_them(
    store: Store, actor: ActorFactory
) -> None:
    with store.write(actor()) as session:
        session.add_all([
            sweep := Sweep(hall="B"),
            Party(record=sweep, name="Jordan Quetzal", record_class="education"),
            Party(record=sweep, name="Officer Pelican", record_class="general"),
        ])  # fmt: skip
    general = actor(classes={"general"})
    assert numbers(store, general, "pelican") == [sweep.number]
    assert numbers(store, general, "quetzal") == []
    assert found(store, general, "pelican")[0].people == ("Officer Pelican",)
    with store.write(actor()) as session:
        session.scalars(select(Sweep)).one().record_class = "education"
    assert sweep.number in numbers(store, actor(), "quetzal")
    with store.write(actor()) as session:
        session.scalars(select(Sweep)).one().record_class = "general"
    assert numbers(store, general, "quetzal") == []
    assert verify(store.path).ok


def test_words_are_found_wherever_they_were_written(
    store: Store, actor: ActorFactory, clock: Clock
) -> None:
    with store.write(actor()) as session:
        session.add(note := Note(text="the first words"))
    with store.write(actor()) as session:
        kept = session.get(Note, note.id)
        assert kept is not None
        kept.text = "amended words"
        session.intend(kept, "amended", "a better reason")
    with store.write(actor()) as session:
        kept = session.get(Note, note.id)
        session.add(Narrative(record=kept, at=clock(), text="told later"))
        session.add(Party(record=kept, name="Kim Ames"))
    for query in ("first", "amended", "reason", "later", "ames"):
        assert set(numbers(store, actor(), query)) == {"N-2026-0001"}, query


def test_every_word_must_be_there_and_the_last_may_be_a_beginning(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [Note(text="bike stolen at the rack"), Note(text="bike found")])
    assert numbers(store, actor(), "bike") == ["N-2026-0002", "N-2026-0001"]
    assert numbers(store, actor(), "rack bike") == ["N-2026-0001"]
    assert numbers(store, actor(), "bike sto") == ["N-2026-0001"]
    assert numbers(store, actor(), "bik stolen") == []
    assert numbers(store, actor(), "BIKE Found") == ["N-2026-0002"]


def test_letters_of_every_script_are_found_with_and_without_their_marks(
    store: Store, actor: ActorFactory
) -> None:
    for text in ("José Ñandú", "Škoda", "学校 保安", "Ελλάδα", "مدرسة", "हिन्दी", "Ångström"):
        store.add_many(actor(), [Note(text=text)])
    for query in ("jose", "JOSÉ", "nandu", "skoda", "学校", "ΕΛΛΆΔΑ", "مدرسة", "हिन्दी", "angstr"):
        assert len(numbers(store, actor(), query)) == 1, query


def test_the_newest_comes_first_and_pages_follow_by_position(
    store: Store, actor: ActorFactory
) -> None:
    store.add_many(actor(), [
        Note(text=f"quetzal {n}") if n % 2 else Sweep(hall=f"quetzal {n}") for n in range(25)
    ])  # fmt: skip
    with store.journal(actor().scope) as journal:
        pages, before = [], None
        while page := journal.search("quetzal", 10, before=before):
            pages.append([line.pos for line in page])
            before = page[-1].pos
    assert [len(page) for page in pages] == [10, 10, 5]
    every = [pos for page in pages for pos in page]
    assert every == sorted(every, reverse=True)
    assert len(set(every)) == 25


def test_filters_narrow_a_search_over_many_pages(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [
        Note(text="quetzal", place="GYM" if n in (0, 30) else "LIB") for n in range(60)
    ])  # fmt: skip
    with store.journal(actor().scope) as journal:
        lines = journal.search("quetzal", 5, filters=[("place", "GYM")])
    assert [line.number for line in lines] == ["N-2026-0031", "N-2026-0001"]


def test_what_was_expunged_is_not_found(store: Store, actor: ActorFactory) -> None:
    store.add_many(actor(), [note := Note(text="quetzal"), Note(text="quetzal too")])
    expunge(store, actor(), note.number or "", "OHS", "order 12")
    assert numbers(store, actor(), "quetzal") == ["N-2026-0002"]
    assert numbers(store, actor(), "order") == ["N-2026-0001"]


ODD = [
    "", " ", '"', '"unclosed', "a AND", "AND", "OR NOT", "NEAR(a b)", "NEAR", "*", "a*", "*a", "-",
    "-a", "a-b", "^a", "{a b}", "words:quetzal", "rowid:1", "(", ")", "quetzal)", "a\x00b", "\x00",
    "😀", "\ud800", "%_", "';--", "\\", "\u202equetzal", "a" * 10_000, "a " * 5_000, "'" * 10_000,
    "\u0301", "e\u0301", "\n\t", "\uffff", "٣", "½", "ﬀ", "ß",
]  # fmt: skip


@pytest.mark.parametrize("query", ODD, ids=[repr(query[:12]) for query in ODD])
def test_odd_text_is_a_query_like_any_other(odd_store: Store, query: str) -> None:
    found(odd_store, actors()(), query)


def test_quotes_and_operators_around_a_word_do_not_hide_it(odd_store: Store) -> None:
    for query in ('"quetzal"', "quetzal*", "-quetzal", "(quetzal)", "quetzal:", "\x00quetzal"):
        assert found(odd_store, actors()(), query), query


@pytest.fixture(scope="module")
def odd_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with fresh_store(tmp_path_factory.mktemp("odd"), Clock()) as store:
        install(store, *TYPES)
        store.add_many(actors()(), [Note(text="quetzal AND near OR not"), Sweep(hall="a b")])
        yield store


@settings(max_examples=200, deadline=None)
@given(query=st.text(max_size=60) | st.text(alphabet='"*-()^:ANDORET \x00\u0301aé', max_size=30))
def test_any_text_is_a_query(odd_store: Store, query: str) -> None:
    found(odd_store, actors()(), query)


@settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1, max_size=40))
def test_any_word_that_was_kept_is_found_again(odd_store: Store, text: str) -> None:
    from sro_ops.store.search_index import query_terms

    terms = query_terms(text)
    if not terms:
        return
    (written,) = odd_store.add_many(actors()(), [Note(text=text)])
    with odd_store.journal(actors()().scope) as journal:
        assert written.pos in [line.pos for line in journal.search(text, 100)], terms
