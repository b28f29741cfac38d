"""Who sits at a desk, as lines of its journal: signed on, signed off, locked, unlocked.

A wrong PIN writes nothing to the store: anybody may type one. How many there were at this desk
stands in the line of the sign-on that ends them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sro_ops.store.canonical import utc_text
from sro_ops.store.journal import Change, write_lines
from sro_ops.store.model import Actor
from sro_ops.store.store import Store

if TYPE_CHECKING:
    from datetime import datetime

Coming = Literal["signed on", "signed off", "locked", "unlocked"]


@dataclass(frozen=True, slots=True)
class Presence:
    """One coming or going, at a desk of a site; `words` say more of it, or nothing."""

    actor: Actor
    site: str
    verb: Coming
    at: datetime
    words: str = ""


def tell_presence(store: Store, told: Presence) -> None:
    """Write the line.

    Raises:
        Unreachable: the store cannot be written now.
    """
    change = Change(
        told.site, told.verb, utc_text(told.at), type="core.operator",
        record_class="directory", summary=told.words,
    )  # fmt: skip
    with store.raw(write=True) as link:
        write_lines(link, store.words, told.actor, [change], utc_text(store.clock()))
