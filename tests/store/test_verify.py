"""Verify: whatever was changed by hand is named by its site, its line, its number, and in words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from duties import Referral, Scan, Sweep
from journals import lines, one, tamper

from sro_ops.errors import Unreachable
from sro_ops.records.note import Note
from sro_ops.store.checks import chains, records
from sro_ops.store.checks.found import Break
from sro_ops.store.entities import Link, Party
from sro_ops.store.heads import Head
from sro_ops.store.privacy import expunge
from sro_ops.store.sites import Site
from sro_ops.store.store import Store
from sro_ops.store.verify import verify
from sro_ops.testing import ActorFactory, Clock


@pytest.fixture
def kept(store: Store, actor: ActorFactory) -> Store:
    """Two sites; at OHS line 2 is a note, 3 a sweep with a scan, 4 its amendment, 5 a referral."""
    store.add_site(actor(), Site("WMS", "West Middle School", "America/Chicago"))
    with store.write(actor(), "OHS") as session:
        session.add(Note(text="gate open"))
    with store.write(actor(), "OHS") as session:
        session.add(sweep := Sweep(hall="B", cost=1250))
        session.add(Scan(record=sweep, checkpoint="east door"))
        session.add(Party(record=sweep, name="K. Ames", record_class="general"))
    with store.write(actor(), "OHS") as session:
        found = session.find(sweep.number or "", "OHS")
        assert isinstance(found, Sweep)
        found.escorted = 4
    with store.write(actor(), "OHS") as session:
        session.add(Referral(text="sent to the counselor"))
    with store.write(actor(), "WMS") as session:
        session.add(Note(text="all quiet"))
    return store


def test_a_clean_store_of_two_sites_passes_and_tells_their_heads(kept: Store) -> None:
    steps: list[tuple[int, int]] = []
    report = verify(kept.path, progress=lambda done, all_: steps.append((done, all_)))
    assert steps == [(7, 7)]
    assert (report.ok, report.lines, report.first_break) == (True, 7, None)
    newest = {line["site"]: line["hash"] for line in lines(kept.path)}
    assert report.sites == {
        "OHS": {"lines": 5, "head": newest["OHS"]}, "WMS": {"lines": 2, "head": newest["WMS"]},
    }  # fmt: skip
    again = [Head(site, row["lines"], row["head"]) for site, row in report.sites.items()]
    assert verify(kept.path, again).ok
    assert verify(kept.path, [Head(head.site, head.seq, head.hash[:16]) for head in again]).ok


@dataclass(frozen=True)
class Hand:
    """What a hand did, and what must be found: site, seq, number, words."""

    statements: tuple[str, ...]
    site: str
    seq: int
    number: str
    what: str


_PAYLOAD = "UPDATE journal_payload SET {} WHERE line = (SELECT pos FROM journal_line WHERE {})"
_SECOND = "site = 'OHS' AND seq = 2"
_SWEEP = "(SELECT id FROM core_record WHERE number = 'DS-2026-0001')"
_NUMBERED = "(SELECT pos FROM journal_line WHERE number = '{}')"


def second(what: str, *statements: str) -> Hand:
    """The second line, that of the note."""
    return Hand(statements, "OHS", 2, "N-2026-0001", what)


def words(*statements: str) -> Hand:
    """The second line's words."""
    return second("its words were changed", *statements)


def envelope(*statements: str) -> Hand:
    """The second line's envelope."""
    return second("its envelope was changed", *statements)


def sweep(*statements: str) -> Hand:
    """The sweep of the fourth line."""
    return Hand(statements, "OHS", 4, "DS-2026-0001", "its record was changed by hand")


def referral(what: str, *statements: str) -> Hand:
    """The referral of the fifth line."""
    return Hand(statements, "OHS", 5, "DR-2026-0001", what)


def head(*statements: str) -> Hand:
    """The end of the other school's chain."""
    return Hand(statements, "WMS", 2, "", "the chain's end is not the one that was kept")


def unheard(id_: str) -> Hand:
    """Another referral, with an id that SQL makes."""
    copied = f"""INSERT INTO core_record SELECT {id_}, type, site, 'N-2026-0099', record_class,
        owner_agency, state, version, place, occurred_from, occurred_to, recorded_at, recorded_by,
        sealed, struck, expunged FROM core_record WHERE number LIKE 'DR%'"""
    return Hand((copied,), "OHS", 0, "N-2026-0099", "a record that no line tells of")


