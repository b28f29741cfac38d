"""One report, printed in every form: the same facts, and nothing that makes a reader stumble."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from html.parser import HTMLParser
from io import StringIO
from zoneinfo import ZoneInfo

import pytest

from sro_ops.reports import document, plain, sheets, web
from sro_ops.reports.paper import pdf
from sro_ops.reports.parts import (
    Chart,
    Column,
    Paragraph,
    Part,
    Report,
    Table,
    Total,
    Totals,
)
from sro_ops.text import cells

ZONE = ZoneInfo("America/Chicago")
DAY = date(2026, 10, 14)
COLUMNS = (
    Column("occurred_at", "Time", "time", 5),
    Column("summary", "What happened"),
    Column("loss_cents", "Loss", "cents", 9),
)
HOSTILE = '=HYPERLINK("http://x")<script>#set page(width: 1pt) *bold* \u202e'


def at(hour: int, minute: int) -> datetime:
    return datetime(2026, 10, 14, hour, minute, tzinfo=ZONE)


def report(*parts: Part, copy: str = "", last: date = DAY) -> Report:
    return Report(
        "daily", "Daily activity", "Oakfield High", DAY, last, ZONE, "Dana Reyes (407)",
        at(15, 10), "Journal of OHS, line 9", copy, parts,
    )  # fmt: skip


def table(*rows: Sequence[object], title: str = "") -> Table:
    return Table(title, COLUMNS, rows)


def text(*parts: Part, copy: str = "", last: date = DAY) -> str:
    return "\n".join(plain.lines(report(*parts, copy=copy, last=last)))


def test_the_head_says_which_school_which_days_and_whose_copy() -> None:
    first, second, *_ = text(copy="police").splitlines()
    assert first.split("  ")[0] == "Oakfield High"
    assert first.endswith("Police copy")
    assert second.startswith("Daily activity")
    assert second.endswith("Wednesday 14 October 2026")


@pytest.mark.parametrize(
    ("last", "told"),
    [
        (date(2026, 10, 31), "14 to 31 October 2026"),
        (date(2027, 1, 2), "14 Oct 2026 to 2 Jan 2027"),
    ],
)
def test_several_days_are_told_by_the_first_and_the_last(last: date, told: str) -> None:
    assert told in text(last=last)


def test_the_foot_says_who_printed_it_when_and_the_head_of_the_journal() -> None:
    *_, who, head = text().splitlines()
    assert who == "Printed 14 Oct 2026 15:10 by Dana Reyes (407)"
    assert head == "Journal of OHS, line 9"


def test_a_plain_printer_gets_no_line_longer_than_72_cells_and_loses_no_word() -> None:
    words = "two students shoving in the line, none hurt, 保安 told their parents " * 4
    printed = text(table((at(11, 42), words, 40_000)))
    assert max(cells(line) for line in printed.splitlines()) <= 72
    assert "".join(words.split()) in "".join(
        line[7:61].replace(" ", "") for line in printed.splitlines()
    )
    assert "$400" in printed


def test_a_word_longer_than_its_column_is_broken_not_lost() -> None:
    word = "x" * 200
    printed = text(table((at(11, 42), word, None)))
    assert printed.count("x") == 200
    assert max(cells(line) for line in printed.splitlines()) <= 72


def test_an_empty_table_says_so_in_every_form_for_people() -> None:
    assert "Nothing was entered." in text(table())
    assert "Nothing was entered." in "".join(web.lines(report(table())))


def test_a_missing_value_is_a_dash_for_people_and_empty_for_machines() -> None:
    row = (at(11, 42), "x", None)
    assert "–" in text(table(row))
    assert list(csv.reader(StringIO("".join(sheets.lines(report(table(row)))))))[1][2] == ""
    assert json.loads("".join(document.lines(report(table(row)))))["parts"][0]["rows"] == [
        {"occurred_at": "2026-10-14T11:42:00-05:00", "summary": "x", "loss_cents": None}
    ]


def test_a_lower_bound_says_at_least() -> None:
    totals = Totals("Screened", [Total("Door B", 388, at_least=True)])
    assert "at least 388" in text(totals)
    assert "at least 388" in "".join(web.lines(report(totals)))
    assert "Door B,388,at_least" in "".join(sheets.lines(report(totals)))
    assert json.loads("".join(document.lines(report(totals))))["parts"][0]["rows"] == [
        {"label": "Door B", "value": 388, "quality": "at_least"}
    ]


def test_money_is_dollars_for_people_and_cents_for_machines() -> None:
    totals = Totals("", [Total("Stolen", 125_050, "cents")])
    assert "$1,250.50" in text(totals)
    row = json.loads("".join(document.lines(report(totals))))["parts"][0]["rows"][0]
    assert row["value_cents"] == 125_050


def test_a_value_that_nobody_knows_is_never_drawn_as_zero() -> None:
    chart = Chart("Busiest hours", [("07", 12), ("08", None)])
    assert "08  not known" in text(chart)
    assert "not known" in "".join(web.lines(report(chart)))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_a_spreadsheet_starts_a_formula(start: str) -> None:
    written = "".join(sheets.lines(report(table((at(11, 42), f"{start}1+1", -5)))))
    row = list(csv.reader(StringIO(written, newline="")))[1]
    assert row[1] == f"'{start}1+1"
    assert row[2] == "-5"


class Tags(HTMLParser):
    """Collects which tags a page has, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def test_what_was_typed_is_never_markup_on_a_page() -> None:
    page = Tags()
    page.feed("".join(web.lines(report(table((at(11, 42), HOSTILE, None)), Paragraph(HOSTILE)))))
    assert "script" not in page.tags
    assert page.words.count(HOSTILE) == 2


def test_a_page_asks_for_nothing_from_elsewhere() -> None:
    page = "".join(web.lines(report(table((at(11, 42), "x", None)))))
    assert "http" not in page
    assert "src=" not in page


def test_a_pdf_is_made_whatever_was_typed() -> None:
    made = pdf(report(table((at(11, 42), HOSTILE, 5)), Chart("c", [("x", 1)]), Paragraph(HOSTILE)))
    assert made.startswith(b"%PDF")


def test_rows_are_made_while_they_are_printed() -> None:
    def rows() -> Iterator[Sequence[object]]:
        yield at(7, 0), "first", None
        raise RuntimeError("the second row was asked for")

    lines = plain.lines(report(Table("", COLUMNS, rows())))
    assert next(line for line in lines if "first" in line)
