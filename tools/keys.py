"""Writes docs/keys.md: every key of the console, from the program itself.

PYTHONPATH=src:plugins python tools/keys.py
"""

from __future__ import annotations

from pathlib import Path

PAGE = Path(__file__).resolve().parent.parent / "docs" / "keys.md"


def main() -> int:
    """Write the page."""
    from sro_ops.console.keys import page

    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
