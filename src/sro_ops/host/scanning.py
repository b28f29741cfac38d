"""A scanned code on its way to whoever knows it: it stands for a line, or is kept in its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from sro_ops.errors import SroError
from sro_ops.host.replies import ScanKept, ScanMatch
from sro_ops.records.saving import Saved

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.host.plugin_host import From


def known_code(house: House, text: str) -> From[ScanMatch] | None:
    """Return what a scanned code stands for; None for what is no known code.

    A code is one word that exactly one plugin knows; digits alone, which open a record, are none.
    To be called off the screen's thread.
    """
    code = text.strip()
    if not code or code.isdecimal() or len(code.split()) > 1:
        return None
    known = house.plugins.scan(code, house.lend)
    return known[0] if len(known) == 1 else None


def keep_scan(house: House, match: From[ScanMatch]) -> ScanKept | None:
    """Let a plugin keep a scan that it knows where to keep.

    Returns:
        What became of it; None where it stands for a line after all, or where the plugin fails:
        the code is then kept as it was typed, and the plugin's fault is noted.

    Raises:
        Refused, Unreachable: it cannot be kept, and why.
    """
    keep = match.value.keep
    if keep is None:
        return None
    return boxed(house, match.plugin, lambda: keep(house.lend(match.plugin)))


def boxed(house: House, plugin: str, call: Callable[[], ScanKept | None]) -> ScanKept | None:
    """Return what a plugin's call came to; None where it fails, which is noted."""
    try:
        kept = call()
        if not isinstance(kept, ScanKept | None):
            raise TypeError(f"should return a ScanKept, not {type(kept).__name__}")
    except (SroError, KeyboardInterrupt):
        raise
    except BaseException as error:
        house.plugins.fault(plugin, "sro_scan", error)
        return None
    return kept


def as_saved(house: House, kept: ScanKept) -> Saved:
    """Return a kept scan as the answer to a kept line; the words are its result."""
    from sro_ops.store.canonical import utc_text

    now, line = utc_text(house.store.clock()), kept.lines[0] if kept.lines else None
    if line is None:
        return Saved(kept.number, "", 0, "", kept.words, now, 0, "already_saved")
    return Saved(
        kept.number, line.record or "", line.seq, line.type, kept.words, now, line.pos
    )  # fmt: skip
