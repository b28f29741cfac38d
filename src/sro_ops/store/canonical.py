"""One spelling for every value that is hashed: canonical JSON, UTC times, SHA-256.

Two desks, two engines and two years must agree on the bytes under a digest, so there are sorted
keys, no floats, and times as UTC text with microseconds.
"""

from __future__ import annotations

import hashlib
import json
import json.encoder
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from sro_ops.text import clean

quoted = json.encoder.encode_basestring
"""Returns clean text as canonical JSON; TypeError for anything else."""


def _encoder() -> Callable[[Any], str]:
    """Return what writes canonical JSON: json's own C encoder, made once.

    `JSONEncoder.encode` makes that encoder anew at every call, which costs more than the encoding.
    """
    plainly = json.JSONEncoder(
        sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    make = getattr(json.encoder, "c_make_encoder", None)
    if make is None:
        return plainly.encode
    parts = make(None, plainly.default, quoted, None, ":", ",", True, False, False)
    return lambda value: "".join(parts(value, 0))


_encode = _encoder()


def canonical(value: Any) -> str:
    """Return `value` as canonical JSON.

    Raises:
        TypeError: for a float, or anything else that has no one spelling.
    """
    return _encode(plain(value))


def plain(value: Any) -> Any:
    """Return `value` in the neutral form that is hashed: None, int, str, lists and dicts of them.

    Text is cleaned as the columns clean it. Booleans become 0 and 1, as one engine keeps them;
    times become UTC text.

    Raises:
        TypeError: for a float or an unknown type.
    """
    if isinstance(value, str):
        return clean(value)
    if value is None:
        return None
    if isinstance(value, int):
        return int(value)
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {clean(str(key)): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    raise TypeError(f"{type(value).__name__} has no canonical form: {value!r}")


@lru_cache(maxsize=1024)
def utc_text(moment: datetime) -> str:
    """Return an aware time as ``2026-10-14T19:32:00.000000Z``, 27 characters, which sorts.

    Raises:
        ValueError: for a time without a zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a time without a zone cannot be kept")
    naive = moment.astimezone(UTC).replace(tzinfo=None)
    return naive.isoformat(timespec="microseconds") + "Z"


def from_utc_text(text: str) -> datetime:
    """Return the aware UTC time that `utc_text` wrote."""
    return datetime.fromisoformat(text)


def now_text() -> str:
    """Return this machine's time as `utc_text`."""
    return utc_text(datetime.now(UTC))


def sha256(text: str, salt: bytes = b"") -> str:
    """Return the SHA-256 of `salt` followed by `text` in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(salt + text.encode()).hexdigest()


def encode(value: Any) -> str:
    """Return canonical JSON of a value that is known to be `plain` already (the hot path)."""
    return _encode(value)
