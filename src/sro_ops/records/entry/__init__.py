"""Quick entry: any typed line, understood. Pure: no clock, no files, no store, never an error.

`parse` understands a line, `complete` offers what could stand at the cursor, `sentence` says in
words what will be recorded. docs/entry-line.md describes the grammar for officers.
"""

from sro_ops.records.entry.ahead import until
from sro_ops.records.entry.completion import complete
from sro_ops.records.entry.grammar import parse
from sro_ops.records.entry.known import People, Person, Place, Places
from sro_ops.records.entry.preview import sentence
from sro_ops.records.entry.shapes import (
    Bell,
    Completion,
    Entry,
    EntryContext,
    Mark,
    Named,
    Problem,
)

__all__ = [
    "Bell",
    "Completion",
    "Entry",
    "EntryContext",
    "Mark",
    "Named",
    "People",
    "Person",
    "Place",
    "Places",
    "Problem",
    "complete",
    "parse",
    "sentence",
    "until",
]
