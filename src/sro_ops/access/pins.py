"""PINs and tokens: argon2id hashes, and the growing pause after wrong ones.

There is no lock-out: an officer who mistypes at a bad moment waits, at most a minute. Failures are
counted for each operator at each desk, in the desk's own folder.
"""

from __future__ import annotations

import json
import math
import os
import secrets
import time
from typing import TYPE_CHECKING

from sro_ops.errors import Refused
from sro_ops.paths import state_dir

if TYPE_CHECKING:
    from argon2 import PasswordHasher

LEAST = 4
_FREE = 3
_MOST_SECONDS = 60


def hasher() -> PasswordHasher:
    """Return what hashes: argon2id, at the cost that its library recommends."""
    from argon2 import PasswordHasher

    return PasswordHasher()


def hash_pin(pin: str) -> str:
    """Return the argon2id hash of a PIN or a token.

    Raises:
        Refused: when it has fewer than four characters.
    """
    check_pin(pin)
    return hasher().hash(pin)


def check_pin(pin: str) -> None:
    """Refuse a PIN that is too short.

    Raises:
        Refused: when it has fewer than four characters.
    """
    if len(pin) < LEAST:
        raise Refused(f"a PIN has at least {LEAST} characters", todo="Choose a longer one")


def matches(kept: str, pin: str) -> bool:
    """Say whether `pin` is the one that was hashed."""
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return hasher().verify(kept, pin)
    except (VerificationError, InvalidHashError):
        return False


def new_token() -> str:
    """Return a new secret for a service operator; shown once, kept as a hash."""
    return secrets.token_urlsafe(32)


def pause(failures: int) -> int:
    """Return the seconds to wait after so many wrong PINs in a row: 0, 0, 0, 2, 4, 8 … 60."""
    if failures < _FREE:
        return 0
    return int(min(_MOST_SECONDS, 2 ** min(failures - _FREE + 1, 10)))


def check_pause(badge: str) -> None:
    """Refuse a sign-on that comes before its pause is over.

    Raises:
        Refused: says how many seconds are left.
    """
    if left := pause_left(badge):
        raise Refused("too many wrong PINs", f"badge {badge}", f"Wait {left} s")


def pause_left(badge: str) -> int:
    """Return the seconds for which a sign-on with `badge` has to wait still; 0 for none."""
    count, last = _failures().get(badge, (0, 0.0))
    left = last + pause(count) - time.time()
    return math.ceil(left) if 0 < left <= _MOST_SECONDS else 0


def failures(badge: str) -> int:
    """Return how many wrong PINs there were for `badge` at this desk since the last right one."""
    return _failures().get(badge, (0, 0.0))[0]


def after_failures(count: int) -> str:
    """Return what is said of wrong PINs before a right one; empty where there were none."""
    return f"after {count} wrong {'PIN' if count == 1 else 'PINs'} at this desk" if count else ""


def count_failure(badge: str) -> None:
    """Remember one more wrong PIN for `badge` at this desk."""
    kept = _failures()
    kept[badge] = (kept.get(badge, (0, 0.0))[0] + 1, time.time())
    _keep(kept)


def forget_failures(badge: str) -> None:
    """Forget the wrong PINs of `badge` after a right one."""
    kept = _failures()
    if kept.pop(badge, None):
        _keep(kept)


def _failures() -> dict[str, tuple[int, float]]:
    try:
        kept = json.loads((state_dir() / "sign-on.json").read_text(encoding="utf-8"))
        return {str(badge): (int(count), float(last)) for badge, (count, last) in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _keep(failures: dict[str, tuple[int, float]]) -> None:
    path = state_dir() / "sign-on.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    draft.write_text(json.dumps(failures), encoding="utf-8")
    os.replace(draft, path)
