"""What `sro_ops.testing` promises the authors of plugins."""

from __future__ import annotations

from datetime import timedelta

import pytest
from duties import Sweep

from sro_ops.errors import Refused
from sro_ops.store.store import Store
from sro_ops.testing import ActorFactory, Clock, install


def test_the_clock_stands_still_until_it_is_told_to_move(clock: Clock) -> None:
    assert clock() == clock()
    assert clock().isoformat() == "2026-10-14T08:00:00-05:00"
    before = clock()
    clock.forward(minutes=11, seconds=3)
    assert clock() - before == timedelta(minutes=11, seconds=3)
    clock.set("2026-12-31 23:59")
    assert clock().isoformat() == "2026-12-31T23:59:00-06:00"


def test_the_store_is_fresh_has_one_site_and_runs_by_the_clock(store: Store, clock: Clock) -> None:
    assert {code: site.timezone for code, site in store.sites.items()} == {"OHS": "America/Chicago"}
    assert "core.note" in store.classes
    assert store.clock is clock


def test_types_are_installed_with_their_parts_once_or_again(
    store: Store, actor: ActorFactory
) -> None:
    install(store, Sweep)
    install(store, Sweep)
    with store.write(actor("duty.*")) as session:
        session.add(sweep := Sweep(hall="B"))
    assert sweep.number == "DS-2026-0001"


def test_an_actor_holds_what_it_was_given_and_nothing_else(
    store: Store, actor: ActorFactory
) -> None:
    assert actor().may("privacy.expunge")
    assert actor("duty.sweep.add").permissions == ("duty.sweep.add",)
    assert actor(classes={"general"}, sites={"OHS"}).scope.classes == {"general"}
    assert actor().desk == actor().desk != actor(desk="elsewhere").desk
    with pytest.raises(Refused, match=r"duty\.sweep\.add"), store.write(actor("x")) as session:
        session.add(Sweep(hall="B"))


def test_a_shipped_role_opens_what_it_opens(actor: ActorFactory) -> None:
    officer = actor(role="officer")
    assert officer.may("duty.sweep.add")
    assert not officer.may("privacy.expunge")
    assert officer.scope.classes == {"general", "directory", "law_enforcement_unit"}
    assert actor(role="owner").scope.classes >= {"education", "medical"}
