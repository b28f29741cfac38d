"""Whatever is typed is kept as `text.clean` says and comes back so, and the store verifies."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from duties import TYPES, Scan, Sweep
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.store.entities import Narrative, Party, Person
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import Clock, actors, fresh_store, install
from sro_ops.text import clean, one_line

ODD = "\x00\x07\x1b\r\n\t\x7f\x85\u0301\u202e\ud800\udfff\ufeff😀<>&\"'[]{}\\%?;é"
TEXT = st.text(max_size=80) | st.text(alphabet=ODD + "ab ", max_size=40)
WORDS = TEXT.filter(lambda text: bool(clean(text).strip()))
WHOLE = st.integers(-(2**63), 2**63 - 1)
TIMES = st.datetimes(
    min_value=datetime(1, 1, 3),
    max_value=datetime(9999, 12, 29),
    timezones=st.timezones(),
    allow_imaginary=False,
)
many = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with fresh_store(tmp_path_factory.mktemp("kept"), Clock()) as store:
        install(store, *TYPES)
        yield store
        assert verify(store.path).ok


@given(text=TEXT)
def test_cleaning_twice_is_cleaning_once_and_leaves_what_can_be_kept(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode()
    assert not any(c in once for c in "\x00\r\x1b\x7f\x85")
    assert "\n" not in one_line(text)


@many
@given(text=WORDS, place=st.none() | WORDS)
@pytest.mark.parametrize("door", ["session", "direct"])
def test_any_text_of_a_field_comes_back_cleaned(
    kept: Store, door: str, text: str, place: str | None
) -> None:
    note = Note(text=text, place=place)
    if door == "direct":
        kept.add_many(actors()(), [note])
    else:
        with kept.write(actors()()) as session:
            session.add(note)
    with kept.read(actors()()) as session:
        found = session.get(Note, note.id)
        assert found is not None
        assert found.text == clean(text).strip()
        assert found.place == (None if place is None else one_line(place))
    with kept.journal(actors()().scope) as journal:
        (line,) = journal.history(note.id)
        assert line.summary == clean(text).strip()
        assert line.place == (found.place or "")


@many
@given(text=TEXT, name=TEXT, checkpoint=WORDS, why=WORDS)
def test_any_text_of_a_part_a_person_and_a_reason_is_kept(
    kept: Store, text: str, name: str, checkpoint: str, why: str
) -> None:
    who = actors()()
    with kept.write(who) as session:
        session.add_all([
            sweep := Sweep(hall="B"), Scan(record=sweep, checkpoint=checkpoint),
            Narrative(record=sweep, at=kept.clock(), text=text), Party(record=sweep, name=name),
            Person(kind="visitor", name=name),
        ])  # fmt: skip
    with kept.write(who) as session:
        story = session.scalars(select(Narrative).where(Narrative.record_id == sweep.id)).one()
        assert story.text == clean(text)
        story.struck_why = why
    with kept.read(who) as session:
        scan = session.scalars(select(Scan).where(Scan.record_id == sweep.id)).one()
        party = session.scalars(select(Party).where(Party.record_id == sweep.id)).one()
        assert (scan.checkpoint, party.name) == (clean(checkpoint).strip(), clean(name))


@many
@given(count=WHOLE, cents=WHOLE, on=st.dates(), until=TIMES, calm=st.booleans())
@pytest.mark.parametrize("door", ["session", "direct"])
def test_numbers_money_dates_and_times_come_back_as_they_were(
    kept: Store, door: str, count: int, cents: int, on: date, until: datetime, calm: bool
) -> None:
    who = actors()()
    sweep = Sweep(
        hall="B", escorted=abs(count) % 2**63, cost=cents, on=on, until=until, calm=calm,
        occurred_from=until, occurred_to=until,
    )  # fmt: skip
    if door == "direct":
        kept.add_many(who, [sweep])
    else:
        with kept.write(who) as session:
            session.add(sweep)
    with kept.read(who) as session:
        found = session.get(Sweep, sweep.id)
        assert found is not None
        assert (found.escorted, found.cost, found.on) == (abs(count) % 2**63, cents, on)
        moment = until.astimezone(UTC)
        assert (found.until, found.occurred_from, found.calm) == (moment, moment, calm)
        assert found.occurred_from.tzinfo == UTC


@pytest.mark.parametrize("door", ["session", "direct"])
@pytest.mark.parametrize("cents", [2**63, -(2**63) - 1, 10**30])
def test_money_beyond_64_bits_is_refused_in_a_line(kept: Store, door: str, cents: int) -> None:
    with pytest.raises(Refused, match="Cost is"):
        _add(kept, door, Sweep(hall="B", cost=cents))


def test_a_number_of_a_part_beyond_64_bits_is_refused_in_a_line(kept: Store) -> None:
    with pytest.raises(Refused) as refused, kept.write(actors()()) as session:
        session.add_all([s := Sweep(hall="B"), Scan(record=s, checkpoint="x", count=2**63)])
    assert "\n" not in str(refused.value)
    assert verify(kept.path).ok


def _add(store: Store, door: str, sweep: Sweep) -> None:
    if door == "direct":
        store.add_many(actors()(), [sweep])
        return
    with store.write(actors()()) as session:
        session.add(sweep)


def test_a_hundred_kilobytes_are_kept_whole(kept: Store) -> None:
    text = "The quick brown fox 😀 " * 5_000
    kept.add_many(actors()(), [note := Note(text=text)])
    with kept.read(actors()()) as session:
        found = session.get(Note, note.id)
        assert found is not None
        assert found.text == text.strip()
    assert verify(kept.path).ok


@many
@given(summary=TEXT, basis=TEXT)
def test_any_text_of_a_line_without_a_record_is_kept(kept: Store, summary: str, basis: str) -> None:
    with kept.write(actors()()) as session:
        session.line("OHS", "disclosed", summary, changes={"basis": [None, basis]})
    with kept.journal(actors()().scope) as journal:
        assert journal.newest(1)[0].summary == clean(summary)


@pytest.mark.parametrize(
    "id", ["", "x", "' OR 1=1", "\ud800", "01A204A0-8F26-7580-A52F-F385D5700001"]
)
def test_an_id_that_is_no_uuid_is_refused(kept: Store, id: str) -> None:
    with pytest.raises(Refused, match="is no id"):
        kept.add_many(actors()(), [Note(id=id, text="x")])
