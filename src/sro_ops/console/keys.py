"""Keys: how they are said, where each of them works, and a site's own keymap held against that.

A key has an id (``records.sort``); a keymap file gives ids other keys. In one place a key does one
thing: what is nearer to the hands goes before what holds for the whole screen or everywhere.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.keys import Keys as Known

from sro_ops.text import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SAID = {
    "enter": "↵", "escape": "esc", "slash": "/", "question_mark": "?", "plus": "+", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "pageup": "page up", "pagedown": "page down",
    "shift+tab": "shift tab", "comma": ",", "full_stop": ".", "minus": "-",
}  # fmt: skip
"""Keys by Textual's names that people know by another."""

SAME = frozenset(
    {
        ("entry.earlier", "form.previous"), ("entry.later", "form.next"),
        ("entry.accept", "form.take"),
    }
)  # fmt: skip
"""Pairs of ids that share a key in one place on purpose, for they do the same there."""


@dataclass(frozen=True, slots=True)
class Key:
    """What one or several keys do; `keys` are Textual's names with commas between them."""

    id: str
    keys: str
    does: str


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere that keys work: a title, and what holds there, the nearest first."""

    title: str
    keys: tuple[Key, ...]


ENTER = (Key("entry.enter", "enter", "save the line, search, or open a number"),)
"""What Textual's own field has."""


def said(keys: str) -> str:
    """Return keys as a person reads them: ``ctrl+s`` → ``^s``, ``f6,6`` → ``F6 6``."""
    return " ".join(_said(key.strip()) for key in keys.split(","))


def _said(key: str) -> str:
    if key.startswith("ctrl+") and len(key) == 6:
        return f"^{key[-1]}"
    if key.startswith("f") and key[1:].isdecimal():
        return key.upper()
    return SAID.get(key, key)


def of(*classes: type[Any]) -> tuple[Key, ...]:
    """Return the keys that these classes declare themselves, in their order."""
    found = (one for cls in classes for one in vars(cls).get("BINDINGS", ()))
    return tuple(
        Key(one.id or one.action, one.key, one.description or one.action)
        for one in found
        if isinstance(one, Binding)
    )


def places() -> tuple[Place, ...]:
    """Return every place of the console with its keys; the first holds everywhere."""
    from sro_ops.console.catchup.screen import CatchUp
    from sro_ops.console.desk import Desk
    from sro_ops.console.emergency import Emergency
    from sro_ops.console.entry.area import EntryArea
    from sro_ops.console.entry.field import EntryField
    from sro_ops.console.kit.dialogs import Question
    from sro_ops.console.kit.form import Choice
    from sro_ops.console.kit.formpage import FormPage
    from sro_ops.console.kit.jump import Jump
    from sro_ops.console.kit.page import Page
    from sro_ops.console.kit.palette import Palette
    from sro_ops.console.kit.sheet import Sheet
    from sro_ops.console.kit.virtual import VirtualList
    from sro_ops.console.log.timeline import Timeline
    from sro_ops.console.needs.strip import Needs
    from sro_ops.console.no_store import NoStoreScreen
    from sro_ops.console.operators.pages import TokenScreen
    from sro_ops.console.operators.roles import RolesScreen
    from sro_ops.console.operators.screen import OperatorsScreen
    from sro_ops.console.panels.shelf import Guests, Shelf
    from sro_ops.console.screens.emergency import EmergencyScreen
    from sro_ops.console.screens.fault import FaultPanel, FaultScreen
    from sro_ops.console.screens.help import HelpScreen
    from sro_ops.console.screens.missing import MissingScreen
    from sro_ops.console.screens.plugins import PluginsScreen
    from sro_ops.console.screens.record import RecordScreen
    from sro_ops.console.screens.records import RecordsScreen
    from sro_ops.console.screens.sign_on import SignOnScreen
    from sro_ops.console.signing import Signing
    from sro_ops.console.steering import Steering

    return (
        Place("Everywhere", of(Steering, Emergency, Signing)),
        Place("The entry line", ENTER + of(EntryField, EntryArea, Desk)),
        Place("The log", of(Timeline, Desk)),
        Place("What needs you", of(Needs, Desk)),
        Place("The panels", of(Shelf, Desk)),
        Place("A panel of a plugin's own", of(Guests, Desk)),
        Place("A panel that stopped", of(FaultPanel, Guests, Desk)),
        Place("Several lines at once", of(EntryField, CatchUp)),
        Place("A list of records", of(VirtualList, RecordsScreen)),
        Place("A record", of(Sheet, RecordScreen)),
        Place("A form, in a field", of(EntryField, FormPage)),
        Place("A form, on a choice", of(Choice, FormPage)),
        Place("A question", of(Question)),
        Place("The palette and More", of(Palette)),
        Place("Letters to jump to", of(Jump)),
        Place("Help", of(Sheet, HelpScreen)),
        Place("Without a store", of(Sheet, NoStoreScreen)),
        Place("Badge and PIN", of(EntryField, SignOnScreen)),
        Place("The emergency card", of(Sheet, EmergencyScreen)),
        Place("Operators", of(VirtualList, OperatorsScreen)),
        Place("What roles allow", of(Sheet, RolesScreen)),
        Place("A program's token", of(Sheet, TokenScreen)),
        Place("How plugins stand", of(Sheet, PluginsScreen)),
        Place("What stopped, and why", of(Sheet, FaultScreen)),
        Place("A plugin's screen", of(Sheet, Page)),
        Place("A mode that is not there", of(Sheet, MissingScreen)),
    )


