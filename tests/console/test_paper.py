"""Pages leave the console: copied, saved, mailed, printed, and the journal says so."""

from __future__ import annotations

import os
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from sro_ops.console.housed.forms import HousedForms
from sro_ops.console.housed.paper import HousedPaper
from sro_ops.console.screens.leaving import takes_copies
from sro_ops.console.source.paper import Paper
from sro_ops.errors import Refused
from sro_ops.host.house import House
from sro_ops.store.model import Line

from .driving import Driver, console
from .fake import FakeSource
from .test_housed_records import house
from .test_record_list import go

__all__ = ["house"]

PAGE = Paper("D-2026-0001 propped", "D-2026-0001", "propped – Gym\n", "D-2026-0001")


@pytest.fixture
def papers(house: House) -> HousedPaper:
    HousedForms(lambda: house).add("patrol.door", {"condition": "propped", "place": "gym"})
    return HousedPaper(lambda: house)


def last(house: House) -> Line:
    with house.store.journal(house.actor.scope) as journal:
        return journal.newest(1, desk_view=False)[0]


def test_a_page_is_saved_for_its_owner_alone_and_the_journal_says_so(
    house: House, papers: HousedPaper
) -> None:
    path = Path(papers.save(PAGE))
    assert path.read_text(encoding="utf-8") == PAGE.text
    assert path.name == "D-2026-0001.txt"
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
    line = last(house)
    assert (line.verb, line.number, line.summary) == (
        "printed",
        "D-2026-0001",
        "saved from the console",
    )


def test_a_page_that_is_saved_twice_is_two_files(papers: HousedPaper) -> None:
    assert Path(papers.save(PAGE)).name == "D-2026-0001.txt"
    assert Path(papers.save(PAGE)).name == "D-2026-0001-2.txt"


def test_a_mail_waits_to_be_addressed(papers: HousedPaper) -> None:
    path = Path(papers.mail(PAGE))
    letter = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert path.suffix == ".eml"
    assert (letter["Subject"], letter["X-Unsent"]) == ("D-2026-0001 propped", "1")
    assert letter.get_content() == PAGE.text


def test_a_subject_cannot_bring_a_header_of_its_own(papers: HousedPaper) -> None:
    with pytest.raises(Exception, match=r"(?i)header|linefeed|newline"):
        papers.mail(Paper("a\nBcc: x@example.org", "x", "text"))


@pytest.mark.skipif(os.name != "posix", reason="not here: no lp")
def test_a_page_goes_to_the_system_s_printer(
    papers: HousedPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, printed = tmp_path / "lp", tmp_path / "printed"
    program.write_text(f"#!/bin/sh\ncat > '{printed}'\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert papers.print(PAGE) == "sent to the printer"
    assert printed.read_text(encoding="utf-8") == PAGE.text


@pytest.mark.skipif(os.name != "posix", reason="not here: no lp")
def test_a_printer_that_refuses_is_told_in_one_line_and_nothing_is_journaled(
    house: House, papers: HousedPaper, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "lp"
    program.write_text("#!/bin/sh\necho 'lp: no destination' >&2\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    before = last(house)
    with pytest.raises(Refused, match="not printed: lp: no destination"):
        papers.print(PAGE)
    assert last(house) == before


def test_without_a_printing_program_the_way_out_is_named(
    papers: HousedPaper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Refused, match="Save it, and print the file"):
        papers.print(PAGE)


def test_a_protected_record_leaves_by_a_disclosure_alone(house: House, papers: HousedPaper) -> None:
    with house.store.write(house.actor, house.site) as session:
        record = session.find("D-2026-0001", house.site)
        record.record_class = "medical"
        session.intend(record, "amended", "for the test")
    for way in (papers.save, papers.mail):
        with pytest.raises(Refused):
            way(PAGE)


def test_the_daily_report_is_today_s(house: House, papers: HousedPaper) -> None:
    paper = papers.daily()
    assert paper.name == f"daily-{house.site}-{house.now().date()}"
    assert "propped" in paper.text
    assert last(house).verb == "printed"


@pytest.mark.parametrize(
    ("environ", "found"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "linux"}, False),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "Apple_Terminal"}, False),
    ],
)
def test_terminals_known_to_take_no_copies_get_a_file(environ: dict[str, str], found: bool) -> None:
    assert takes_copies(environ) is found


async def opened(desk: Driver) -> None:
    await go(desk)
    await desk.sees("r recover")
    await desk.press("enter")


async def test_o_saves_mails_and_prints_the_record_beside_the_list() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        await opened(desk)
        for word, said in (("sa", "saved in /papers/"), ("mai", "mail in"), ("pr", "the printer")):
            await desk.press("o")
            await desk.types(word, enter=True)
            await desk.sees(said)
        ways = [how for how, _ in desk.source.papers.out]
        assert ways == ["save", "mail", "print"]
        paper = desk.source.papers.out[0][1]
        assert paper.number == "T-2026-0137"
        assert "Camera 7 covers the rack" in paper.text


async def test_what_did_not_leave_says_why() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        await opened(desk)
        desk.source.papers.down = "the disk is full"
        await desk.press("o")
        await desk.types("sa", enter=True)
        await desk.sees("✗ the disk is full")


async def test_y_copies_the_page_or_on_a_terminal_without_a_clipboard_puts_it_in_a_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        await opened(desk)
        await desk.press("y")
        await desk.sees("✓ copied")
        assert "Camera 7 covers the rack" in desk.app.clipboard
        monkeypatch.setenv("TERM", "linux")
        await desk.press("y")
        await desk.sees("no clipboard here; in /papers/T-2026-0137")


async def test_the_daily_report_leaves_from_anywhere_by_the_palette() -> None:
    async with console(FakeSource.day(20), size=(120, 40)) as desk:
        await desk.press("ctrl+p")
        await desk.types("mail the daily", enter=True)
        await desk.until(lambda: desk.source.papers.out)
        how, paper = desk.source.papers.out[0]
        assert (how, paper.name) == ("mail", "daily-OHS-2026-09-22")
        await desk.sees("/papers/daily-OHS-2026-09-22")
