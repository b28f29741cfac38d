"""A desk: who it is, and what it remembers of a store outside that store."""

from __future__ import annotations

from sro_ops.paths import state_dir
from sro_ops.store.desk import alarm, forget_heads, remember, this_desk
from sro_ops.store.store import Store

URL = "sqlite:///somewhere/store.db"


def test_a_desk_keeps_its_id_for_a_store() -> None:
    assert this_desk(URL).id == this_desk(URL).id
    assert this_desk(URL).id != this_desk("sqlite:///elsewhere/store.db").id


def test_a_desk_remembers_the_newest_head_and_never_an_older_one() -> None:
    remember(URL, this_desk(URL), {"OHS": (7, "b" * 64)})
    remember(URL, this_desk(URL), {"OHS": (5, "a" * 64)})
    assert this_desk(URL).heads == {"OHS": (7, "b" * 64)}


def test_a_broken_memory_makes_a_new_desk() -> None:
    kept = this_desk(URL)
    for path in state_dir().rglob("*.json"):
        path.write_text("{")
    assert this_desk(URL).id != kept.id


def test_a_chain_that_is_shorter_or_ends_otherwise_raises_the_alarm() -> None:
    desk = this_desk(URL)
    remember(URL, desk, {"OHS": (7, "b" * 64)})
    assert alarm(desk, {"OHS": (7, "b" * 64)}) is None
    assert alarm(desk, {"OHS": (9, "c" * 64)}) is None
    assert alarm(desk, {"OHS": (5, "a" * 64)}) == "OHS has 5 lines, but this desk has seen 7"
    assert alarm(desk, {"OHS": (7, "a" * 64)}) == (
        "OHS line 7 is not the one that this desk has seen"
    )
    assert alarm(desk, {}) == "OHS has 0 lines, but this desk has seen 7"


def test_after_a_restore_the_heads_are_forgotten_and_the_desk_is_not() -> None:
    desk = this_desk(URL)
    remember(URL, desk, {"OHS": (7, "b" * 64)})
    forget_heads(URL)
    assert (this_desk(URL).id, this_desk(URL).heads) == (desk.id, {})


def test_a_store_knows_the_desks_that_wrote_in_it(store: Store) -> None:
    desk = this_desk(store.url)
    store.introduce(desk)
    store.introduce(desk)
    with store.raw() as link:
        rows = link.execute("SELECT id, name FROM core_desk WHERE id = ?", (desk.id,)).fetchall()
    assert rows == [(desk.id, desk.name)]
