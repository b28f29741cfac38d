"""A scan on the Desk: its result in words, its question, and the next scan instead of an answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from sro_ops.console.kit.dialogs import Question
from sro_ops.console.source.typed import Saved
from sro_ops.errors import Refused

from .driving import console
from .housing import house_of, housed, school, write_plugin

TAGS = """
from sro_ops import Narrative

@hookimpl
def sro_scan(code, context):
    if code in ("TAG-1", "TAG-2"):
        return ScanMatch("Tag", keep=lambda here: keep(here, code))
    if code == "TAG-NO":
        return ScanMatch("Tag", keep=refuse)

def keep(context, code):
    with context.write() as session:
        session.add(sweep := Sweep(text=code))
    return ScanKept(sweep.number, f"{code}: on time", lines=session.written, question="Shut?",
                    choices=("yes", "no"), answer=lambda here, text: said(here, sweep.id, text))

def said(context, id, text):
    if text not in ("yes", "no"):
        raise Refused("no answer there", todo="yes or no")
    with context.write() as session:
        sweep = session.load(id)
        session.add(Narrative(record=sweep, at=context.now(), text=text))
    return ScanKept(sweep.number, f"noted: {text}", lines=session.written)

def refuse(context):
    raise Refused("no tour is running", todo="Start one")
"""


@pytest.fixture
def folder(tmp_path: Path, alone: None) -> Path:
    """A school whose plugin knows three tags."""
    write_plugin(tmp_path, TAGS)
    return tmp_path


def test_a_scan_comes_back_with_its_result_and_its_question(folder: Path) -> None:
    with housed(school(folder)) as source:
        saved = source.save("TAG-1")
        assert (saved.number, saved.state, saved.words) == (
            "HS-2026-0001",
            "saved",
            "TAG-1: on time",
        )
        assert saved.line is not None
        assert saved.asked is not None
        assert (saved.asked.question, saved.asked.choices) == ("Shut?", ("yes", "no"))
        with pytest.raises(Refused, match="no answer there"):
            source.answer(saved.asked.id, "perhaps")
        assert source.answer(saved.asked.id, "no").words == "noted: no"
        with pytest.raises(Refused, match="not open any more"):
            source.answer(saved.asked.id, "yes")
        assert source.record_page("HS-1").narrative[0].text == "no"


def test_a_code_that_is_scanned_instead_of_an_answer_is_a_scan(folder: Path) -> None:
    with housed(school(folder)) as source:
        first = source.save("TAG-1")
        assert first.asked is not None
        second = source.answer(first.asked.id, "TAG-2")
        assert (second.number, second.words) == ("HS-2026-0002", "TAG-2: on time")
        assert source.answer(first.asked.id, "yes").number == "HS-2026-0001"


def test_a_scan_that_cannot_be_kept_says_why_and_is_no_line(folder: Path) -> None:
    with housed(school(folder)) as source:
        before = house_of(source).store.heads()
        assert source.save("TAG-NO") == Saved(
            "", "refused", words="no tour is running. Start one", mark="failed"
        )
        assert house_of(source).store.heads() == before


def test_other_words_stay_a_line(folder: Path) -> None:
    with housed(school(folder)) as source:
        assert source.save("TAG-1 on the floor").words == ""


async def test_the_result_of_a_scan_stands_in_the_second_line_and_its_question_is_asked() -> None:
    async with console() as desk:
        await desk.types("TAG-1", enter=True)
        await desk.until(lambda: isinstance(desk.app.screen, Question), "the question")
        await desk.sees("Door shut?")
        await desk.sees("1 yes   2 no")
        await desk.types("perhaps", enter=True)
        await desk.sees("✗ Not kept: no answer there. One of: yes, no.")
        await desk.press("ctrl+u")
        await desk.types("yes", enter=True)
        await desk.until(lambda: desk.app.screen is desk.desk, "the Desk")
        await desk.sees("✓ PT-2026-0142  TAG-1: yes")
        assert desk.field == ""


async def test_the_next_code_may_be_scanned_instead_of_the_answer() -> None:
    async with console() as desk:
        await desk.types("TAG-1", enter=True)
        await desk.until(lambda: isinstance(desk.app.screen, Question), "the question")
        first = desk.app.screen
        await desk.types("TAG-2", enter=True)
        await desk.until(lambda: desk.app.screen not in (first, desk.desk), "the next question")
        await desk.sees("TAG-2: on time, 4 of 12")
        await desk.press("escape")
        await desk.until(lambda: desk.app.screen is desk.desk, "the Desk")


async def test_a_scan_that_was_not_kept_leaves_the_field_free_for_the_next() -> None:
    async with console() as desk:
        await desk.types("TAG-NO", enter=True)
        await desk.sees("✗ no tour is running")
        assert desk.field == ""
        assert desk.desk.entry.field.has_focus
