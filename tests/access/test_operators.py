"""The operators: who is added, who is refused, and who signs on no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from journals import lines, one

from sro_ops.access.operators import NewOperator, add_operator, check_rank, set_pin, switch
from sro_ops.errors import Refused
from sro_ops.records.note import Note
from sro_ops.settings.roles import SHIPPED
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory

from .conftest import OWNER, Door

if TYPE_CHECKING:
    from collections.abc import Callable


def test_an_operator_is_a_person_of_the_directory_with_a_sign_on(door: Door, store: Store) -> None:
    person = door.add("20", name="Nia Lind")
    kept = "SELECT kind || ' ' || record_class || ' ' || name FROM core_person WHERE id = ?"
    assert one(store.path, kept, person) == "staff directory Nia Lind"


def test_who_may_sign_on_concerns_every_site_so_each_journal_says_it(
    door: Door, store: Store
) -> None:
    store.add_site(OWNER, Site("WMS", "West Middle", "America/Chicago"))
    door.add("20", name="Nia Lind")
    newest = lines(store.path)[-2:]
    assert {(row["site"], row["verb"], row["summary"]) for row in newest} == {
        ("OHS", "operator added", "Nia Lind, officer"),
        ("WMS", "operator added", "Nia Lind, officer"),
    }


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewOperator("Nia", "20", "officer", "4321"), "badge 20 is taken. Choose another"),
        (NewOperator("Nia", " 20\n", "officer", "4321"), "badge 20 is taken"),
        (NewOperator("Nia", "30", "officer", os_user="ben"), 'the system\'s user "ben" is mapped'),
        (NewOperator(" ", "30", "officer", "4321"), "an operator has a name and a badge"),
        (NewOperator("Nia", "\x00", "officer", "4321"), "an operator has a name and a badge"),
        (NewOperator("Nia", "30", "officer", "1"), "a PIN has at least 4 characters"),
        (NewOperator("Nia", "30", "officer", "4321", site="XXX"), 'no site "XXX"'),
    ],
)
def test_who_cannot_be_added_leaves_nothing_behind(
    door: Door, store: Store, new: NewOperator, said: str
) -> None:
    door.add("20")
    door.add("21", os_user="ben")
    before = lines(store.path)
    with pytest.raises(Refused, match=said.replace(".", r"\.")):
        add_operator(store, OWNER, new)
    assert lines(store.path) == before
    assert one(store.path, "SELECT count(*) FROM core_person") == 2


def test_a_badge_stays_taken_when_its_operator_is_switched_off(door: Door, store: Store) -> None:
    door.add("20")
    switch(store, OWNER, "20", on=False)
    with pytest.raises(Refused, match="badge 20 is taken"):
        door.add("20", name="Somebody else")


def test_only_who_keeps_the_operators_adds_switches_off_and_resets(
    door: Door, store: Store, actor: ActorFactory
) -> None:
    door.add("20")
    officer = actor(role="officer")
    acts: tuple[Callable[[], object], ...] = (
        lambda: add_operator(store, officer, NewOperator("X", "30", "officer", "4321")),
        lambda: switch(store, officer, "20", on=False),
        lambda: set_pin(store, officer, "20", "8765"),
        lambda: set_pin(store, officer, "20", "8765", recover=True),
    )
    for act in acts:
        with pytest.raises(Refused, match=r"no right to do that \(admin\.operators\)"):
            act()


def test_who_is_switched_off_signs_on_no_more(door: Door, store: Store) -> None:
    door.add("20")
    door.add("21", os_user="ben")
    for badge in ("20", "21"):
        switch(store, OWNER, badge, on=False)
    with pytest.raises(Refused, match="this operator is switched off"):
        door.pin("20")
    with pytest.raises(Refused, match="this operator is switched off"):
        door.system_user("ben")


def test_what_they_wrote_stays_theirs(door: Door, store: Store) -> None:
    person = door.add("20", name="Nia Lind")
    with store.write(door.pin("20")) as session:
        session.add(Note(text="of Nia"))
    switch(store, OWNER, "20", on=False)
    with store.journal(OWNER.scope) as journal:
        [line] = [one for one in journal.newest(10) if one.summary == "of Nia"]
    assert (line.operator, line.who) == (person, "Nia Lind")


def test_who_is_switched_on_again_signs_on_as_before(door: Door, store: Store) -> None:
    door.add("20", name="Nia Lind")
    switch(store, OWNER, "20", on=False)
    switch(store, OWNER, "20", on=True)
    assert door.pin("20").name == "Nia Lind"
    told = [(line["verb"], line["summary"]) for line in lines(store.path)[-2:]]
    assert told == [
        ("operator switched off", "Nia Lind signs on no more"),
        ("operator switched on", "Nia Lind may sign on again"),
    ]


def test_nobody_switches_themselves_off(door: Door, store: Store) -> None:
    door.add("1", role="owner")
    with pytest.raises(Refused, match="nobody switches themselves off"):
        switch(store, door.pin("1"), "1", on=False)


def test_ones_own_pin_is_changed_by_oneself_and_anybodys_by_a_supervisor(
    door: Door, store: Store
) -> None:
    door.add("20")
    door.add("2", role="supervisor")
    set_pin(store, door.pin("20"), "20", "8765")
    with pytest.raises(Refused, match="do not match"):
        door.pin("20")
    assert lines(store.path)[-1]["verb"] == "PIN changed"
    set_pin(store, door.pin("2"), "20", "1111")
    assert door.pin("20", "1111").badge == "20"
    newest = lines(store.path)[-1]
    assert newest["verb"] == "PIN reset"
    assert newest["summary"] == "Operator 20 has a new PIN, set by Operator 2"


def test_a_recovered_pin_is_told_loudly(door: Door, store: Store) -> None:
    door.add("20", name="Nia Lind")
    set_pin(store, OWNER, "20", "8765", recover=True)
    newest = lines(store.path)[-1]
    assert newest["verb"] == "PIN recovered by the owner of the store"
    assert (newest["summary"], newest["operator"]) == ("Nia Lind", None)


def test_a_badge_that_nobody_has_is_named(store: Store) -> None:
    with pytest.raises(Refused, match='no operator with badge "99"'):
        switch(store, OWNER, "99", on=False)
    with pytest.raises(Refused, match='no operator with badge "99"'):
        set_pin(store, OWNER, "99", "8765")


def test_the_systems_user_is_the_operator_that_it_is_mapped_to(door: Door) -> None:
    door.add("20", os_user="nia")
    assert door.system_user("nia").badge == "20"
    with pytest.raises(Refused, match='no operator is mapped to the system\'s user "olga"'):
        door.system_user("olga")


def test_who_has_no_pin_does_not_sign_on_by_one(door: Door) -> None:
    door.add("20", os_user="nia")
    with pytest.raises(Refused, match="badge and PIN do not match"):
        door.pin("20", "4321")


@pytest.mark.parametrize(
    ("role", "other", "site", "said"),
    [
        ("supervisor", "owner", None, r'"owner" may do more than you \(\*\)'),
        ("supervisor", "officer", None, None),
        ("supervisor", "supervisor", None, None),
        ("administrator", "officer", None, r'"officer" may do more than you \(core\.\*\)'),
        ("owner", "owner", None, None),
    ],
)
def test_nobody_makes_or_takes_over_who_may_do_more(
    actor: ActorFactory, role: str, other: str, site: str | None, said: str | None
) -> None:
    if said is None:
        check_rank(actor(role=role), [(other, site)], SHIPPED)
        return
    with pytest.raises(Refused, match=said):
        check_rank(actor(role=role), [(other, site)], SHIPPED)


def test_who_works_at_one_site_appoints_nobody_elsewhere(actor: ActorFactory) -> None:
    here = actor(role="supervisor", sites={"OHS"})
    check_rank(here, [("officer", "OHS")], SHIPPED)
    for site in ("WMS", None):
        with pytest.raises(Refused, match=r"at other sites\. Say --at OHS"):
            check_rank(here, [("officer", site)], SHIPPED)
