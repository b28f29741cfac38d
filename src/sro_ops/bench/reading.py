"""The benchmarks `read` and `search`: the newest page of a large journal, and a word in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sro_ops.bench import by_hand, ground
from sro_ops.bench.measure import Result, side_by_side
from sro_ops.errors import Refused
from sro_ops.store import sqlite_file
from sro_ops.store.model import Line
from sro_ops.store.reading import Journal, open_journal

_PAGE = 50


def read_bench(scale: int, quick: bool) -> list[Result]:
    """Hold the newest page against the same by hand, and a large journal against a smaller."""
    rounds = 5 if quick else 600
    small = max(scale // 10, _PAGE)
    with _opened(scale) as (journal, link), _opened(small) as (lesser, _):
        _same(journal.newest(_PAGE, ground.SITE), by_hand.newest(link, _PAGE)[::-1])
        page = side_by_side(
            lambda _: journal.newest(_PAGE, ground.SITE),
            lambda _: by_hand.newest(link, _PAGE),
            rounds,
        )
        growth = side_by_side(
            lambda _: journal.newest(_PAGE, ground.SITE),
            lambda _: lesser.newest(_PAGE, ground.SITE),
            rounds,
        )
    newest = f"newest {_PAGE} of {scale:,} lines"
    return [
        Result("read", f"{newest} ÷ by hand (time)", page.times, 2.5, aside=page.aside()),
        Result("read", f"{newest} ÷ of {small:,} (time)", growth.times, 1.3, aside=growth.aside()),
    ]


def search_bench(scale: int, quick: bool) -> list[Result]:
    """Hold the search for a rare and for a common word against FTS5 asked by hand."""
    rounds = 5 if quick else 300
    results = []
    with _opened(scale) as (journal, link):
        for kind, word in (("rare", ground.RARE), ("common", ground.COMMON)):
            lines = journal.search(word, _PAGE)
            _same(lines, by_hand.search(link, word, _PAGE))
            pair = side_by_side(
                lambda _, word=word: journal.search(word, _PAGE),  # type: ignore[misc]
                lambda _, word=word: by_hand.search(link, word, _PAGE),  # type: ignore[misc]
                rounds,
            )
            what = f"a {kind} word in {scale:,} lines ÷ by hand (time)"
            aside = f"{pair.aside()}, {len(lines)} lines"
            results.append(Result("search", what, pair.times, 2.5, aside=aside))
    return results


@contextmanager
def _opened(lines: int) -> Iterator[tuple[Journal, sqlite3.Connection]]:
    path = ground.scaled_store(lines)
    link = sqlite_file.connect(path, readonly=True)
    with open_journal(path, ground.EVERYTHING) as journal:
        try:
            yield journal, link
        finally:
            link.close()


def _same(ours: list[Line], theirs: list[Any]) -> None:
    """Refuse to compare two sides that did not find the same lines.

    Raises:
        Refused: when they did not.
    """
    if [line.pos for line in ours] != [row[0] for row in theirs]:
        raise Refused("both sides did not find the same lines", "bench")
