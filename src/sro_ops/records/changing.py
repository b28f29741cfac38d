"""What may be done to a kept record: amend, move on, cross out, add to its story.

Each is one transaction and one line of the journal. Deleting does not exist.
"""

from __future__ import annotations

from collections.abc import Mapping

from sro_ops.errors import Refused
from sro_ops.records.kept import allow_others, need_reason, own_record, set_values
from sro_ops.records.saving import Saved, saved
from sro_ops.records.values import check_span, read_values
from sro_ops.store.entities import Narrative
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.text import clean, one_line


def amend(
    store: Store,
    actor: Actor,
    number: str,
    texts: Mapping[str, str],
    why: str,
    site: str,
    version: int | None = None,
) -> Saved:
    """Change fields of a record, with a reason.

    Args:
        version: the version that the change was decided on; another one by now is refused.

    Raises:
        Refused: no reason, no right, a bad value, nothing changed, or somebody else changed it
            meanwhile.
    """
    need_reason(why)
    with store.write(actor, site) as session:
        record = own_record(session, number, site)
        allow_others(actor, record, "core.amend")
        if version is not None and record.version != version:
            raise Refused(
                "somebody else changed this record meanwhile", number, "Look again, then decide"
            )
        set_values(record, read_values(type(record), dict(texts), store.zones[record.site]))
        check_span(record)
        session.intend(record, "amended", why)
    return saved(session, record)


def move(
    store: Store, actor: Actor, number: str, step: str, texts: Mapping[str, str], site: str
) -> Saved:
    """Take a record one step of its workflow further, setting fields on the way.

    Raises:
        Refused: for a step that is not possible now; says which ones are.
    """
    with store.write(actor, site) as session:
        record = own_record(session, number, site)
        if record.workflow is None:
            raise Refused(f"a {record.kind().label.lower()} has no steps", number)
        allow_others(actor, record, "core.move")
        record.state = record.workflow.target(step, record.state)
        set_values(record, read_values(type(record), dict(texts), store.zones[record.site]))
        check_span(record)
        session.intend(record, record.workflow.verb(step), step)
    return saved(session, record)


def strike(store: Store, actor: Actor, number: str, why: str, site: str) -> Saved:
    """Cross a record out; it stays in sight, with the reason.

    Raises:
        Refused: without a reason or the right, or when it is crossed out already.
    """
    need_reason(why)
    with store.write(actor, site) as session:
        record = session.find(number, site)
        allow_others(actor, record, "core.strike")
        if record.struck:
            raise Refused("it is crossed out already", number)
        record.struck = True
        session.intend(record, "struck", why, f"crossed out: {one_line(why)}")
    return saved(session, record)


def append(store: Store, actor: Actor, number: str, text: str, site: str) -> Saved:
    """Add a line to a record's narrative.

    Raises:
        Refused: for an empty line.
    """
    if not clean(text).strip():
        raise Refused("there is nothing to add", number, "Type the line after the number")
    with store.write(actor, site) as session:
        record = session.find(number, site)
        line = Narrative(record=record, at=store.clock(), operator=actor.operator, text=text)
        session.add(line)
        session.intend(record, "appended", "", clean(text).strip())
    return saved(session, record)
