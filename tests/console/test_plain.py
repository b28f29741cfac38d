"""Typed text is shown as text and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sro_ops.console.kit.ink import length, ruled, spread, trim
from sro_ops.console.kit.plain import cut, fit, shown, typed
from sro_ops.console.kit.wrap import wrap
from sro_ops.text import initials


def test_escapes_and_control_characters_are_not_shown() -> None:
    assert shown("red \x1b[31malert\x07\x00 now") == "red [31malert now"


def test_direction_overrides_cannot_turn_a_line_around() -> None:
    assert shown("safe\u202egnp.exe\u2066") == "safegnp.exe"
    assert typed("safe\u202egnp.exe") == "safegnp.exe"


def test_right_to_left_words_and_emoji_are_kept() -> None:
    assert shown("שלום 👍 مرحبا") == "שלום 👍 مرحبا"


def test_a_pasted_line_keeps_joiners_that_its_script_needs() -> None:
    assert typed("می\u200cروم") == "می\u200cروم"


@given(st.text(), st.integers(0, 60))
def test_a_cut_text_never_exceeds_its_cells(text: str, width: int) -> None:
    assert cell_len(cut(shown(text), width)) <= width


@given(st.text(), st.integers(1, 60), st.booleans())
def test_a_fitted_text_fills_its_column_exactly(text: str, width: int, right: bool) -> None:
    assert cell_len(fit(shown(text), width, right)) == width


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert cut("Front office", 11) == "Front offi…"
    assert cut("Front office", 12) == "Front office"


@pytest.mark.parametrize(
    ("name", "seen"),
    [("Jayden Moore", "J.M."), ("Anne-Marie O'Neil", "A.M.O."), ("cher", "C."), ("", "–")],
)
def test_a_name_is_seen_as_initials(name: str, seen: str) -> None:
    assert initials(name) == seen


@given(st.text(), st.integers(4, 40))
def test_wrapped_rows_fit_and_lose_no_word(text: str, width: int) -> None:
    rows = wrap(text, width)
    assert all(cell_len(row) <= width for row in rows)
    assert "".join("".join(rows).split()) == "".join(shown(text).split())


@given(st.text(), st.text(), st.integers(12, 130))
def test_a_spread_row_fills_the_width(left: str, right: str, width: int) -> None:
    pieces = spread([(shown(left), "quiet")], [(shown(right), "quiet")], width)
    assert length(pieces) == width


@given(st.text(min_size=1), st.text(), st.integers(20, 130))
def test_a_ruled_title_fills_the_width(title: str, fact: str, width: int) -> None:
    facts = [(shown(fact), "quiet")] if fact else []
    assert length(ruled([(shown(title), "quiet")], facts, width)) == width


def test_trimming_says_that_something_is_missing() -> None:
    pieces = [("theft: ", "quiet"), ("bicycle", "quiet"), (" gone", "quiet")]
    assert "".join(text for text, _ in trim(pieces, 12)) == "theft: bicy…"
    assert "".join(text for text, _ in trim(pieces, 14)) == "theft: bicycl…"
    assert "".join(text for text, _ in trim(pieces, 19)) == "theft: bicycle gone"
