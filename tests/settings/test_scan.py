"""The scanner says where things stand, and agrees with tomllib about which things there are."""

from __future__ import annotations

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sro_ops.settings.scan import KeyPath, spots


def paths_of(value: Any, path: KeyPath = ()) -> set[KeyPath]:
    found = {path} if path else set()
    if isinstance(value, dict):
        for key, inner in value.items():
            found |= paths_of(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found |= paths_of(inner, (*path, index))
    return found


EVERY_FORM = '''\
# a comment with [brackets] and = signs
a = 1
b.c."d e" = 'x # no comment'   # a comment
list = [ # first
  "one",
  "two", # [not.a.table]
  [3, 4],
]
inline = { x = 1, y = { z = "}" } }
text = """
[fake]
k = "v" \\""" ""quoted"" """
raw = \'\'\'
also = [fake\'\'\'
when = 1979-05-27 07:32:00
empty = []
nothing = {}

[table] # after
k = true
[ spaced . "name" ]
k = 1.5
[[many.of]]
n = 1
[many.of.deep]
m = 2
[[many.of]]
n = 3
  [[many.of.inner]]
  o = 4
'''


def test_it_finds_every_key_that_tomllib_finds() -> None:
    assert set(spots(EVERY_FORM)) == paths_of(tomllib.loads(EVERY_FORM))


def test_it_names_the_line_of_each() -> None:
    lines = {path: spot.line for path, spot in spots(EVERY_FORM).items()}
    assert lines["a",] == 2
    assert lines["b", "c", "d e"] == 3
    assert lines["list",] == 4
    assert lines["list", 1] == 6
    assert lines["inline", "y", "z"] == 9
    assert lines["text",] == 10
    assert lines["table",] == 19
    assert lines["many",] == lines["many", "of", 0] == 23
    assert lines["many", "of", 1, "n"] == 28
    assert lines["many", "of", 1, "inner", 0, "o"] == 30


def test_the_offsets_hold_the_value() -> None:
    found = spots(EVERY_FORM)
    taken = {path: EVERY_FORM[spot.start : spot.end] for path, spot in found.items()}
    assert taken["a",] == "1"
    assert taken["list", 0] == '"one"'
    assert taken["when",] == "1979-05-27 07:32:00"
    assert taken["inline", "y"] == '{ z = "}" }'


def test_windows_line_ends_count_once() -> None:
    text = EVERY_FORM.replace("\n", "\r\n")
    unix = {path: spot.line for path, spot in spots(EVERY_FORM).items()}
    assert {path: spot.line for path, spot in spots(text).items()} == unix


@given(st.text(alphabet="ab.= \n[]{}\"',#1\\", max_size=60))
def test_whatever_tomllib_reads_it_reads_alike(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(spots(text)) == paths_of(data)
