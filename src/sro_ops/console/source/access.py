"""What the console asks about who sits before it: signing on, and for how long a desk may idle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Access:
    """How one signs on here.

    Attributes:
        by_pin: whether by badge and PIN; else by the system's own user, and the desk never locks.
        signed_on: whether somebody has signed on.
        badge: the badge to begin with; empty for none.
        lock_after: seconds of idling after which the desk locks.
    """

    by_pin: bool = True
    signed_on: bool = True
    badge: str = ""
    lock_after: float = 600.0


@dataclass(frozen=True, slots=True)
class SignedOn:
    """The answer to badge and PIN.

    Attributes:
        right: whether they match.
        why: why not, in one line; empty where they match.
        wait: seconds before the next try is listened to.
        changed: whether it is somebody else than before.
    """

    right: bool
    why: str = ""
    wait: int = 0
    changed: bool = False


class AccessSource(Protocol):
    """The part of the Desk's source that says who sits before it."""

    def access(self) -> Access:
        """Say how one signs on here; quick, and before everything else."""
        ...

    def locked(self, by_itself: bool) -> None:
        """Learn that the desk was locked, by a key or because nobody touched it; in a worker."""
        ...

    def sign_on(self, badge: str, pin: str, same: bool = False) -> SignedOn:
        """Hold badge and PIN against the store, and act as that operator from now on; in a worker.

        Args:
            badge: as typed.
            pin: as typed.
            same: refuse anybody but the one who is signed on: lines of theirs are not saved yet.

        Raises:
            SroError: the store cannot be read.
        """
        ...
