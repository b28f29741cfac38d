"""A record on a sheet: name, state, fields, people, narrative, what is due, links and history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sro_ops.console.kit import states
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import cut, fit, shown, surname
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.kit.wrap import hang, wrap

if TYPE_CHECKING:
    from sro_ops.console.source.page import Due, Fact, Happening, RecordPage

WIDEST = 110
"""Cells beyond which a page's text does not run: longer rows are hard to read."""

Rows = list[list[Piece]]


def sheet(page: RecordPage, width: int) -> Rows:
    """Return a record's page as rows of `width` cells. Values are wrapped, never cut."""
    width = min(width, WIDEST)
    body = [[], *_head(page, width), [], *_facts(page.facts, width)]
    if page.people:
        body += _section("People", len(page.people), "", width) + _facts(page.people, width)
    for parts in page.parts:
        body += _section(parts.title, len(parts.rows), "", width)
        body += [row for one in parts.rows for row in _happening(one, width)]
    if page.narrative:
        body += _section("Narrative", len(page.narrative), "line", width)
        body += [row for one in page.narrative for row in _happening(one, width)]
    if page.due:
        body += _section("Due", len(page.due), "", width)
        body += [row for one in page.due for row in _due(one, width)]
    for title, what, noun in (("Links", page.links, "link"), ("History", page.history, "line")):
        if what:
            body += _section(title, len(what), noun, width)
            body += [row for one in what for row in _happening(one, width)]
    return body


def text(page: RecordPage, width: int = 80) -> str:
    """Return a record's page as plain text: what is copied, saved, mailed and printed."""
    lines = ["".join(piece for piece, _ in row).rstrip() for row in sheet(page, width)]
    return "\n".join([shown(page.number), *lines, ""])


def _head(page: RecordPage, width: int) -> Rows:
    glyph, ink = states.STRUCK if page.struck else states.of_state(page.state)
    word = "crossed out" if page.struck else page.state
    name = STRONG + (" strike" if page.struck else "")
    rows: Rows = [[(" ", PLAIN), (row, name)] for row in wrap(page.name, width - 2)]
    state: list[Piece] = (
        [(f" {glyph} ", ink), (f"{shown(word)}  ", STRONG)] if word else [(" ", PLAIN)]
    )
    state.append((shown(page.kind), QUIET))
    if page.sealed:
        state.append(("  ▣ sealed", QUIET))
    rows.append(state)
    if page.remark:
        rows += [[(" ", PLAIN), (row, QUIET)] for row in wrap(page.remark, width - 2)]
    return rows


def _section(title: str, count: int, noun: str, width: int) -> Rows:
    figure = f"{count:,} {noun}{'' if count == 1 else 's'}" if noun else f"{count:,}"
    return [[], ruled([(title, STRONG)], [(figure, QUIET)], width)]


def _facts(facts: Sequence[Fact], width: int) -> Rows:
    label = min(max([9, *(len(fact.label) for fact in facts)]), 20)
    rows: Rows = []
    for fact in facts:
        rows += hang((cut(shown(fact.label), label), QUIET), fact.value, PLAIN, label + 2, width)
    return rows


def _happening(one: Happening, width: int) -> Rows:
    lead = max(len(one.when), 5) + 2
    ink = "quiet strike" if one.struck else PLAIN
    told = f"{one.text}  ⊘ crossed out" if one.struck else one.text
    who = 9 if one.who else 0
    if one.when and lead + who + 24 > width:
        return [[(f" {shown(one.when)}  {surname(one.who)}".rstrip(), QUIET)],
                *hang(("", QUIET), told, ink, 2, width)]  # fmt: skip
    rows = hang((shown(one.when), QUIET), told, ink, lead, width - who)
    if one.who:
        used = sum(len(piece) for piece, _ in rows[0])
        gap = max(width - 1 - 8 - used, 1)
        rows[0].append((" " * gap + fit(surname(one.who), 8, right=True), QUIET))
    return rows


def _due(one: Due, width: int) -> Rows:
    glyph, ink = states.of_state(one.state if one.state != "ok" else "open")
    word = one.state.upper() if one.state == "overdue" else one.state
    lead = [(f" {glyph} ", ink), (f"{word:<8}", ink if one.state != "ok" else QUIET)]
    told = f"{one.what}  {one.citation}" if one.citation else one.what
    return [
        [*lead, (f"  {shown(one.when)}", QUIET)],
        *hang(("", QUIET), told, PLAIN, 2, width),
    ]


class Detail(Sheet):
    """A record's page beside a list or on a screen of its own; `show` changes it."""

    def __init__(self, page: RecordPage | None = None, *, id: str | None = None) -> None:
        super().__init__(self._sheet, id=id)
        self.page = page
        self.words: Sequence[Sequence[Piece]] = ()

    def show(self, page: RecordPage | None, words: Sequence[Sequence[Piece]] = ()) -> None:
        """Show a page from its top, or where there is none, a few words in its place."""
        if page is None or self.page is None or page.number != self.page.number:
            self.top = 0
        self.page, self.words = page, words
        self.rebuild()

    def _sheet(self, width: int) -> Sequence[Sequence[Piece]]:
        if self.page is None:
            return [[], *([(" ", PLAIN), *row] for row in self.words)]
        return sheet(self.page, width)
