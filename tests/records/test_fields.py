"""Fields: what a value may be, how it is kept, and how it is said."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from duties import Sweep
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.errors import Refused
from sro_ops.records.field_rules import Field
from sro_ops.text import clean, dollars

TIME = datetime(2026, 10, 14, 8, 0, tzinfo=UTC)


def test_the_declaration_says_kind_and_whether_it_is_required() -> None:
    fields = Sweep.fields()
    assert {name: (told.kind, told.required) for name, told in fields.items()} == {
        "hall": ("text", True), "escorted": ("number", False), "cost": ("money", False),
        "manner": ("text", False), "calm": ("yes/no", False), "on": ("date", False),
        "until": ("time", False),
    }  # fmt: skip
    assert fields["hall"].places == "hall"
    assert fields["manner"].choices == {"walk": "On foot", "cart": "By cart"}


KEPT: list[tuple[Field, Any, Any]] = [
    (Field("Hall"), "  B wing \r\n", "B wing"),
    (Field("Hall"), "a\x00b\x1b[31m", "ab[31m"),
    (Field("Hall"), "e\u0301", "é"),
    (Field("Hall", required=False), None, None),
    (Field("Hall", required=False), "  ", ""),
    (Field("Count", "number"), 7, 7),
    (Field("Count", "number", minimum=0, maximum=9), 0, 0),
    (Field("Count", "number", minimum=0, maximum=9), 9, 9),
    (Field("Count", "number"), 2**63 - 1, 2**63 - 1),
    (Field("Count", "number"), -(2**63), -(2**63)),
    (Field("Cost", "money"), 40050, 40050),
    (Field("Calm", "yes/no"), None, False),
    (Field("Calm", "yes/no"), True, True),
    (Field("Calm", "yes/no", required=False, default=True), None, True),
    (Field("Count", "number", required=False, default=0), None, 0),
    (Field("Count", "number", required=False, default=lambda: 7), None, 7),
    (Field("Remark", required=False, default=""), None, ""),
    (Field("Remark", required=False, default="none"), " ", "none"),
    (Field("On", "date"), date(2026, 10, 14), date(2026, 10, 14)),
    (Field("Until", "time"), TIME, TIME),
    (Field("Manner", choices={"walk": "On foot"}), "walk", "walk"),
    (Field("Manner", choices={"walk": "On foot"}), "On Foot", "walk"),
    (Field("Manner", choices={"walk": "On foot"}), "WALK", "walk"),
    (Field("Manner", choices={"walk": "On foot"}), " on  FOOT ", "walk"),
    (Field("Manner", choices={"walk": "On foot"}, was={"stroll": "walk"}), "stroll", "walk"),
    (Field("Manner", choices={"walk": "On foot"}, was={"Stroll": "walk"}), "STROLL", "walk"),
    (Field("Size", choices={"s": "Small", "S": "Special"}), "S", "S"),
    (Field("Size", choices={"s": "Small", "S": "Special"}), "small", "s"),
    (Field("Turn", choices={"left": "Right", "right": "Left"}), "left", "left"),
]


@pytest.mark.parametrize(("told", "given_value", "kept"), KEPT)
def test_a_value_is_kept_in_one_form(told: Field, given_value: Any, kept: Any) -> None:
    assert told.check(given_value) == kept
    assert told.check(told.check(given_value)) == kept


REFUSED: list[tuple[Field, Any, str]] = [
    (Field("Hall"), None, "Hall is missing. Give it a value"),
    (Field("Hall"), " \t ", "Hall is missing. Give it a value"),
    (Field("Hall"), "\x00", "Hall is missing. Give it a value"),
    (Field("Hall"), 7, 'Hall is "7". Write words'),
    (Field("Count", "number"), "seven", 'Count is "seven". Write a whole number'),
    (Field("Count", "number"), 1.5, 'Count is "1.5". Write a whole number'),
    (Field("Count", "number"), True, 'Count is "True". Write a whole number'),
    (Field("Count", "number", minimum=0), -1, "Count is -1. It is at least 0"),
    (Field("Count", "number", maximum=9), 10, "Count is 10. It is at most 9"),
    (Field("Count", "number"), 2**63, f"Count is {2**63}. It is at most {2**63 - 1}"),
    (Field("Cost", "money"), -(2**63) - 1, f"Cost is {-(2**63) - 1}. It is at least {-(2**63)}"),
    (Field("Cost", "money"), "$4", 'Cost is "$4". Write an amount in whole cents'),
    (Field("Calm", "yes/no"), "yes", 'Calm is "yes". Write yes or no'),
    (Field("On", "date"), "2026-10-14", 'On is "2026-10-14". Write a date'),
    (Field("On", "date"), TIME, f'On is "{TIME}". Write a date'),
    (Field("Until", "time"), date(2026, 10, 14), 'Until is "2026-10-14". Write a time with'),
    (
        Field("Until", "time"),
        datetime(2026, 10, 14),
        'Until is "2026-10-14 00:00:00". Write a time',
    ),
    (
        Field("Manner", choices={"walk": "On foot"}),
        "on fot",
        'Manner is "on fot". Nearest: walk (On foot)',
    ),
    (Field("Manner", choices={"walk": "On foot"}), "wlak", 'Manner is "wlak". Nearest: walk (On'),
    (Field("Manner", choices={"a": "A", "b": "B"}), "zzz", 'Manner is "zzz". Choose A, B'),
    (
        Field("Who", choices={"parent": "Parent", "trade": "Contractor"}),
        "zzz",
        'Who is "zzz". Choose Parent, trade (Contractor)',
    ),
]


@pytest.mark.parametrize(("told", "value", "said"), REFUSED)
def test_a_value_that_is_not_taken_is_named_with_how_to_write_it(
    told: Field, value: Any, said: str
) -> None:
    with pytest.raises(Refused) as refused:
        told.check(value)
    assert str(refused.value).startswith(said)


@given(st.text())
def test_text_is_kept_cleaned_and_without_space_around(text: str) -> None:
    assert Field("Text", required=False).check(text) == clean(text).strip()


@pytest.mark.parametrize(
    ("told", "value", "words"),
    [
        (Field("Hall"), "B wing", "B wing"),
        (Field("Count", "number"), 3, "Count 3"),
        (Field("Speed", "number", unit="mph"), 12, "Speed 12 mph"),
        (Field("Cost", "money"), 125050, "$1,250.50"),
        (Field("Calm", "yes/no"), True, "Calm"),
        (Field("Calm", "yes/no"), False, "not Calm"),
        (Field("Manner", choices={"walk": "On foot"}), "walk", "On foot"),
        (Field("Manner", choices={"walk": "On foot"}), "gone", "gone"),
        (Field("On", "date"), date(2026, 10, 14), "2026-10-14"),
    ],
)
def test_a_value_is_said_in_words(told: Field, value: Any, words: str) -> None:
    assert told.say(value) == words


@pytest.mark.parametrize(
    ("cents", "words"),
    [(0, "$0"), (5, "$0.05"), (40000, "$400"), (125050, "$1,250.50"), (-199, "-$1.99")],
)
def test_money_is_written_as_people_write_it(cents: int, words: str) -> None:
    assert dollars(cents) == words
