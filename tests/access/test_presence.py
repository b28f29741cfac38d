"""Who came and went at a desk: lines of the journal that name no record."""

from __future__ import annotations

from datetime import UTC, datetime

from journals import lines

from sro_ops.access import pins
from sro_ops.access.lookup import last_signed_on
from sro_ops.access.presence import Coming, Presence, tell_presence
from sro_ops.store.store import Store
from sro_ops.store.verify import verify

from .conftest import Door

AT = datetime(2026, 10, 14, 14, 32, tzinfo=UTC)


def come(store: Store, door: Door, verb: Coming, at: datetime = AT, words: str = "") -> None:
    tell_presence(store, Presence(door.pin("20"), "OHS", verb, at, words))


def test_a_sign_on_is_a_line_of_the_operator(door: Door, store: Store) -> None:
    person = door.add("20")
    come(store, door, "signed on", words=pins.after_failures(3))
    line = lines(store.path)[-1]
    assert (line["verb"], line["operator"], line["record"]) == ("signed on", person, None)
    assert (line["record_class"], line["type"]) == ("directory", "core.operator")
    assert line["summary"] == "after 3 wrong PINs at this desk"
    assert verify(store.path).ok


def test_the_last_sign_on_is_known_and_no_other_coming_counts(door: Door, store: Store) -> None:
    person = door.add("20")
    with store.raw() as link:
        assert last_signed_on(link) == {}
    come(store, door, "signed on")
    come(store, door, "locked", AT.replace(hour=15))
    with store.raw() as link:
        assert last_signed_on(link) == {person: "2026-10-14T14:32:00.000000Z"}


def test_the_desk_s_log_leaves_comings_and_goings_out(door: Door, store: Store) -> None:
    door.add("20")
    come(store, door, "signed on")
    come(store, door, "signed off")
    with store.journal(door.pin("20").scope) as journal:
        shown = {line.verb for line in journal.newest(10)}
        whole = {line.verb for line in journal.newest(10, desk_view=False)}
    assert {"signed on", "signed off"} <= whole
    assert not {"signed on", "signed off"} & shown