HANDS = {
    "a summary": words(_PAYLOAD.format("summary = 'gate shut'", _SECOND)),
    "changes": words(_PAYLOAD.format("changes = '{}'", _SECOND)),
    "a salt": words(_PAYLOAD.format("salt = lower(hex(randomblob(16)))", _SECOND)),
    "a row digest": words(_PAYLOAD.format("row_digest = '00'", _SECOND)),
    **{
        f"the envelope's {name}": envelope(
            f"UPDATE journal_line SET {name} = {value} WHERE {_SECOND}"
        )
        for name, value in {
            "occurred": "'2020-01-01T00:00:00.000000Z'",
            "operator": "id",
            "verb": "'struck'",
            "place": "'GYM'",
            "record_class": "'medical'",
            "type": "'x.y'",
            "record_version": "9",
            "recorded": "committed || 'x'",
            "id": "desk",
        }.items()
    },
    "a hash": envelope(f"UPDATE journal_line SET hash = previous WHERE {_SECOND}"),
    "a previous hash": second(
        "does not follow the line before it",
        f"UPDATE journal_line SET previous = hash WHERE {_SECOND}",
    ),
    "a record's core row": referral(
        "its record was changed by hand",
        "UPDATE core_record SET place = 'GYM' WHERE number LIKE 'DR%'",
    ),
    "a record unsealed or sealed": referral(
        "its record was changed by hand",
        "UPDATE core_record SET sealed = 1 WHERE number LIKE 'DR%'",
    ),
    "a type's row": sweep(f"UPDATE duty_sweep SET escorted = 40 WHERE id = {_SWEEP}"),
    "a type's row gone": sweep(f"DELETE FROM duty_sweep WHERE id = {_SWEEP}"),
    "a part's row": sweep("UPDATE duty_scan SET checkpoint = 'west door'"),
    "a part gone": sweep("DELETE FROM duty_scan"),
    "a party": sweep("UPDATE core_party SET name = 'J. Doe'"),
    "a line in the middle gone": Hand(
        (
            "DELETE FROM journal_payload WHERE line = " + _NUMBERED.format("N-2026-0001"),
            f"DELETE FROM journal_line WHERE {_SECOND}",
        ),
        "OHS",
        3,
        "DS-2026-0001",
        "line 2 is missing before it",
    ),
    "the head's number": Hand(
        ("UPDATE journal_head SET seq = 4 WHERE site = 'OHS'",),
        "OHS",
        5,
        "",
        "the chain's end is not the one that was kept",
    ),
    "the head's hash": head("UPDATE journal_head SET hash = site WHERE site = 'WMS'"),
    "the head gone": head("DELETE FROM journal_head WHERE site = 'WMS'"),
    "a payload gone": second(
        "its words are gone and no line says that they were expunged",
        "DELETE FROM journal_payload WHERE line = " + _NUMBERED.format("N-2026-0001"),
    ),
    "an index entry gone": referral(
        "the search cannot find it",
        "DELETE FROM search_education_docsize WHERE id = " + _NUMBERED.format("DR-2026-0001"),
    ),
    "a whole index gone": referral(
        "the search cannot find it",
        "INSERT INTO search_education(search_education) VALUES ('delete-all')",
    ),
    "words in another class's index too": referral(
        "a search index holds too much of it",
        "INSERT INTO search_general(rowid, words) VALUES "
        f"({_NUMBERED.format('DR-2026-0001')}, 'sent')",
    ),
    "words in another class's index instead": referral(
        "its words are in the search index of general",
        "DELETE FROM search_education_docsize WHERE id = " + _NUMBERED.format("DR-2026-0001"),
        "INSERT INTO search_general(rowid, words) VALUES "
        f"({_NUMBERED.format('DR-2026-0001')}, 'sent')",
    ),
    "words of no line in an index": Hand(
        ("INSERT INTO search_medical(rowid, words) VALUES (900, 'made up')",),
        "",
        0,
        "",
        "a search index holds too much of it",
    ),
    "bytes where an envelope has text": envelope(
        f"UPDATE journal_line SET place = x'00ff' WHERE {_SECOND}"
    ),
    "bytes where a payload has text": words(_PAYLOAD.format("salt = x'00'", _SECOND)),
    "bytes where a record has text": referral(
        "its record was changed by hand",
        "UPDATE core_record SET place = x'00ff' WHERE number LIKE 'DR%'",
    ),
    "a record with an id like no other": unheard("''"),
    "a record that no line tells of": unheard("'x' || substr(id, 2)"),
    "a record gone": referral(
        "its record is gone",
        "DELETE FROM duty_referral",
        "DELETE FROM core_record WHERE number LIKE 'DR%'",
    ),
    "a reference to nothing": Hand(
        ("UPDATE core_party SET record_id = 'none'",),
        "",
        0,
        "",
        "core_party names a row of core_record that is gone",
    ),
}


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS.keys())
def test_what_was_changed_by_hand_is_named(kept: Store, hand: Hand) -> None:
    assert verify(kept.path).ok
    tamper(kept.path, *hand.statements)
    report = verify(kept.path)
    assert not report.ok
    assert isinstance(report.first_break, Break)
    found = report.first_break
    assert (found.site, found.seq, found.number, found.what) == (
        hand.site, hand.seq, hand.number, hand.what,
    )  # fmt: skip


