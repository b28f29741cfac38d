"""Numbers as people say and type them."""

from __future__ import annotations

import pytest

from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.records.numbers import by_count, is_number, parse_number
from sro_ops.store.model import Actor, Scope
from sro_ops.store.store import Store

EVERYTHING = Actor(
    "0190a000-0000-7000-8000-000000000001",
    Scope(None, frozenset({"law_enforcement_unit"})),
    permissions=("*",),
)


@pytest.mark.parametrize(
    "typed", ["P-2026-0142", "p-142", "P-142", " p-2026-142 ", "OHS/P-2026-0142", "ohs/p-142"]
)
def test_a_number_is_read_in_any_form_that_people_say(typed: str) -> None:
    assert parse_number(typed, 2026, "OHS") == ("OHS", "P-2026-0142")


@pytest.mark.parametrize("typed", ["", "patrol", "P-", "142", "P-2026-", "PATROL-1", "P-1; DROP"])
def test_what_is_no_number_is_refused_with_how_to_write_one(typed: str) -> None:
    assert not is_number(typed)
    with pytest.raises(Refused, match="Write it like P-2026-0142"):
        parse_number(typed, 2026, "OHS")


def test_a_bare_count_is_the_record_of_this_year_that_was_kept_last(store: Store) -> None:
    with store.write(EVERYTHING) as session:
        session.add(Note(text="kept"))
    with store.read(EVERYTHING) as session:
        assert by_count(session, 1, ["P", "N"], 2026, "OHS") == "N-2026-0001"
        with pytest.raises(Refused, match="no record 2 of 2026 that you may see"):
            by_count(session, 2, ["P", "N"], 2026, "OHS")


def test_a_bare_count_opens_nothing_that_is_hidden(store: Store) -> None:
    with store.write(EVERYTHING) as session:
        session.add(Note(text="kept"))
    nobody = Actor(EVERYTHING.desk, Scope(None, frozenset({"general"})))
    with store.read(nobody) as session, pytest.raises(Refused, match="that you may see"):
        by_count(session, 1, ["N"], 2026, "OHS")
