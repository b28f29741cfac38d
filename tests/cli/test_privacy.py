"""`seal`, `unseal` and `expunge`: who may, and what is left to see."""

from __future__ import annotations

import pytest
from journals import one
from shells import Shell


@pytest.fixture
def theft(school: Shell) -> str:
    """The number of a theft that an officer entered."""
    number: str = school.log("theft violet bicycle @rack with Eli R")["number"]
    school("append", number, "violet lock cut")
    return number


def unseen(school: Shell, number: str) -> None:
    """Hold that a record is nowhere for who asks now."""
    assert school.refused("show", number) == f"OHS: no record {number} that you may see"
    assert school.lines("search", "violet") == []
    assert number not in school("journal")
    for command in (("append", number, "x"), ("strike", number, "--why", "x")):
        assert "no record" in school.refused(*command)


def test_a_sealed_record_is_absent_for_all_but_a_few(school: Shell, theft: str) -> None:
    school.be("sam")
    assert school.json("seal", theft, "--why", "juvenile") == {"number": theft, "state": "sealed"}
    assert "it is sealed already" in school.refused("seal", theft, "--why", "juvenile")
    assert "(sealed" in school("show", theft)
    assert school.lines("search", "violet")
    school.be("ana")
    unseen(school, theft)
    school.be("sam")
    assert "unsealed" in school("unseal", theft, "--why", "turned eighteen")
    assert "it is not sealed" in school.refused("unseal", theft, "--why", "x")
    school.be("ana")
    assert "violet" in school("show", theft)
    assert school.json("verify")["ok"]


def test_an_officer_cannot_seal(school: Shell, theft: str) -> None:
    said = school.refused("seal", theft, "--why", "x")
    assert said == f"{theft}: you have no right to do that (privacy.seal)"


def test_who_may_not_expunge_is_refused_before_any_question(school: Shell, theft: str) -> None:
    for user in ("ana", "sam"):
        school.be(user)
        assert "(privacy.expunge)" in school.refused("expunge", theft, "--why", "order")


def test_to_expunge_without_a_terminal_one_says_that_one_means_it(
    school: Shell, theft: str
) -> None:
    school.be("olga")
    school.types_in(b"y\n")
    said = school.refused("expunge", theft, "--why", "order 12")
    assert said == f"{theft}: this cannot be undone. Say --yes if you mean it"
    assert "violet" in school("show", theft)


def test_an_expunged_record_is_unreadable_by_every_path_and_the_chain_holds(
    school: Shell, theft: str
) -> None:
    school.be("olga")
    said = school.json("expunge", theft, "--why", "court order 12", "--yes")
    assert list(said) == ["number", "seq", "state"]
    assert (said["number"], said["state"]) == (theft, "expunged")
    assert school.lines("search", "violet") == []
    for command in (("show", theft), ("journal",), ("show", theft, "--json")):
        out = school(*command)
        assert "violet" not in out
        assert "Eli" not in out
    assert "(expunged)" in school("show", theft)
    assert school.json("show", theft)["expunged"] is True
    assert b"violet" not in b"".join(path.read_bytes() for path in school.folder.glob("store.db*"))
    assert one(school.store, "SELECT count(*) FROM yard_theft") == 0
    assert school.json("verify")["ok"]
    changes: tuple[tuple[str, ...], ...] = (
        ("edit", theft, "item=x", "--why", "x"), ("append", theft, "x"),
        ("strike", theft, "--why", "x"), ("seal", theft, "--why", "x"),
        ("expunge", theft, "--why", "x", "--yes"), ("fix", theft, "theft x"),
    )  # fmt: skip
    for change in changes:
        assert "was expunged" in school.refused(*change)
