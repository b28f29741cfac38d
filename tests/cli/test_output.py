"""Answers for scripts and for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sro_ops.cli.output import Column, emit, emit_rows, printable
from sro_ops.text import cells

ROWS: list[dict[str, object]] = [
    {"number": "P-2026-0142", "place": "Gym", "count": 7, "more": ["a", "b"]},
    {"number": "N-2026-1", "place": "体育館", "count": 1200, "more": []},
    {"number": "N-2026-2", "place": None, "count": None, "more": None},
]
COLUMNS = [Column("number", "Number"), Column("place", "Place"), Column("count", "Count", True)]


def test_a_list_for_scripts_is_one_document_a_line_with_every_key(
    capsys: pytest.CaptureFixture[str],
) -> None:
    emit_rows(ROWS, COLUMNS, as_json=True)
    printed = capsys.readouterr().out
    assert printed.isascii()
    assert [json.loads(line) for line in printed.splitlines()] == ROWS


def test_a_list_for_people_lines_up_by_cells_not_by_characters(
    capsys: pytest.CaptureFixture[str],
) -> None:
    emit_rows(ROWS, COLUMNS, as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "Number       Place   Count",
        "P-2026-0142  Gym         7",
        "N-2026-1     体育館   1200",
        "N-2026-2",
    ]


def test_an_empty_list_says_so_to_people_and_nothing_to_scripts(
    capsys: pytest.CaptureFixture[str],
) -> None:
    emit_rows([], COLUMNS, as_json=False, empty="No entries yet.")
    emit_rows([], COLUMNS, as_json=True, empty="No entries yet.")
    assert capsys.readouterr().out == "No entries yet.\n"


def test_a_list_that_never_ends_is_shown_row_by_row(capsys: pytest.CaptureFixture[str]) -> None:
    def followed() -> Iterator[dict[str, object]]:
        yield {"number": "N-2026-1"}
        assert capsys.readouterr().out == "Number\nN-2026-1\n"
        yield {"number": "N-2026-2"}

    emit_rows(followed(), [Column("number", "Number", width=12)], as_json=False, sample=0)
    assert capsys.readouterr().out == "N-2026-2\n"


def test_a_long_list_is_not_held_in_memory_for_its_widths(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def flowing() -> Iterator[dict[str, object]]:
        for number in range(3):
            yield {"number": "x" * (number + 1)}
        assert capsys.readouterr().out.splitlines() == ["Number", "x", "xx", "xxx"]

    emit_rows(flowing(), [Column("number", "Number")], as_json=False, sample=2)


def test_one_answer_is_a_document_or_a_line_for_each_key(
    capsys: pytest.CaptureFixture[str],
) -> None:
    answer = {"ok": True, "recorded_at": "2026-01-05T08:00:00-06:00", "head": None}
    emit(answer, as_json=True)
    assert json.loads(capsys.readouterr().out) == answer
    emit(answer, as_json=False)
    assert capsys.readouterr().out.splitlines() == [
        "ok           yes",
        "recorded at  2026-01-05T08:00:00-06:00",
        "head",
    ]


@given(st.text())
def test_printable_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    shown = printable(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize(
    ("text", "width"),
    [("gym", 3), ("体育", 4), ("e\u0301", 1), ("ﾊﾞ", 2), ("שלום", 4), ("👍", 2), ("", 0)],
)
def test_cells_are_counted_as_a_terminal_counts_them(text: str, width: int) -> None:
    assert cells(text) == width
