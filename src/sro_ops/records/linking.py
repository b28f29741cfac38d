"""Two records that belong together."""

from __future__ import annotations

from sqlalchemy import select

from sro_ops.errors import Refused
from sro_ops.store.entities import CoreRecord, Link
from sro_ops.store.model import Actor
from sro_ops.store.session import WriteSession
from sro_ops.store.store import Store
from sro_ops.text import one_line


def link(
    store: Store, actor: Actor, number: str, other: str, relation: str, site: str, other_site: str
) -> None:
    """Link two records that the actor may see.

    Raises:
        Refused: when one is not there, or they are linked so already.
    """
    with store.write(actor, site) as session:
        first, second = session.find(number, site), session.find(other, other_site)
        if first.id == second.id:
            raise Refused("a record is not linked to itself", number)
        word = one_line(relation) or "see"
        if _links(session, first, second, word):
            raise Refused(f"it is linked so already: {word} {other}", number)
        session.add(Link(from_record=first.id, to_record=second.id, relation=word))


def _links(session: WriteSession, first: CoreRecord, second: CoreRecord, word: str) -> bool:
    there = select(Link).where(
        Link.from_record == first.id, Link.to_record == second.id, Link.relation == word
    )
    return session.scalar(there) is not None
