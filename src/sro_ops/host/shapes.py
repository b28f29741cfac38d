"""What every shape that a plugin makes checks of its values.

A wrong value raises TypeError where the plugin makes it, so that the traceback shows the plugin's
own line.
"""

from __future__ import annotations

import re

_NAME = re.compile(r"[a-z][a-z0-9]*([.-][a-z0-9]+)*")


def need(right: bool, what: str, complaint: str) -> None:
    """Raise TypeError for a value that is not right: ``what`` and its complaint."""
    if not right:
        raise TypeError(f"{what} {complaint}")


def text(value: object, what: str, empty: bool = False) -> None:
    """Refuse what is no text, or no more than spaces unless it may be empty."""
    right = isinstance(value, str) and (empty or bool(value.strip()))
    need(right, what, "should be text")


def name(value: object, what: str) -> None:
    """Refuse what is no name among those of all plugins."""
    right = isinstance(value, str) and _NAME.fullmatch(value) is not None
    need(right, what, f"should be a name like daily or patrol.daily, not {value!r}")


def function(value: object, what: str) -> None:
    """Refuse what cannot be called."""
    need(callable(value), what, "should be a function")