def clashes(known: Sequence[Place], keymap: Mapping[str, str]) -> list[str]:
    """Return a line for each key that would do two things in one place under a keymap."""
    found: list[str] = []
    for place in known:
        holders: dict[str, str] = {}
        for one in place.keys:
            for key in keymap.get(one.id, one.keys).split(","):
                first = holders.setdefault(key.strip(), one.id)
                if first != one.id and (first, one.id) not in SAME:
                    found.append(f"{said(key)} is both {first} and {one.id} ({place.title})")
    return found


def wrong(keymap: Mapping[str, str]) -> list[str]:
    """Return what is wrong with a keymap, a line each: unknown ids and keys, clashes."""
    known = places()
    ids = {one.id for place in known for one in place.keys}
    found: list[str] = []
    for id_, keys in keymap.items():
        if id_ not in ids:
            close = nearest(id_, ids)
            found.append(f'no key "{id_}"' + (f". Nearest: {close}" if close else ""))
        found += [
            f'{id_}: "{key}" is no key' for key in keys.split(",") if not _is_key(key.strip())
        ]
    return found or [one for one in clashes(known, keymap) if one not in clashes(known, {})]


def _is_key(key: str) -> bool:
    *held, last = key.split("+")
    named = {one.value for one in Known} | set(SAID) | {"space", "tab", "delete", "backspace"}
    return set(held) <= {"ctrl", "shift", "alt"} and (len(last) == 1 or last in named)


def page() -> str:
    """Return docs/keys.md: every key in every place, with its id."""
    lines = [
        "# Every key",
        "",
        "This page is written by `python tools/keys.py` from the program itself. While you type,",
        "letters and digits are text; elsewhere they act. An id is what a",
        "[keymap](settings.md#keymap) names. On a record, each step of its workflow has a letter",
        "of its own, shown in the row of keys, and so have `e` edit, `+` add a line, `l` link and",
        "`x` cross out, where you may do them.",
    ]
    for place in places():
        lines += ["", f"## {place.title}", "", "| key | does | id |", "|---|---|---|"]
        lines += [
            f"| {' '.join(f'`{said(key)}`' for key in one.keys.split(','))} | {one.does} |"
            f" `{one.id}` |"
            for one in place.keys
        ]
    return "\n".join([*lines, ""])
