"""The emergency card: one TOML file with what to say on the phone, and whom to call.

The standard library alone reads it, for it has to be there before everything else. The five calls
and what they mean are those of the Standard Response Protocol; a file may word them otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused
from sro_ops.settings.toml import read_toml
from sro_ops.text import nearest, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CALLS: tuple[tuple[str, str], ...] = (
    ("Hold", "In your room or area. Clear the halls."),
    ("Secure", "Get inside. Lock outside doors."),
    ("Lockdown", "Locks, lights, out of sight."),
    ("Evacuate", "Leave your things. Go to the place that is called."),
    ("Shelter", "Say the hazard, and how to be safe from it."),
)
"""Each call with its direction, in the order of their keys."""

SCRIPT = (
    "This is the school resource officer at {school}.",
    "What happened, where in the building, how many are hurt.",
    "Who did it, and where they went. What they carry.",
    "Stay on the line.",
)


@dataclass(frozen=True, slots=True)
class Card:
    """What the emergency card says.

    Attributes:
        script: what to say to 911, sentence by sentence.
        address: of the school; empty where the file does not say.
        doors: (number, where it is).
        phones: (whose, number).
        radio: (channel, for what).
        calls: (name, direction), five of them.
        problem: what is wrong with the file; empty where nothing is.
    """

    script: tuple[str, ...] = SCRIPT
    address: str = ""
    doors: tuple[tuple[str, str], ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    radio: tuple[tuple[str, str], ...] = ()
    calls: tuple[tuple[str, str], ...] = CALLS
    problem: str = ""


def read_card(path: Path) -> Card:
    """Return the card of a file.

    Raises:
        Refused: it cannot be read, or says something that no card has; names the nearest key.
    """
    data = read_toml(path)
    known = ("address", "script", "doors", "phones", "radio", "calls")
    for key in data:
        if key not in known:
            close = nearest(key, known)
            raise Refused(f'unknown key "{key}"', path.name, f"Nearest: {close}" if close else "")
    calls = dict(_pairs(data, "calls", path))
    for name in calls:
        if name not in dict(CALLS):
            names = ", ".join(one for one, _ in CALLS)
            raise Refused(f'no call "{name}"', path.name, f"One of: {names}")
    return Card(
        script=_texts(data, path) or SCRIPT,
        address=_text(data.get("address", ""), "address", path),
        doors=_pairs(data, "doors", path),
        phones=_pairs(data, "phones", path),
        radio=_pairs(data, "radio", path),
        calls=tuple((name, calls.get(name, says)) for name, says in CALLS),
    )


def _texts(data: Mapping[str, Any], path: Path) -> tuple[str, ...]:
    found = data.get("script", [])
    if not isinstance(found, list):
        raise Refused("script should be a list of sentences", path.name)
    return tuple(_text(one, "script", path) for one in found)


def _pairs(data: Mapping[str, Any], key: str, path: Path) -> tuple[tuple[str, str], ...]:
    found = data.get(key, {})
    if not isinstance(found, dict):
        raise Refused(f"{key} should be a table: [{key}]", path.name)
    return tuple((one_line(name), _text(value, key, path)) for name, value in found.items())


def _text(value: object, key: str, path: Path) -> str:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise Refused(f"{key} should be text", path.name, "Put it in quotes")
    return one_line(value)
