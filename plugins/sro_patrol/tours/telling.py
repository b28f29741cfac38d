"""What an act on a tour came to, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sro_ops import Refused
from sro_patrol.tours.finding import Walk
from sro_patrol.tours.models import Tour
from sro_patrol.tours.shapes import WORDS, Standing
from sro_patrol.tours.timing import Progress

_TOLD = ("late", "missed", "skipped", "exception")


@dataclass(frozen=True, slots=True)
class Told:
    """What an act on a tour came to.

    Attributes:
        tour: the tour, as it is now.
        stands: how it stands.
        one: the stop that it was about; None for the tour as a whole.
        words: the result in words: ``Gym doors: on time, 4 of 12; next: Loading dock``.
        result: the state of the stop, or ``again`` for the same scan within seconds.
        question: what is still to be asked at this checkpoint; empty for nothing.
        answers: the answers to choose from; empty for any.
        written: the journal's line; None where nothing was written.
        opened: the number of a record that was opened: an exception's.
    """

    tour: Tour
    stands: Progress
    one: Standing | None
    words: str
    result: str
    question: str = ""
    answers: tuple[str, ...] = ()
    written: Any = None
    opened: str = ""


def told_of(walk: Walk, stands: Progress, index: int, result: str) -> Told:
    """Return an act at one stop in words; `result` is its state, or ``again``."""
    one = stands.stops[index]
    word = "scanned already" if result == "again" else one.word
    odd = f" ({', '.join(one.warnings)})" if one.warnings else ""
    words = f"{one.stop.name}: {word}{odd}, {stands.settled} of {len(stands.stops)}{then(stands)}"
    return Told(walk.tour, stands, one, words, result)


def ended(tour: Tour, stands: Progress) -> str:
    """Return how a tour ended: ``After lunch finished, 11 of 12, 1 late, 1 missed``."""
    counts = [(len(stands.in_state(state)), WORDS[state]) for state in _TOLD]
    told = "".join(f", {count} {word}" for count, word in counts if count)
    return f"{tour.tour} finished, {stands.settled} of {len(stands.stops)}{told}"


def then(stands: Progress) -> str:
    """Return what comes next, as the end of a line."""
    if stands.next is None:
        return "; tour finished"
    return f"; next: {stands.stops[stands.next].stop.name}"


def coming(stands: Progress) -> dict[str, Any]:
    """Return the figures that a tour keeps of what comes next, as its columns."""
    alarm, stops = stands.alarm, stands.stops
    return {
        "alarm_at": alarm[0] if alarm else None,
        "alarm_name": stops[alarm[1]].stop.name if alarm else None,
        "next_name": stops[stands.next].stop.name if stands.next is not None else None,
    }


def answered(choices: Sequence[str], text: str, where: str) -> str | None:
    """Return an answer in the words of the choices: by its place among them, or how it begins.

    Raises:
        Refused: there are choices, and it is none of them; `where` says at which checkpoint.
    """
    said = " ".join(text.split())
    if not said or not choices:
        return said or None
    if said.isdecimal() and 1 <= int(said) <= len(choices):
        return choices[int(said) - 1]
    found = [one for one in choices if one.casefold().startswith(said.casefold())]
    if len(found) != 1:
        raise Refused(f'"{said}" is no answer there', where, f"One of: {', '.join(choices)}")
    return found[0]


def line_of(session: Any, tour: Tour) -> Any:
    """Return the journal's line about a tour that a finished session wrote; None for none."""
    return next((line for line in session.written if line.record == tour.id), None)
