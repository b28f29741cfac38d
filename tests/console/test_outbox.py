"""No typed line is ever dropped, and every line says what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.console.entry.meaning import Ask, meaning
from sro_ops.console.entry.offers import find, take
from sro_ops.console.entry.outbox import Draft, Outbox
from sro_ops.console.source.typed import Completion, Problem


@given(st.lists(st.sampled_from(["put", "next", "fail", "save", "back"]), max_size=60))
def test_every_line_is_saved_or_kept_or_in_the_field(steps: list[str]) -> None:
    outbox = Outbox()
    field: list[Draft] = []
    put, saved = 0, []
    for step in steps:
        if step == "put":
            outbox.put(Draft(f"line {put}"))
            put += 1
        elif step == "next":
            outbox.next()
        elif step in ("fail", "save") and outbox.flying is not None:
            draft = outbox.landed()
            if step == "save":
                saved.append(draft)
            else:
                outbox.keep([draft])
        elif step == "back" and (kept := outbox.back()) is not None:
            field.append(kept)
    assert len(saved) + len(field) + outbox.unsaved == put


def test_one_line_is_on_its_way_at_a_time_and_in_order() -> None:
    outbox = Outbox()
    outbox.put(Draft("first"))
    outbox.put(Draft("second"))
    assert outbox.next() == Draft("first")
    assert outbox.next() is None
    outbox.landed()
    assert outbox.next() == Draft("second")


def test_arrows_bring_earlier_lines_and_give_the_present_one_back() -> None:
    outbox = Outbox()
    outbox.put(Draft("one"))
    outbox.put(Draft("two"))
    assert outbox.recall(-1, "half ty") == "two"
    assert outbox.recall(-1, "two") == "one"
    assert outbox.recall(-1, "one") is None
    assert outbox.recall(1, "one") == "two"
    assert outbox.recall(1, "two") == "half ty"


@pytest.mark.parametrize(
    ("text", "ask", "words"),
    [
        ("", Ask.NOTHING, ""),
        ("   ", Ask.NOTHING, ""),
        ("/", Ask.NOTHING, ""),
        ("?", Ask.HELP, ""),
        ("? who left door 4 open", Ask.ENTRY, "? who left door 4 open"),
        ("/grey van", Ask.SEARCH, "grey van"),
        ("142", Ask.OPEN, "142"),
        ("P-142", Ask.OPEN, "P-142"),
        ("p-2026-0142", Ask.OPEN, "p-2026-0142"),
        ("OHS/P-2026-0142", Ask.OPEN, "OHS/P-2026-0142"),
        ("patrol gym secure", Ask.ENTRY, "patrol gym secure"),
        ("142 students", Ask.ENTRY, "142 students"),
        ("11:42", Ask.ENTRY, "11:42"),
    ],
)
def test_a_line_is_told_by_its_content(text: str, ask: Ask, words: str) -> None:
    told = meaning(text)
    assert (told.ask, told.words) == (ask, words)


def test_the_remedy_of_a_problem_is_offered_before_a_completion() -> None:
    problem = Problem(6, 11, "No place “rakc”", "Bike rack")
    completion = Completion("Gym", "place", "GYM", 12, 14, "Gym")
    assert find("theft @rakc gy", [problem], [completion]) == ((6, 11, "Bike rack"), "")
    assert find("theft @rakc gy", [], [completion]) == ((12, 14, "Gym"), "m")


def test_a_completion_that_does_not_go_on_from_the_typed_word_is_no_ghost() -> None:
    gym = Completion("Gym", "place", "GYM", 0, 3, "Gym")
    assert find("gmy", [], [gym]) == ((0, 3, "Gym"), "")


def test_taking_an_offer_leaves_the_cursor_after_it() -> None:
    assert take("patrol gy", (7, 9, "Gym")) == ("patrol Gym ", 11)
    assert take("theft @rakc $400", (6, 11, "Bike rack")) == ("theft Bike rack $400", 15)
