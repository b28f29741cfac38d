"""The first word: exactly a verb, or the line is a note. And what happens to the text."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from sro_ops.records.entry import EntryContext, parse

from .school import ALIASES, NOW, VERBS, read


@pytest.mark.parametrize(
    ("line", "verb", "text"),
    [
        ("patrol secure", "patrol", "secure"),
        ("PATROL secure", "patrol", "secure"),
        ("patrol: secure", "patrol", "secure"),
        ("p secure", "patrol", "secure"),
        ("P secure", "patrol", "secure"),
        ("note patrol late", "note", "patrol late"),
        ("11:42 patrol secure", "patrol", "secure"),
        ("patrol", "patrol", ""),
        ("  patrol   secure  ", "patrol", "secure"),
    ],
)
def test_the_first_word_is_a_verb_only_if_it_is_exactly_one(
    line: str, verb: str, text: str
) -> None:
    entry = read(line)
    assert entry.verb is not None
    assert (entry.verb.word, entry.text, entry.near) == (verb, text, ())


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("partol gym", ("patrol",)),
        ("dorr 4 propped", ("door",)),
        ("patr gym", ("patrol",)),
        ("pas gym", ("pass",)),
        ("Figth, two students", ("fight",)),
        ("11:42 partol gym", ("patrol",)),
    ],
)
def test_a_near_miss_is_a_note_that_offers_the_verb(line: str, near: tuple[str, ...]) -> None:
    entry = read(line)
    assert (entry.verb, entry.near) == (None, near)
    taken = read(line[: entry.near_start] + near[0] + line[entry.near_end :])
    assert taken.verb is not None
    assert taken.verb.word == near[0]


def test_an_ambiguous_prefix_is_a_note_that_names_every_verb_it_may_be() -> None:
    verbs = VERBS | {"patience": VERBS["patrol"]}
    entry = parse("pat gym", EntryContext(NOW, verbs, ALIASES))
    assert (entry.verb, entry.near, entry.text) == (None, ("patience", "patrol"), "pat gym")


@pytest.mark.parametrize(
    "line",
    [
        "the door is open",
        "not now",
        "pa gym",
        "lights out",
        '"patrol" gym',
        "",
        "   ",
        "911",
        "$400 lost",
    ],
)
def test_any_other_first_word_makes_a_note(line: str) -> None:
    entry = read(line)
    assert (entry.verb, entry.near, entry.text) == (None, (), line.strip())


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("note a  b\tc", "a b c"),
        ("note tall\r\nsecond  line @gym 11:42\r\n", "tall\nsecond  line @gym 11:42"),
        ("note\nwhole story", "whole story"),
        ('note said "at gym,  11:42 #x" loud', 'said "at gym,  11:42 #x" loud'),
        ('note 5" knife and 3" blade at 11:42', '5" knife and 3" blade'),
        ('note "open quote 11:42', '"open quote'),
        ("note C:\\new $x", "C:\\new $x"),
        ("note two hurt 11:42, parents told", "two hurt, parents told"),
        ("note done 11:42.", "done."),
        ("note 11:42, done", "done"),
        ("note ... - !", "... - !"),
        ("note [red]bold[/red] \x1b[31mred\x00", "[red]bold[/red] [31mred"),
        ("note 😀 שלום @gym مرحبا", "😀 שלום مرحبا"),
    ],
)
def test_the_text_keeps_the_officer_s_words(line: str, text: str) -> None:
    assert read(line).text == text


def test_a_very_long_line_is_kept_whole() -> None:
    words = "word @gym 11:42 with Ann $5 #tag " * 3000
    entry = read("note " + words)
    assert entry.place is not None
    assert entry.text.endswith("with Ann $5 #tag")
    assert entry.text.count("word") == 3000
    assert read("x" * 100_000).text == "x" * 100_000


def test_understanding_a_line_loads_no_heavy_library() -> None:
    code = (
        "import sys, sro_ops.records.entry;"
        "heavy = {'sqlalchemy', 'textual', 'pydantic', 'click', 'pluggy'} & set(sys.modules);"
        "ours = {m for m in sys.modules if m.startswith('sro_ops.')"
        " and not m.startswith('sro_ops.records.entry')};"
        "print(sorted(heavy), sorted(ours))"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == "[] ['sro_ops.records', 'sro_ops.records.verbs', 'sro_ops.text']"
