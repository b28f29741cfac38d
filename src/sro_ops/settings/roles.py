"""Permissions and the shipped roles.

A permission is a dotted name. Everyday work lies under ``core.``; what opens or closes protected
records lies under ``privacy.``; the keeping of the installation under ``admin.``. A record type
adds ``<type>.add``, ``.amend``, ``.move`` and ``.strike`` (``halls.sweep.amend``), and a plugin may
add more below its own name (``events.check_in``). A role holds names, patterns that end in ``.*``,
``*`` for everything, or ``plugins.*`` for everything below the name of every plugin, those
installed later included: it never reaches ``core``, ``privacy`` or ``admin``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from sro_ops.text import nearest

PERMISSIONS: Mapping[str, str] = MappingProxyType(
    {
        "core.log": "type lines on the entry line and in `sro-ops log`",
        "core.note.add": "write a note",
        "core.note.amend": "amend a note",
        "core.note.move": "move a note through its states",
        "core.note.strike": "cross out a note",
        "core.add": "add records by a form",
        "core.amend": "amend records of others, by the rules of their type",
        "core.move": "take a record a step further in its workflow",
        "core.append": "add a narrative line",
        "core.strike": "cross out records of others, with a reason",
        "core.link": "link two records",
        "core.search": "search",
        "core.people": "find, import and merge people",
        "core.report": "print and save reports",
        "core.import": "import records from a file",
        "core.export": "export records to a file",
        "core.verify": "verify the journal",
        "core.read.general": "see records of class general",
        "core.read.directory": "see records of class directory",
        "core.read.law_enforcement_unit": "see records of class law enforcement unit",
        "privacy.education": "see records of class education",
        "privacy.medical": "see records of class medical",
        "privacy.sealed": "see sealed records",
        "privacy.seal": "seal a record",
        "privacy.unseal": "open a sealed record again",
        "privacy.expunge": "remove what a record says for good",
        "privacy.disclose": "disclose a protected record, with its basis",
        "admin.operators": "add operators, switch them off and on, give new PINs",
        "admin.sites": "add sites",
        "admin.plugins": "switch plugins on and off",
        "admin.settings": "change settings from within the console",
        "admin.review": "see what a supervisor looks for in how lines are written",
        "admin.backup": "back up and archive the store",
        "admin.restore": "restore a backup",
    }
)
"""Every permission of the host, with what it allows."""

RESERVED = frozenset({"core", "privacy", "admin", "plugins", "forms"})
"""Names that no plugin may take, because permissions below them are the host's."""

SHIPPED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "owner": ("*",),
        "supervisor": (
            "core.*",
            "plugins.*",
            "privacy.education",
            "privacy.sealed",
            "privacy.seal",
            "privacy.unseal",
            "privacy.disclose",
            "admin.operators",
            "admin.review",
            "admin.backup",
        ),
        "officer": ("core.*", "plugins.*"),
        "event_staff": ("events.check_in", "events.check_out", "events.undo"),
        "administrator": (
            "core.read.general",
            "core.read.directory",
            "core.search",
            "core.report",
            "privacy.education",
        ),
        "service": (),
    }
)
"""The roles that need no settings. A `[roles.NAME]` table replaces the one of that name."""

_WIDE = {
    "*": "everything",
    "core.*": "everyday work: write, change, search, print, import and export, and see records"
    " that are not protected",
    "plugins.*": "everything that plugins bring, later ones too",
    "privacy.*": "everything about protected and sealed records",
    "admin.*": "everything about the installation",
    "forms.*": "everything that forms bring",
}
"""What patterns allow, in words."""

_SHAPE = re.compile(r"\*|[a-z][a-z0-9_]*(\.[a-z0-9_]+)*(\.\*)?")


def in_words(names: Iterable[str]) -> list[str]:
    """Return what permissions and patterns allow, in plain words, each once.

    A plugin's own permission is said as it is written: only the plugin knows what it means.
    """
    return list(dict.fromkeys(_said(name) for name in names))


def _said(name: str) -> str:
    if name in _WIDE or name in PERMISSIONS:
        return _WIDE.get(name) or PERMISSIONS[name]
    if not name.endswith(".*"):
        return name.replace("_", " ").replace(".", ": ")
    known = [told for one, told in PERMISSIONS.items() if one.startswith(name[:-1])]
    return ", ".join(known) or f"everything of {name[:-2].replace('_', ' ').replace('.', ' ')}"


def check_permission(name: str) -> None:
    """Hold a permission or pattern of a role against what there is.

    Permissions of plugins are known by their shape only: a plugin may be away for a while.

    Raises:
        ValueError: it is no permission; the message names the nearest.
    """
    if not _SHAPE.fullmatch(name):
        raise ValueError(f'"{name}" is no permission: write it like core.log or patrol.*')
    head, _, rest = name.partition(".")
    if name == "*" or head not in RESERVED or (head in ("plugins", "forms") and rest == "*"):
        return
    stem = name.removesuffix("*")
    if name in PERMISSIONS or (stem != name and any(p.startswith(stem) for p in PERMISSIONS)):
        return
    offer = nearest(name, PERMISSIONS)
    raise ValueError(f'no permission "{name}"' + (f". Nearest: {offer}" if offer else ""))
