"""Values as people write them on the shell and in forms."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from duties import Sweep

from sro_ops.errors import Refused, Usage
from sro_ops.records.field_rules import Field
from sro_ops.records.values import check_span, pairs, read_time, read_value, read_values

ZONE = "America/Chicago"

READ: list[tuple[str, str, Any]] = [
    ("text", "  B wing ", "B wing"),
    ("text", "", None),
    ("number", "7", 7),
    ("number", "-7", -7),
    ("number", "+7", 7),
    ("number", " 007 ", 7),
    ("number", "", None),
    ("money", "400", 40_000),
    ("money", "$400", 40_000),
    ("money", "$ 1,250.50", 125_050),
    ("money", "0.05", 5),
    ("yes/no", "yes", True),
    ("yes/no", "Y", True),
    ("yes/no", "TRUE", True),
    ("yes/no", "1", True),
    ("yes/no", "no", False),
    ("yes/no", "N", False),
    ("yes/no", "False", False),
    ("yes/no", "0", False),
    ("yes/no", " ", None),
    ("date", "2026-10-14", date(2026, 10, 14)),
    ("time", "2026-10-14T13:05", datetime(2026, 10, 14, 18, 5, tzinfo=UTC)),
    ("time", "2026-10-14 13:05", datetime(2026, 10, 14, 18, 5, tzinfo=UTC)),
    ("time", "2026-01-14T13:05", datetime(2026, 1, 14, 19, 5, tzinfo=UTC)),
    ("time", "2026-10-14T13:05+02:00", datetime(2026, 10, 14, 11, 5, tzinfo=UTC)),
    ("time", "2026-10-14T13:05Z", datetime(2026, 10, 14, 13, 5, tzinfo=UTC)),
    ("time", "2026-10-14", datetime(2026, 10, 14, 5, 0, tzinfo=UTC)),
    ("time", "", None),
]


@pytest.mark.parametrize(("kind", "text", "value"), READ)
def test_a_text_is_read_by_its_field_s_kind(kind: str, text: str, value: Any) -> None:
    found = read_value(Field("It", kind), text, ZONE)
    assert (found, type(found)) == (value, type(value))


WRONG = {
    "number": ("It is {text}. Write a whole number", ["x", "7.5", "1e3", "7 8", "٧x", "9" * 19]),
    "money": (
        "It is {text}. Write an amount like $400 or 1,250.50",
        ["lots", "-4", "4.5", "4.505", "1,25", "$", "4 dollars", "1" * 15],
    ),
    "yes/no": ("It is {text}. Write yes or no", ["maybe", "yess", "2", "ja"]),
    "date": ("It is {text}. Write a date like 2026-10-14", ["10/14/2026", "2026-02-30", "today"]),
    "time": (
        "It is {text}. Write a time like 2026-10-14T13:05",
        ["noon", "13:05", "2026-10-14T25:00", "9999-12-31T23:30", "0001-01-01T00:00+14:00"],
    ),
}


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, (_, texts) in WRONG.items() for text in texts]
)
def test_a_text_that_its_field_does_not_take_is_named_with_how_to_write_it(
    kind: str, text: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_value(Field("It", kind), text, ZONE)
    assert str(refused.value) == WRONG[kind][0].format(text=f'"{text}"')


def test_the_hour_that_a_change_of_clocks_leaves_out_is_read_as_the_clocks_went_on() -> None:
    assert read_time("2026-03-08T02:30", ZONE, "It") == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)


def test_fields_of_every_record_are_read_beside_the_type_s_own() -> None:
    texts = {
        "place": " GYM ", "occurred_from": "2026-10-14T08:00", "occurred_to": "", "escorted": "3",
    }  # fmt: skip
    assert read_values(Sweep, texts, ZONE) == {
        "place": "GYM", "occurred_from": datetime(2026, 10, 14, 13, 0, tzinfo=UTC),
        "occurred_to": None, "escorted": 3,
    }  # fmt: skip
    assert read_values(Sweep, {"place": "  "}, ZONE) == {"place": None}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("occurred_from", "", "Occurred is missing. Write a time like 2026-10-14T13:05"),
        ("occurred_from", "noon", 'Occurred is "noon". Write a time like'),
        ("occurred_to", "soon", 'Until is "soon". Write a time like'),
        ("escortd", "3", 'duty.sweep: no field "escortd". Nearest: escorted'),
        ("version", "3", 'duty.sweep: no field "version"'),
        ("struck", "yes", 'duty.sweep: no field "struck"'),
    ],
)
def test_a_field_that_is_not_there_or_not_right_is_named(name: str, text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_values(Sweep, {name: text}, ZONE)
    assert str(refused.value).startswith(said)


def test_an_end_does_not_lie_before_its_beginning() -> None:
    start, end = datetime(2026, 10, 14, 8, tzinfo=UTC), datetime(2026, 10, 14, 9, tzinfo=UTC)
    for span in ((start, None), (start, start), (start, end), (None, end)):
        check_span(Sweep(occurred_from=span[0], occurred_to=span[1]))
    with pytest.raises(Refused, match="Until lies before Occurred"):
        check_span(Sweep(occurred_from=end, occurred_to=start))


def test_arguments_are_pairs_of_a_field_and_its_text() -> None:
    assert pairs(["hall=B wing", " cost =$4", "until=", "note=a=b"]) == {
        "hall": "B wing", "cost": "$4", "until": "", "note": "a=b",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["hall"], '"hall" is not FIELD=VALUE. Write like hall="North wing"'),
        (["=x"], '"=x" is not FIELD=VALUE'),
        (["hall=a", " hall=b"], '"hall" is given twice'),
    ],
)
def test_arguments_that_are_no_pairs_are_wrong_usage(arguments: list[str], said: str) -> None:
    with pytest.raises(Usage) as refused:
        pairs(arguments)
    assert str(refused.value).startswith(said)
