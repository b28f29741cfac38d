"""What holds for any text that anybody types or pastes."""

from __future__ import annotations

from datetime import datetime

from hypothesis import given
from hypothesis import strategies as st

from sro_ops.records.entry import Entry, complete, parse, sentence
from sro_ops.text import clean

from .school import PLACES, ZONE, read, school

_PIECES = [
    *("patrol", "door", "4", "p", "theft", "note", "partol", "dorr", "the", "with", "and", "&"),
    *("in", "at", "near", "on", "about", "until", "between", "from", "to", "-", "gym", "Gym"),
    *("@gym", "@rakc", "@", '@"front office"', "@11:42", "@office", "bike", "rack", "gmy"),
    *("11:42", "11:42-11:55", "25:00", "2:15pm", "2", "pm", "1142h", "-20m", "20", "min", "ago"),
    *("yest", "mon", "14", "Oct", "10/14", "2026-10-14T13:05", "4th", "9th", "hour", "noon"),
    *("$400", "$1,250.50", "400", "dollars", "$99999999999999", "#fight", "#4", "jayden", "m"),
    *("Jayden", "Miller", "Sam", "Smith", "v", "de", "la", "J.", "Mr.", '"quoted gym 11:42"', '"'),
    *(
        "secure,",
        "done.",
        "(x)",
        ",",
        "...",
        "!",
        "\n",
        "\t",
        "\r\n",
        "\x00",
        "😀",
        "שלום",
        "e\u0301",
    ),
]
_LINES = st.one_of(
    st.text(),
    st.lists(st.sampled_from(_PIECES), max_size=14).map(" ".join),
    st.lists(st.one_of(st.sampled_from(_PIECES), st.text(max_size=6)), max_size=10).map("".join),
)
_NOWS = st.datetimes(timezones=st.just(ZONE), allow_imaginary=False).filter(
    lambda now: 1950 < now.year < 2150
)


def _unmarked_words(entry: Entry) -> list[str]:
    """Return the words of the first line that no mark touches."""
    head, end = entry.line.split("\n")[0], 0
    words = []
    for word in head.split():
        start = head.index(word, end)
        end = start + len(word)
        if not any(mark.start < end and start < mark.end for mark in entry.marks):
            words.append(word)
    return words


@given(_LINES)
def test_any_text_is_an_entry_and_always_the_same_one(line: str) -> None:
    assert read(line) == read(line)


@given(_LINES, _NOWS)
def test_it_never_fails_whatever_the_hour(line: str, now: datetime) -> None:
    entry = parse(line, school(now))
    assert entry.stated or entry.occurred_from == now
    assert entry.occurred_from.tzinfo is ZONE


@given(_LINES)
def test_no_word_is_lost(line: str) -> None:
    entry = read(line)
    kept = iter(entry.text.split())
    for word in _unmarked_words(entry):
        assert any(text.startswith(word) for text in kept), word


@given(_LINES)
def test_further_lines_are_kept_as_they_are(line: str) -> None:
    entry = read(f"note x {line.replace(chr(10), ' ').replace(chr(13), ' ')}\n{line}")
    assert entry.text.endswith(clean(line).strip())


@given(_LINES)
def test_marks_lie_in_the_line_in_order_and_apart(line: str) -> None:
    entry = read(line)
    assert entry.line == clean(line)
    end = 0
    for mark in entry.marks:
        assert end <= mark.start < mark.end <= len(entry.line)
        assert entry.line[mark.start : mark.end].strip()
        assert mark.meaning
        end = mark.end


@given(_LINES)
def test_what_looks_wrong_stays_in_the_text(line: str) -> None:
    entry = read(line)
    for mark in entry.marks:
        if mark.kind == "wrong":
            assert all(word in entry.text for word in entry.line[mark.start : mark.end].split())


@given(_LINES)
def test_an_offer_taken_settles_its_problem(line: str) -> None:
    entry = read(line)
    for problem in entry.problems:
        if problem.offer is None:
            continue
        assert PLACES.find(problem.offer.split()) is not None
        mended = read(entry.line[: problem.start] + problem.offer + entry.line[problem.end :])
        assert problem.message not in [
            other.message for other in mended.problems if other.start == problem.start
        ]


@given(_LINES)
def test_a_name_after_with_is_not_in_the_text(line: str) -> None:
    before = clean(line).split("\n")[0].replace('"', "").replace("Ann", "")
    assert "Ann Lee" not in read(f"note {before} with Ann Lee").text


@given(_LINES, st.integers(-5, 200), st.integers(0, 6))
def test_a_completion_replaces_what_stands_before_the_cursor(
    line: str, cursor: int, limit: int
) -> None:
    found = complete(line, cursor, school(), limit)
    assert len(found) <= limit
    for completion in found:
        assert 0 <= completion.start <= completion.end <= min(cursor, len(clean(line)))
        assert completion.name
        assert completion.replacement


@given(_LINES)
def test_the_preview_says_something_of_any_line(line: str) -> None:
    pieces = sentence(read(line), ZONE)
    assert pieces[0] == ("will be", False)
    assert all(text and "\n" not in text for text, _ in pieces)