@pytest.mark.parametrize("page", [1, 2, 3])
def test_a_store_of_many_pages_is_looked_over_to_its_end(
    kept: Store, monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(chains, "_PAGE", page)
    monkeypatch.setattr(records, "_PAGE", page)
    steps: list[int] = []
    assert verify(kept.path, progress=lambda done, all_: steps.append(done)).lines == 7
    assert steps == [*range(page, 7, page), 7]
    tamper(kept.path, *HANDS["a record's core row"].statements)
    found = verify(kept.path).first_break
    assert found is not None
    assert found.number == "DR-2026-0001"


_LINK = "INSERT INTO core_link SELECT 'x' || substr(id, 2), from_record, to_record, 'made up'"
LINK_HANDS = {
    "a link put in": Hand((f"{_LINK} FROM core_link",),
        "OHS", 0, "N-2026-0001", "a link (made up) that no line tells of"),
    "a link put in the other way": Hand(
        ("INSERT INTO core_link SELECT 'x' || substr(id, 2), to_record, from_record, relation"
         " FROM core_link",),
        "OHS", 0, "DR-2026-0001", "a link (see) that no line tells of"),
    "a link changed": Hand(("UPDATE core_link SET relation = 'replaces'",),
        "OHS", 0, "N-2026-0001", "a link (replaces) that no line tells of"),
    "a link taken away": Hand(("DELETE FROM core_link",),
        "OHS", 6, "N-2026-0001", "its link (see) is gone"),
}  # fmt: skip


@pytest.fixture
def linked(kept: Store, actor: ActorFactory) -> Store:
    """The same; at OHS line 6 links the note with the referral."""
    with kept.write(actor(), "OHS") as session:
        note, referral = (session.find(n, "OHS") for n in ("N-2026-0001", "DR-2026-0001"))
        session.add(Link(from_record=note.id, to_record=referral.id, relation="see"))
    return kept


@pytest.mark.parametrize("hand", LINK_HANDS.values(), ids=LINK_HANDS.keys())
def test_a_link_changed_by_hand_is_named(linked: Store, hand: Hand) -> None:
    assert verify(linked.path).ok
    tamper(linked.path, *hand.statements)
    found = verify(linked.path).first_break
    assert found is not None
    assert (found.site, found.seq, found.number, found.what) == (
        hand.site, hand.seq, hand.number, hand.what,
    )  # fmt: skip


def test_an_expunged_record_has_no_more_links_than_lines_that_told_of_one(
    linked: Store, actor: ActorFactory
) -> None:
    expunge(linked, actor(), "N-2026-0001", "OHS", "order 12")
    assert verify(linked.path).ok
    tamper(linked.path, f"{_LINK} FROM core_link")
    found = verify(linked.path).first_break
    assert found is not None
    assert (found.number, found.what) == ("N-2026-0001", "a link (made up) that no line tells of")


_COUNTER = "UPDATE core_counter SET last = {} WHERE site = 'OHS' AND prefix = 'DR'"


@pytest.mark.parametrize(
    ("statement", "number", "what"),
    [
        (_COUNTER.format(0), "DR-2026-0001", "the counter of its numbers stands at 0, below it"),
        ("DELETE FROM core_counter", "DR-2026-0001", "the counter of its numbers stands at 0,"),
        (_COUNTER.format(3), "DR-2026-0002", "this number was given and no record has it"),
    ],
    ids=["set back", "taken away", "set forward"],
)
def test_a_counter_of_numbers_that_was_changed_is_named(
    kept: Store, statement: str, number: str, what: str
) -> None:
    tamper(kept.path, statement)
    found = verify(kept.path).first_break
    assert found is not None
    assert (found.site, found.seq, found.record, found.number) == ("OHS", 0, None, number)
    assert found.what.startswith(what)


def test_counters_of_several_sites_and_years_hold(
    kept: Store, actor: ActorFactory, clock: Clock
) -> None:
    clock.set("2027-01-04 08:00:00")
    kept.add_many(actor(), [Note(text="a new year"), Note(text="and on")], "OHS")
    kept.add_many(actor(), [Note(text="at the other school")], "WMS")
    assert verify(kept.path).ok
    tamper(kept.path, "UPDATE core_counter SET last = 9 WHERE site = 'WMS' AND year = 2027")
    found = verify(kept.path).first_break
    assert found is not None
    assert (found.site, found.number) == ("WMS", "N-2027-0002")


_LAST = "(SELECT record FROM journal_line ORDER BY pos DESC LIMIT 1)"
CUT = (
    "DELETE FROM journal_payload WHERE line = (SELECT max(pos) FROM journal_line)",
    "DELETE FROM search_general_docsize WHERE id = (SELECT max(pos) FROM journal_line)",
    f"DELETE FROM core_note WHERE id = {_LAST}",
    f"DELETE FROM core_record WHERE id = {_LAST}",
    "UPDATE journal_head SET seq = 1, hash = (SELECT previous FROM journal_line"
    " ORDER BY pos DESC LIMIT 1) WHERE site = 'WMS'",
    "DELETE FROM journal_line WHERE pos = (SELECT max(pos) FROM journal_line)",
)


def test_a_tail_cut_with_care_shows_only_against_a_remembered_head(kept: Store) -> None:
    index = one(kept.path, "SELECT DISTINCT record_class FROM core_record WHERE number LIKE 'N%'")
    seen = [Head(site, row["lines"], row["head"]) for site, row in verify(kept.path).sites.items()]
    tamper(kept.path, *(text.replace("search_general", f"search_{index}") for text in CUT))
    found = verify(kept.path).first_break
    assert found is not None
    assert (found.site, found.number) == ("WMS", "N-2026-0001")
    assert found.what == "this number was given and no record has it"
    tamper(kept.path, "UPDATE core_counter SET last = 0 WHERE site = 'WMS'")
    assert verify(kept.path).ok
    found = verify(kept.path, seen).first_break
    assert found is not None
    assert (found.site, found.seq) == ("WMS", 1)
    assert found.what == "the chain was cut: line 2 was seen before"


def test_a_chain_rewritten_from_a_line_on_differs_from_a_remembered_head(kept: Store) -> None:
    older, newer = Head("OHS", 1, lines(kept.path)[0]["hash"]), Head("OHS", 3, "0" * 16)
    found = verify(kept.path, [older, newer]).first_break
    assert found is not None
    assert (found.site, found.seq, found.number) == ("OHS", 3, "DS-2026-0001")
    assert found.what == "differs from the head that was remembered"


def test_a_site_that_is_gone_shows_against_a_remembered_head(kept: Store) -> None:
    found = verify(kept.path, [Head("NMS", 12, "0" * 64), Head("NMS", 9, "1" * 64)]).first_break
    assert found is not None
    assert (found.site, found.what) == ("NMS", "its chain is gone: line 12 was seen before")


def test_the_words_of_an_expunge_s_own_line_may_not_go(kept: Store, actor: ActorFactory) -> None:
    gone = expunge(kept, actor(), "N-2026-0001", "OHS", "order 12")
    assert verify(kept.path).ok
    tamper(kept.path, f"DELETE FROM journal_payload WHERE line = {gone.pos}")
    found = verify(kept.path).first_break
    assert found is not None
    assert (found.site, found.seq) == ("OHS", gone.seq)


def test_a_page_overwritten_is_damage_and_not_a_broken_line(kept: Store) -> None:
    kept.close()
    body = bytearray(kept.path.read_bytes())
    body[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    kept.path.write_bytes(body)
    with pytest.raises(Unreachable, match=r"damaged.*[Rr]estore a backup"):
        verify(kept.path)
