"""A TOML file beside the settings, read whole or refused by its name; standard library alone."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused

if TYPE_CHECKING:
    from pathlib import Path


def read_toml(path: Path) -> dict[str, Any]:
    """Return what a file says; a byte order mark before it is left out.

    Raises:
        Refused: it cannot be read, or is no TOML; names the file.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Refused(f"cannot be read ({error.strerror})", str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"not TOML: {error}", path.name) from None
