"""The Plugins screen: how each plugin stands, what it brings, what it costs, what went wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, length
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.wrap import hang
from sro_ops.console.screens.reading import WIDEST, ReadingScreen, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.console.source.guests import GuestSource, HookTime, PluginCard


class CardsRead(Message):
    """How every plugin stands."""

    def __init__(self, cards: Sequence[PluginCard]) -> None:
        super().__init__()
        self.cards = cards


class CardsMissing(Message):
    """It cannot be said how plugins stand, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def ordered(cards: Sequence[PluginCard], asked: str = "") -> list[PluginCard]:
    """Return the cards: the one that was asked for, then those with a reason to look at them."""

    def place(card: PluginCard) -> int:
        return -1 if card.name == asked else 2 if _left_out(card) else int(card.well)

    return sorted(cards, key=place)


def _left_out(card: PluginCard) -> bool:
    return card.state == "disabled"


def figure(cards: Sequence[PluginCard]) -> str:
    """Return ``3 active, 1 failed``: how many stand how, in words."""
    counts: dict[str, int] = {}
    for card in ordered(cards):
        counts[card.state] = counts.get(card.state, 0) + 1
    return ", ".join(f"{count} {state}" for state, count in counts.items()) or "none"


def sheet(cards: Sequence[PluginCard] | None, width: int, asked: str = "") -> Rows:
    """Return the page as rows of `width` cells; None while it is being read.

    `asked` is the plugin whose panel led here: it stands on top, with a bar before it.
    """
    width = min(width, WIDEST)
    if cards is None:
        return [[(" …", QUIET)]]
    rows: Rows = [[]]
    for card in ordered(cards, asked):
        made = _card(card, width)
        if card.name == asked:
            (text, ink), *rest = made[0]
            made[0] = [("▌", "accent"), (text[1:], ink), *rest]
        rows += [*made, []]
    if not cards:
        words = "No plugin is here. Name their folders under plugin_dirs in the settings."
        rows += hang(("", PLAIN), words, QUIET, 0, width)
    return rows


def _card(card: PluginCard, width: int) -> Rows:
    if card.well:
        glyph, ink = "●", "success"
    elif _left_out(card):
        glyph, ink = "–", QUIET
    else:
        glyph, ink = "✗", "error bold"
    head: list[Piece] = [(f" {glyph} ", ink), (shown(card.name), STRONG)]
    head += [(f" {shown(card.version)}", QUIET), (f"   {card.state}", ink)]
    if card.stage:
        head.append((f" at {card.stage}", ink))
    gap = width - length(head) - len(shown(card.source)) - 1
    if gap > 2:
        head += [(" " * gap, PLAIN), (shown(card.source), QUIET)]
    rows: Rows = [head]
    facts = [("For", card.summary), ("Why", card.reason if not card.well else "")]
    facts += [("Brings", _brings(card)), ("Loaded in", f"{card.seconds * 1000:,.0f} ms")]
    facts += [(one.hook, _cost(one)) for one in card.times]
    if card.faults:
        facts.append(("Faults", f"{card.faults} in this run; five switch it off"))
        facts += [("", fault) for fault in card.recent[:3]]
        facts.append(("Kept in", card.log))
    wide = min(max([len(label) for label, _ in facts] + [9]) + 2, 24)
    for label, value in facts:
        if value and not (_left_out(card) and label == "Loaded in"):
            rows += hang((f"  {label}", QUIET), value, PLAIN, wide + 2, width)
    return rows


def _brings(card: PluginCard) -> str:
    words = []
    for kind, names in (card.offers or {}).items():
        noun = kind.replace("_", " ")
        words.append(f"{len(names)} {noun if len(names) > 1 else noun.removesuffix('s')}")
    return ", ".join(words)


def _cost(one: HookTime) -> str:
    calls = "1 call" if one.calls == 1 else f"{one.calls:,} calls"
    each = one.seconds / one.calls * 1000 if one.calls else 0.0
    failed = f", {one.faults} failed" if one.faults else ""
    return f"{calls}, {each:.1f} ms each, longest {one.longest * 1000:.1f} ms{failed}"


class PluginsScreen(ReadingScreen):
    """How plugins stand; read again every few seconds while it is looked at."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss(None)", "back", id="plugins.back", show=False),
        Binding("y", "copy", "copy the page", id="plugins.copy", show=False),
    ]

    def __init__(self, source: GuestSource, asked: str = "") -> None:
        super().__init__()
        self._source = source
        self._asked = asked
        self.cards: Sequence[PluginCard] | None = None

    def page(self, width: int) -> Rows:
        """Return a paragraph for each plugin."""
        return sheet(self.cards, width, self._asked)

    def on_mount(self) -> None:
        """Read how they stand."""
        self.headline("Plugins", [("…", QUIET)])
        self.hints(("esc", "back"), ("↑ ↓", "scroll"), ("y", "copy"))
        self._read()
        self.set_interval(5.0, self._read)

    def _read(self) -> None:
        ask(self, self._source.plugin_cards, CardsRead, CardsMissing)

    def on_cards_read(self, event: CardsRead) -> None:
        """Show them."""
        self.cards = event.cards
        self.headline("Plugins", [(figure(event.cards), QUIET)])
        self.sheet.rebuild()

    def on_cards_missing(self, event: CardsMissing) -> None:
        """Say why they cannot be shown."""
        self.complain(event.why)

    def action_copy(self) -> None:
        """Copy the page as plain text, for whoever looks after the plugins."""
        self.copy_rows(sheet(self.cards, 100))
