"""What the entry line says, as pieces: previews, problems, confirmations. Words, never codes."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sro_ops.console.entry.meaning import Ask, Meaning
from sro_ops.console.kit import times
from sro_ops.console.kit.ink import KEY, PLAIN, QUIET, STRONG, Piece
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.states import of_state

if TYPE_CHECKING:
    from sro_ops.console.source.alike import Double
    from sro_ops.console.source.typed import Preview, Problem, Saved

AT_REST: tuple[Piece, ...] = (("What happened?", QUIET), ("  like patrol gym secure", QUIET))
"""What stands in the empty entry line."""

EMPTY_LOG: tuple[tuple[Piece, ...], ...] = (
    (("Nothing logged yet.", STRONG),),
    (),
    (("Type what happened, and press Enter:", QUIET),),
    (("patrol gym secure", "accent"),),
    (("door 4 propped, closed it", "accent"),),
)
"""What stands in an empty log."""


def keys_of(asked: Meaning, taken: str, adding: bool = False) -> list[Piece]:
    """Return what the keys do with the typed line, for its right end.

    Args:
        asked: what the line asks for.
        taken: what Tab does: ``accept``, ``add to it``; empty for nothing.
        adding: whether Enter adds the line to a record.
    """
    does = {
        Ask.ENTRY: "add it" if adding else "save",
        Ask.SEARCH: "search",
        Ask.OPEN: "open",
        Ask.HELP: "help",
    }
    if asked.ask not in does:
        return []
    tab: list[Piece] = [("tab", KEY), (f" {taken}   ", QUIET)] if taken else []
    return [*tab, ("↵", KEY), (f" {does[asked.ask]}", QUIET)]


def preview(seen: Preview, fixing: bool) -> list[Piece]:
    """Return what will be recorded, or the first thing that is wrong with it."""
    if seen.problems:
        return problem(seen.problems[0])
    glyph, ink = of_state(seen.state)
    made: list[Piece] = [("will be ", QUIET), (shown(seen.verb), STRONG)]
    if seen.place:
        made.append((f"  {shown(seen.place)}", "accent"))
    if seen.time:
        made.append((f"  {seen.time}", PLAIN))
    made.extend((f"  {shown(extra)}", "accent") for extra in seen.extras)
    if seen.who:
        made.append((f"  {shown(seen.who)}", PLAIN))
    if seen.state:
        made += [("  state ", QUIET), (f"{glyph} {shown(seen.state)}", ink)]
    if not fixing:
        made.append(("  number on save", QUIET))
    return made


def problem(found: Problem) -> list[Piece]:
    """Return a problem, its remedy and what Enter does all the same."""
    made: list[Piece] = [("✗ ", "error bold"), (f"{shown(found.message)}.", "error bold")]
    ways = []
    if found.offer:
        made += [("  Nearest: ", QUIET), (shown(found.offer).strip(), "accent")]
        ways.append("tab takes it")
    if found.otherwise:
        ways.append(f"↵ {found.otherwise}")
    if ways:
        made.append((f"  {', '.join(ways)}", QUIET))
    return made


def asked(meant: Meaning, ready: bool, size: int) -> list[Piece]:
    """Return what Enter will do with a line that has no preview."""
    if meant.ask is Ask.SEARCH:
        return [("searches everything for ", QUIET), (shown(meant.words), "accent")]
    if meant.ask is Ask.OPEN:
        return [("opens record ", QUIET), (shown(meant.words), "accent")]
    if meant.ask is Ask.HELP:
        return [("opens help", QUIET)]
    if meant.ask is Ask.NOTHING:
        return [("type the words to search for", QUIET)]
    if not ready:
        return [("getting ready … what you type is kept", QUIET)]
    return [(f"a long line, {size:,} characters: kept as typed", QUIET)]


def double(found: Double) -> tuple[list[Piece], list[Piece]]:
    """Return what is alike and open already, and at the right what Tab does about it."""
    if found.protected:
        what: list[Piece] = [("▣ ", QUIET), ("a protected record", "quiet italic")]
    else:
        what = [(f"{shown(found.number)}  ", KEY), (shown(found.what), PLAIN)]
    return [("looks like ", QUIET), *what], [("tab", KEY), (" adds to it", QUIET)]


def adding(number: str) -> list[Piece]:
    """Return what Enter does with a line that is added to a record."""
    return [
        ("adds this line to ", QUIET),
        (shown(number), KEY),
        ("  esc makes it a record of its own", QUIET),
    ]


def added(answer: Saved, at: datetime, clock: int) -> list[Piece]:
    """Return the confirmation of a line that was added to a record."""
    words = f"added to {shown(answer.number)} {times.second(at, clock)}"
    return [("✓ ", "success bold"), (words, STRONG)]


def fixing(number: str) -> list[Piece]:
    """Return the mark of a line that corrects an entry."""
    return [("fixing ", QUIET), (number, KEY), ("  ", PLAIN)] if number else []


def sending(text: str, ready: bool) -> list[Piece]:
    """Return what is said between Enter and the answer."""
    if ready:
        return [("saving … ", QUIET), (text, PLAIN)]
    return [("◇ ", QUIET), ("kept; saved as soon as the desk is ready", QUIET)]


def saved(answer: Saved, at: datetime, clock: int) -> list[Piece]:
    """Return the confirmation, and the whole stroke that fixes the line."""
    time = times.second(at, clock)
    if answer.state == "waiting":
        return [("◇ ", "warning bold"), (f"kept here {time}, waiting to be sent", PLAIN)]
    number = shown(answer.number)
    if answer.remark:
        return [
            ("✓ ", "success bold"),
            (f"{number} saved as a note: {shown(answer.remark)}", "foreground bold"),
            ("   ", PLAIN),
            ("esc u", KEY),
            (" fix", QUIET),
        ]
    return [
        ("✓ ", "success bold"),
        (f"{number} saved {time}", "foreground bold"),
        ("   ", PLAIN),
        ("esc u", KEY),
        (" fix", QUIET),
    ]


def scanned(answer: Saved) -> list[Piece]:
    """Return what a scan came to: its glyph, the record, and the result in words."""
    glyph, ink = of_state(answer.mark)
    number = [(f"{shown(answer.number)}  ", KEY)] if answer.number else []
    return [(f"{glyph} ", ink), *number, (shown(answer.words), STRONG)]


def already(number: str) -> list[Piece]:
    """Return the answer to the same line typed twice within seconds."""
    return [
        ("✓ ", "success bold"),
        (f"already saved as {shown(number)}", STRONG),
        ("  Enter again to keep both", QUIET),
    ]


def failed(error: str, kept: int) -> list[Piece]:
    """Return why a line was not saved, and how many more are kept."""
    more = f"  {kept} more kept" if kept else ""
    return [("✗ ", "error bold"), (shown(error), "error bold"), (more, QUIET)]


def kept(lines: int) -> list[Piece]:
    """Return what is said about lines that wait to be saved one by one."""
    many = f"{lines} lines kept. " if lines != 1 else "1 line kept. "
    return [(many, STRONG), ("↵ saves this one and brings the next", QUIET)]


def restored(lines: int) -> list[Piece]:
    """Return what is said about lines of an earlier sitting."""
    many = "1 line was" if lines == 1 else f"{lines} lines were"
    return [
        ("◇ ", QUIET),
        (f"{many} not saved when you left. ", STRONG),
        ("↵ saves this one", QUIET),
    ]


def caught_up(lines: int) -> list[Piece]:
    """Return the confirmation of lines that were written up later."""
    words = f"{lines} line{'' if lines == 1 else 's'} saved, written later"
    return [("✓ ", "success bold"), (words, STRONG)]


def left_alone(number: str) -> list[Piece]:
    """Return what is said when a fix is given up."""
    return [(f"{number} left as it was", QUIET), ("   ↑ brings your words back", QUIET)]


def crossed_out(number: str) -> list[Piece]:
    """Return the confirmation of a record that was crossed out."""
    return [("⊘ ", STRONG), (f"{shown(number)} crossed out", STRONG)]


def trouble(what: str, why: str) -> list[Piece]:
    """Return why something that was asked for did not work."""
    clause = f"{what}: {shown(why)}" if what else shown(why)
    return [("✗ ", "error bold"), (f"{clause}.", "error bold")]


def footer(at: datetime | None, clock: int, error: bool, wide: bool) -> list[Piece]:
    """Return what the last row says about saving."""
    if error:
        return [("✗ not saved", "error bold")]
    if at is None:
        return []
    return [("✓ ", "success"), (f"saved {times.second(at, clock)}" if wide else "saved", QUIET)]
