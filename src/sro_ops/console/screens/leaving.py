"""Copy, save, mail, print: how a page leaves the console, from any screen."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.message import Message
from textual.screen import Screen

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Keys
from sro_ops.console.kit.ink import QUIET
from sro_ops.console.kit.palette import Command
from sro_ops.console.kit.plain import shown

if TYPE_CHECKING:
    from sro_ops.console.source.paper import Paper, PaperSource


class Left(Message):
    """A page has left; `said` is where to."""

    def __init__(self, said: str) -> None:
        super().__init__()
        self.said = said


class Stayed(Message):
    """A page has not left, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


def takes_copies(environ: Mapping[str, str] = os.environ) -> bool:
    """Say whether the terminal takes what is copied (OSC 52); those known not to get a file."""
    known_not = environ.get("TERM", "") in ("linux", "dumb", "vt100", "vt220")
    return not known_not and environ.get("TERM_PROGRAM") != "Apple_Terminal"


class Leaving(Screen[Any]):
    """A screen from which pages leave."""

    def leave(self, do: Callable[[], str], said: str) -> None:
        """Let a page out, in a thread, and say where it went."""
        ask(self, do, lambda where: Left(f"{said} {where}".strip()), Stayed)

    def copy_out(self, paper: Paper, papers: PaperSource) -> None:
        """Copy a page to the terminal's clipboard; where it takes none, into a file."""
        if takes_copies():
            self.app.copy_to_clipboard(paper.text)
            self.post_message(Left("copied"))
        else:
            self.leave(partial(papers.save, paper), "no clipboard here; in")

    def ways_out(self, paper: Paper, papers: PaperSource) -> Iterable[Command]:
        """Return the ways out of a page, for the palette and for `o`."""
        yield Command("Copy", partial(self.copy_out, paper, papers), paper.title, "y")
        save, mail, print_ = (partial(do, paper) for do in (papers.save, papers.mail, papers.print))
        yield Command("Save", partial(self.leave, save, "saved in"), "as a text file")
        yield Command("Mail", partial(self.leave, mail, "mail in"), "a mail to be addressed (.eml)")
        yield Command("Print", partial(self.leave, print_, ""), "on the system's printer")

    def on_left(self, event: Left) -> None:
        """Say where it went."""
        self.query_one(Keys).show((), [("✓ ", "success"), (shown(event.said), QUIET)])

    def on_stayed(self, event: Stayed) -> None:
        """Say why it did not go."""
        self.query_one(Keys).show((), [("✗ ", "error bold"), (shown(event.why), QUIET)])
