"""The help page: how to type a line, which verbs there are, and which keys work where."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, ruled
from sro_ops.console.kit.wrap import hang
from sro_ops.console.screens.reading import WIDEST, ReadingScreen, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.records.verbs import Verb

TYPING = (
    ("↵", "save the line; it gets its number"),
    ("tab", "take what is offered; with no offer, go to the panels or the list"),
    ("↑ ↓", "bring back lines typed before"),
    ("esc", "leave the line for the list; the text is kept"),
    ("/words ↵", "search everything you may see"),
    ("142 ↵", "open that record; P-142 and P-2026-0142 work too"),
    ("? ↵", "this page; F1 anywhere"),
    ("^q", "quit"),
)
LIST = (
    ("↑ ↓", "move; Page Up, Page Down, Home and End too"),
    ("↵", "open the record"),
    ("u", "fix your last line, for ten minutes"),
    ("x", "cross the record out, with a reason; nothing is ever deleted"),
    ("s", "what others wrote since you were here"),
    ("c", "catch up: write up several lines at once"),
    ("a", "what needs you, all of it"),
    ("v", "show names to this screen, and hide them again"),
    ("y", "copy the line"),
    ("tab", "back to typing; F2 too"),
)
SIGNS = (
    ("11:42+", "written up later than it happened"),
    ("⊘", "crossed out"),
    ("▣", "protected or sealed"),
    ("○ ● ✓", "open, active, done"),
    ("held", "the list stays where you read; End goes back to now"),
)
HOW = (
    ("patrol gym secure", "a verb first, then your words; any place, person or time is understood"),
    ("11:42 · -20m · yest 14:40", "when it happened, if not now"),
    ("@cafe · in cafe", "where"),
    ("#tag · $400 · with J Ruiz", "a tag, an amount, a person: only initials are shown"),
    ("dog on the field", "no verb: it is kept as a note. No line is refused"),
)


def sheet(verbs: Sequence[Verb], width: int) -> Rows:
    """Return the help page as rows of `width` cells."""
    width = min(width, WIDEST)
    rows: Rows = [[(" ", PLAIN), ("Just type what happened, and press Enter.", STRONG)], []]
    rows += _table("Typing a line", HOW, 28, "accent", width)
    words = [(verb.example or verb.word, verb.help) for verb in verbs]
    if words:
        indent = min(max(len(example) for example, _ in words) + 2, max(width // 2 - 4, 28))
        rows += _table("Verbs", words, indent, "accent", width)
    rows += _table("On the entry line", TYPING, 10, KEY, width)
    rows += _table("In the list", LIST, 10, KEY, width)
    rows += _table("Signs", SIGNS, 10, PLAIN, width)
    return rows[:-1]


def _table(title: str, pairs: Sequence[tuple[str, str]], indent: int, ink: str, width: int) -> Rows:
    rows: Rows = [ruled([(title, STRONG)], [(str(len(pairs)), QUIET)], width)]
    for key, does in pairs:
        if len(key) > indent - 2 or width < indent + 24:
            rows += [[(f" {key}", ink)], *hang(("", PLAIN), does, PLAIN, 4, width)]
        else:
            rows += hang((key, ink), does, PLAIN, indent, width)
    return [*rows, []]


class HelpScreen(ReadingScreen):
    """Help, over whatever was there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1,f2,question_mark", "dismiss(None)", "back", show=False, id="help.back")
    ]

    def __init__(
        self, verbs: Sequence[Verb], where: str = "", here: Sequence[tuple[str, str]] = ()
    ) -> None:
        super().__init__()
        self._verbs = verbs
        self._where = where
        self._here = here

    def page(self, width: int) -> Rows:
        """Return the keys of where this was opened, then all the rest."""
        keys = _table(f"Here: {self._where}", self._here, 14, KEY, width) if self._here else []
        return [*keys, *sheet(self._verbs, width)]

    def on_mount(self) -> None:
        """Say where this is and how to leave."""
        self.headline("Help", [("esc", "accent bold"), (" back", QUIET)])
        self.hints(("esc", "back"), ("↑ ↓", "scroll"), ("space", "next page"))
