"""Identifiers that sort by the time they were made (UUID version 7, RFC 9562)."""

from __future__ import annotations

import os
import re
import threading
import time

_lock = threading.Lock()
_last = 0
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def new_id() -> str:
    """Return a new UUIDv7 as lower-case text; within this process each is greater than the last.

    48 bits of milliseconds, then 12 bits that count within the millisecond, then 62 random bits.
    """
    return _text(_ticks(1), os.urandom(8))


def new_ids(count: int) -> list[str]:
    """Return as many new ids as that many calls of `new_id`, in their order."""
    first, dice = _ticks(count), os.urandom(8 * count)
    return [_text(first + n, dice[8 * n : 8 * n + 8]) for n in range(count)]


def _ticks(count: int) -> int:
    """Take the next `count` ticks, of which a millisecond has 4096, and return the first."""
    global _last
    with _lock:
        first = max(time.time_ns() * 4096 // 1_000_000, _last + 1)
        _last = first + count - 1
    return first


def _text(ticks: int, dice: bytes) -> str:
    high, low = ticks >> 28, ticks >> 12 & 0xFFFF
    variant, rest = 0x8000 | dice[0] << 8 & 0x3F00 | dice[1], dice[2:].hex()
    return f"{high:08x}-{low:04x}-7{ticks & 0xFFF:03x}-{variant:04x}-{rest}"


def is_id(text: str) -> bool:
    """Say whether `text` is a UUID in the form that the store keeps."""
    return _ID.fullmatch(text) is not None
