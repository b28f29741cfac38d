"""Money and tags: words that carry their own sign."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.records.entry.money import MOST_CENTS, say_cents

from .school import problems, read


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("$400", 40000),
        ("$1,250.50", 125050),
        ("$1250.5", 125050),
        ("$.50", 50),
        ("$0", 0),
        ("400 dollars", 40000),
        ("1 dollar", 100),
        ("400usd", 40000),
        ("400 USD", 40000),
        ("$400,", 40000),
        ("$1,250.50.", 125050),
        ("$100,000,000,000", MOST_CENTS),
    ],
)
def test_an_amount_is_integer_cents(typed: str, cents: int) -> None:
    entry = read(f"theft bike {typed} black")
    assert entry.cents == (cents,)
    assert entry.text.replace(",", "").replace(".", "") == "bike black"


@pytest.mark.parametrize(
    "typed",
    [
        "400",
        "$",
        "$400k",
        "$400-500",
        "$1,25",
        "$1.234",
        "$-5",
        "400 students",
        "usd",
        '"$400"',
        "$٤",
    ],
)
def test_not_money(typed: str) -> None:
    entry = read(f"theft bike {typed}")
    assert (entry.cents, entry.text) == ((), f"bike {typed}")


def test_the_first_amount_goes_to_the_field_and_others_stay_in_the_text() -> None:
    entry = read("theft bike $400 lock $20")
    assert (entry.cents, entry.text) == ((40000, 2000), "bike lock $20")


def test_where_the_verb_takes_no_money_amounts_stay_in_the_text() -> None:
    entry = read("found wallet with $40 in the gym")
    assert (entry.cents, entry.text) == ((4000,), "wallet with $40")


@pytest.mark.parametrize("typed", ["$100,000,000,000.01", "$" + "9" * 5000])
def test_too_much_money_is_named_and_stays_text(typed: str) -> None:
    entry = read(f"theft {typed}")
    assert (entry.cents, entry.text) == ((), typed)
    assert [message.startswith('Too much money: "$') for message, _ in problems(entry)] == [True]
    assert len(problems(entry)[0][0]) < 60


@given(st.integers(0, MOST_CENTS))
def test_an_amount_said_back_means_the_same(cents: int) -> None:
    assert read(f"theft {say_cents(cents)}").cents == (cents,)


@pytest.mark.parametrize(
    ("line", "tags", "text"),
    [
        ("note #fight in class", ("fight",), "in class"),
        ("note calm #After-School, #fight #FIGHT", ("after-school", "fight"), "calm,"),
        ("note #école", ("école",), ""),
        ("note squad #4", (), "squad #4"),
        ("note # 4 a#b ##x", (), "# 4 a#b ##x"),
        ('note "#fight"', (), '"#fight"'),
    ],
)
def test_tags(line: str, tags: tuple[str, ...], text: str) -> None:
    entry = read(line)
    assert (entry.tags, entry.text) == (tags, text)
