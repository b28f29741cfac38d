"""Lists and forms on a real store: what is typed is understood and kept as on the shell."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sro_ops.access.signing import by_system_user
from sro_ops.console.housed.forms import HousedForms
from sro_ops.console.housed.records import HousedRecords
from sro_ops.console.screens.listwords import figure
from sro_ops.console.source.records import ListQuery
from sro_ops.console.telling import record_page
from sro_ops.demo.playing import write_school
from sro_ops.errors import Refused
from sro_ops.host.house import House
from sro_ops.host.opening import open_house
from sro_ops.records.entry import People, Person
from sro_ops.records.listing import FOUND
from sro_ops.records.page import read_page

SHIFT = "patrol.shift"
DOORS = ListQuery(("patrol.door",))


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    file = write_school(tmp_path / "school", getpass.getuser())
    with open_house(file) as house:
        with house.store.raw() as link:
            house.actor = by_system_user(link, getpass.getuser(), house.roles, house.desk.id)
        yield house


@pytest.fixture
def forms(house: House) -> HousedForms:
    return HousedForms(lambda: house)


@pytest.fixture
def records(house: House) -> HousedRecords:
    return HousedRecords(lambda: house)


def test_a_form_has_the_fields_of_its_type_and_those_of_every_record(forms: HousedForms) -> None:
    form = forms.form("patrol.door")
    assert form.label == "Door check"
    assert [field.name for field in form.fields] == [
        "condition",
        "occurred_from",
        "occurred_to",
        "place",
    ]


def test_a_form_is_kept_and_stands_in_the_list(forms: HousedForms, records: HousedRecords) -> None:
    number = forms.add(
        "patrol.door", {"condition": "propped", "place": "gym", "occurred_from": "-20m"}
    )
    (row,) = records.page(DOORS, None, 10)
    assert (row.number, row.summary, row.place, row.word) == (number, "propped", "Gym", "door")
    assert records.facts(DOORS).count == 1
    assert records.page(DOORS, row, 10) == []


@pytest.mark.parametrize(
    ("name", "text", "error"),
    [
        ("occurred_from", "-20m", ""),
        ("occurred_from", "yest 14:40", ""),
        ("occurred_from", "2026-10-14 13:05", ""),
        ("occurred_from", "soonish", "no time"),
        ("place", "gym", ""),
        ("place", "gmy", "Nearest: Gym"),
        ("condition", "whatever it is", ""),
    ],
)
def test_a_text_is_understood_or_refused_in_words(
    forms: HousedForms, name: str, text: str, error: str
) -> None:
    found = forms.understand("patrol.door", name, text)
    assert bool(found.error) == bool(error)
    assert error in found.error


def test_the_nearest_place_is_offered(forms: HousedForms) -> None:
    assert forms.understand("patrol.door", "place", "gmy").offer == "Gym"


def test_a_form_of_a_kept_record_holds_what_it_says_and_changes_it_with_a_reason(
    forms: HousedForms, records: HousedRecords
) -> None:
    number = forms.add("patrol.door", {"condition": "propped", "place": "gym"})
    form = forms.form_of(number)
    texts = {field.name: field.text for field in form.fields}
    assert (texts["condition"], texts["place"]) == ("propped", "Gym")
    forms.edit(number, form.version, {"condition": "propped, closed it"}, "wrong word")
    (row,) = records.page(DOORS, None, 10)
    assert row.summary == "propped, closed it"


@pytest.mark.parametrize(
    ("text", "words", "offer"),
    [
        ("jay", "Jayden Moore  student  tab takes it", "Jayden Moore"),
        ("reed", "Tyler Reed  student  tab takes it", "Tyler Reed"),
        ("t", "Tom Vance  student  tab takes it; more letters for others", "Tom Vance"),
        ("jayden moore", "student", ""),
        ("Somebody Else", "", ""),
    ],
)
def test_a_field_that_names_somebody_is_completed_as_on_the_entry_line(
    house: House, monkeypatch: pytest.MonkeyPatch, text: str, words: str, offer: str
) -> None:
    names = ("Jayden Moore", "Tyler Reed", "Tom Vance")
    known = People(Person(f"id-{name}", name, "student") for name in names)
    context = replace(house.context(), people=known)
    monkeypatch.setattr(house, "context", lambda: context)
    found = HousedForms(lambda: house).understand(SHIFT, "relieves", text)
    assert (found.words, found.offer, found.error) == (words, offer, "")


def test_two_who_change_the_same_version_do_not_overwrite_each_other(forms: HousedForms) -> None:
    number = forms.add("patrol.door", {"condition": "propped"})
    form = forms.form_of(number)
    forms.edit(number, form.version, {"condition": "closed"}, "first")
    with pytest.raises(Refused, match="meanwhile"):
        forms.edit(number, form.version, {"condition": "open"}, "second")


def test_a_far_jump_interpolates_the_key(forms: HousedForms, records: HousedRecords) -> None:
    for minutes in range(60, 0, -1):
        forms.add("patrol.door", {"condition": f"c{minutes}", "occurred_from": f"-{minutes}m"})
    rows = records.page_near(DOORS, 0.5, 5)
    assert 25 <= int(rows[0].summary[1:]) <= 35
    assert [row.number for row in records.page(DOORS, rows[0], 4)] == [
        row.number for row in rows[1:]
    ]


def test_words_in_more_lines_than_are_looked_through_say_at_least(
    house: House, records: HousedRecords
) -> None:
    door = house.store.classes["patrol.door"]
    house.store.add_many(house.actor, [door(condition="propped") for _ in range(FOUND)])
    facts = records.facts(ListQuery(DOORS.types, "propped"))
    assert figure(facts) == "≥ 500 records"
    assert facts.said == ("“propped”", "looked for in the newest 500 lines")
    assert figure(records.facts(ListQuery(DOORS.types, "nowhere"))) == "0 records"


def test_a_page_says_what_this_operator_may_do(house: House, forms: HousedForms) -> None:
    number = forms.add("patrol.door", {"condition": "propped"})
    page = read_page(house.store, house.actor, number, house.site)
    assert record_page(page, house, house.actor).may == {"edit", "append", "link", "strike"}


def test_types_that_an_operator_may_not_see_are_in_no_mode(
    house: House, records: HousedRecords
) -> None:
    assert {"core.note", "patrol.check", "patrol.door"} <= {k.type for k in records.kinds()}
    house.store.record_classes["patrol.door"] = "medical"
    assert "patrol.door" not in {kind.type for kind in records.kinds()}
