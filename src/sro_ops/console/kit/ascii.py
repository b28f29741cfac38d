"""The console where the terminal has no UTF-8: every glyph as one letter of ASCII."""

from __future__ import annotations

import os
from collections.abc import Mapping

_LETTERS = {
    "○": "o", "●": "*", "✓": "+", "◇": "o", "‖": "=", "◔": "~", "▲": "!", "◆": "!", "◌": "?",
    "✗": "x", "⊘": "/", "▣": "#", "·": ".", "›": ">", "‹": "<", "≥": ">", "–": "-", "—": "-",
    "↵": "<", "↑": "^", "↓": "v", "←": "<", "→": ">", "━": "=", "─": "-", "│": "|", "▌": "|",
    "…": ".", "“": '"', "”": '"', "‘": "'", "’": "'", "×": "x",
    **{bar: str(height) for height, bar in enumerate("▁▂▃▄▅▆▇", 1)},
}  # fmt: skip
_TABLE = str.maketrans(_LETTERS)


def plain(text: str) -> str:
    """Return `text` in ASCII, as many cells wide; a letter that ASCII lacks is ``?``."""
    if text.isascii():
        return text
    from unicodedata import normalize

    from rich.cells import cell_len

    letters = text.replace("≥ ", ">=").translate(_TABLE)
    made = []
    for letter in letters:
        if letter.isascii():
            made.append(letter)
            continue
        base = normalize("NFKD", letter).encode("ascii", "ignore").decode()
        made.append(base if len(base) == cell_len(letter) else "?" * cell_len(letter))
    return "".join(made)


def speaks_utf8(environ: Mapping[str, str] = os.environ) -> bool:
    """Say whether the terminal takes UTF-8: what the locale says; silence is a yes."""
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environ.get(name, "")
        if value:
            return "utf" in value.casefold()
    return True
