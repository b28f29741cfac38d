"""Rules for the single values of a plugin.toml: each returns what is wrong, or nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sro_ops.settings.plain import HOST_KEYS
from sro_ops.settings.roles import RESERVED

Rule = Callable[[Any], str]

_NAME = re.compile(r"[a-z][a-z0-9]{1,30}")
_PREFIX = re.compile(r"[A-Z]{1,4}")
_TYPE = re.compile(r"[a-z][a-z0-9]*\.[a-z][a-z0-9_]*")
_WORD = re.compile(r"[^\W\d_][\w-]+")
_COMMAND = re.compile(r"[a-z][a-z0-9-]+")
_DOTTED = re.compile(r"[a-z][a-z0-9]*(\.[a-z0-9_]+)+")
_HOST = RESERVED | HOST_KEYS | {"journal"}


def text(value: Any) -> str:
    """Any text that is not empty."""
    return "" if isinstance(value, str) and value.strip() else "should be text"


def plugin_name(value: Any) -> str:
    """A plugin's name: it begins its types, tables, permissions, and its table in the settings."""
    if isinstance(value, str) and value in _HOST:
        return f'cannot be "{value}": that name belongs to sro-ops'
    return _matching(value, _NAME, "should be 2 to 31 small letters and digits, like halls")


def prefix(value: Any) -> str:
    """What begins a record's number."""
    return _matching(value, _PREFIX, "should be 1 to 4 capital letters, like HS")


def word(value: Any) -> str:
    """A verb; one-letter words belong to the site."""
    return _matching(value, _WORD, "should be a word of two letters or more")


def command(value: Any) -> str:
    """The name of a shell command."""
    return _matching(value, _COMMAND, "is no name for a command: small letters, digits and -")


def own_type(name: str) -> Rule:
    """Return the rule for record types of the plugin called `name`."""
    return _own(name, _TYPE)


def own_name(name: str) -> Rule:
    """Return the rule for permissions and actions of the plugin called `name`."""
    return _own(name, _DOTTED)


def _matching(value: Any, pattern: re.Pattern[str], complaint: str) -> str:
    return "" if isinstance(value, str) and pattern.fullmatch(value) else complaint


def _own(name: str, pattern: re.Pattern[str]) -> Rule:
    def check(value: Any) -> str:
        if isinstance(value, str) and not value.startswith(f"{name}."):
            return f"should begin with the plugin's own name. Write {name}.{value.split('.')[-1]}"
        return _matching(value, pattern, f"should be a name like {name}.sweep")

    return check
