"""Keys: how they are said, and the table of every key in every place."""

from __future__ import annotations

SAID = {
    "enter": "↵", "escape": "esc", "slash": "/", "question_mark": "?", "plus": "+", "up": "↑",
    "down": "↓", "left": "←", "right": "→", "pageup": "page up", "pagedown": "page down",
    "space": "space", "tab": "tab", "shift+tab": "shift tab", "home": "home", "end": "end",
    "backspace": "backspace", "delete": "delete", "comma": ",", "full_stop": ".", "minus": "-",
}  # fmt: skip
"""Keys by Textual's names that people know by another."""


def said(keys: str) -> str:
    """Return keys as a person reads them: ``ctrl+s`` → ``^s``, ``f6,6`` → ``F6 6``."""
    return " ".join(_said(key.strip()) for key in keys.split(","))


def _said(key: str) -> str:
    if key.startswith("ctrl+") and len(key) == 6:
        return f"^{key[-1]}"
    if key.startswith("f") and key[1:].isdecimal():
        return key.upper()
    return SAID.get(key, key)
