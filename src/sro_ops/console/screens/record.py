"""The record page: everything a record says, in words, on one scrolling sheet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Resize
from textual.screen import Screen

from sro_ops.console.header import Header
from sro_ops.console.kit import states
from sro_ops.console.kit.bars import Keys, Ruled, app_of
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import cut, fit, shown, surname
from sro_ops.console.kit.sheet import Sheet
from sro_ops.console.kit.wrap import hang, wrap
from sro_ops.console.screens.dialogs import CrossOut
from sro_ops.console.source import DeskSource, Fact, Happening, RecordPage, Saved

WIDEST = 110
"""Cells beyond which a page's text does not run: longer rows are hard to read."""

Rows = list[list[Piece]]


def sheet(page: RecordPage, width: int) -> Rows:
    """Return a record's page as rows of `width` cells."""
    width = min(width, WIDEST)
    glyph, ink = states.STRUCK if page.struck else states.of_state(page.state)
    word = "crossed out" if page.struck else page.state
    body: Rows = [[]]
    name = STRONG + (" strike" if page.struck else "")
    body += [[(" ", PLAIN), (row, name)] for row in wrap(page.name, width - 2)]
    state: list[Piece] = (
        [(f" {glyph} ", ink), (f"{shown(word)}  ", STRONG)] if word else [(" ", PLAIN)]
    )
    state.append((shown(page.kind), QUIET))
    if page.sealed:
        state.append(("  ▣ sealed", QUIET))
    body.append(state)
    if page.remark:
        body += [[(" ", PLAIN), (row, QUIET)] for row in wrap(page.remark, width - 2)]
    body.append([])
    body += _facts(page.facts, width)
    if page.people:
        body += _section("People", len(page.people), "", width) + _facts(page.people, width)
    for title, what in (
        ("Narrative", page.narrative),
        ("Links", page.links),
        ("History", page.history),
    ):
        if what:
            body += _section(title, len(what), "line" if title != "Links" else "link", width)
            for one in what:
                body += _happening(one, width)
    return body


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
    when = max(len(one.when), 5) + 2
    ink = "quiet strike" if one.struck else PLAIN
    text = f"{one.text}  ⊘ crossed out" if one.struck else one.text
    who = 9 if one.who else 0
    rows = hang((shown(one.when), QUIET), text, ink, when, width - who)
    if one.who:
        used = sum(len(piece) for piece, _ in rows[0])
        gap = max(width - 1 - 8 - used, 1)
        rows[0].append((" " * gap + fit(surname(one.who), 8, right=True), QUIET))
    return rows


class RecordScreen(Screen[RecordPage | None]):
    """One record; dismissed with its page where it was crossed out here."""

    AUTO_FOCUS = "Sheet"
    CSS = "RecordScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "back", show=False),
        Binding("x", "cross_out", show=False),
        Binding("y", "copy", show=False),
        Binding("question_mark", "app.help", show=False),
    ]

    def __init__(self, source: DeskSource, page: RecordPage) -> None:
        super().__init__()
        self.source = source
        self.page = page
        self.sheet = Sheet(lambda width: sheet(page, width))

    def compose(self) -> ComposeResult:
        """Lay out header, title, sheet and keys."""
        yield Header()
        yield Ruled(WIDEST)
        yield self.sheet
        yield Keys()

    def on_mount(self) -> None:
        """Name the record, and say which keys work."""
        app = app_of(self)
        if app.status is not None:
            self.query_one(Header).tell(app.status, app.site_time())
        ruled = self.query_one(Ruled)
        facts = [("esc", "accent bold"), (" back", QUIET)]
        ruled.show([(shown(self.page.number), STRONG)], facts)
        ruled.light(True)
        self._hints()

    def on_resize(self, event: Resize) -> None:
        """Say whether there is more to scroll to."""
        self._hints()

    def _hints(self) -> None:
        strike = () if self.page.struck else (("x", "cross out"),)
        self.query_one(Keys).keys(
            (("esc", "back"), ("↑ ↓", "scroll"), *strike, ("y", "copy"), ("?", "help"))
        )

    def action_back(self) -> None:
        """Go back to the Desk."""
        self.dismiss(None)

    def action_copy(self) -> None:
        """Copy the page as plain text."""
        rows = sheet(self.page, 80)
        lines = ["".join(text for text, _ in row).rstrip() for row in rows]
        self.app.copy_to_clipboard("\n".join([self.page.number, *lines]))
        self.query_one(Keys).show((), [("✓ ", "success"), ("copied", QUIET)])

    def action_cross_out(self) -> None:
        """Ask for a reason, then cross this record out."""
        if self.page.struck:
            return
        number = self.page.number
        dialog = CrossOut(number, self.page.name, lambda why: self.source.strike(number, why))
        self.app.push_screen(dialog, self._after_strike)

    def _after_strike(self, saved: Saved | None) -> None:
        if saved is not None:
            self.dismiss(self.page)
