"""A journal line as a row: who may read what across the room, and nothing cut in the middle."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from sro_ops.console.kit import times
from sro_ops.console.kit.detail import sheet
from sro_ops.console.kit.ink import length
from sro_ops.console.log import rows
from sro_ops.store.model import Line

from .fake import NOW, ZONE, FakeSource, line, page_of

STATUS = FakeSource().status()
TODAY = NOW.astimezone(ZONE).date()
FIGHT = line(
    57, "fight", "two students, none hurt", "Cafeteria", people=("Jayden Moore", "Tyler Reed")
)
REFERRAL = line(
    12,
    "referral",
    "to the counselor",
    "Room 12",
    record_class="education",
    people=("Jayden Moore",),
)


def text_of(one: Line, width: int = 120, names: tuple[str, ...] | None = None) -> str:
    row = rows.row_of(one, STATUS, names)
    made = rows.pieces(row, rows.columns(width, 24, len(one.number)), 24, TODAY)
    return "".join(text for text, _ in made)


def test_people_stand_as_initials_until_they_are_revealed() -> None:
    assert "with J.M., T.R." in text_of(FIGHT)
    assert "Jayden" not in text_of(FIGHT)
    assert "with Jayden Moore, Tyler Reed" in text_of(FIGHT, names=FIGHT.people)


@pytest.mark.parametrize("secret", ["referral", "counselor", "Room 12", "N-2026-0012", "J.M."])
def test_a_protected_line_gives_nothing_away(secret: str) -> None:
    row = rows.row_of(REFERRAL, STATUS)
    second = "".join(text for text, _ in rows.full(row))
    for said in (text_of(REFERRAL), second, rows.copied(row, 24)):
        assert secret not in said
        assert "Protected record" in said


def test_a_sealed_line_is_protected_whatever_its_class() -> None:
    assert "Protected record" in text_of(replace(FIGHT, sealed=True))


def test_a_revealed_protected_line_is_shown_in_full() -> None:
    shown = text_of(REFERRAL, names=("Jayden Moore",))
    assert "referral" in shown
    assert "with Jayden Moore" in shown


def test_a_line_written_up_later_carries_a_plus_at_its_time() -> None:
    later = replace(FIGHT, at=(NOW - timedelta(minutes=48)).strftime("%Y-%m-%dT%H:%M:%S.%fZ"))
    assert text_of(later).startswith("09:54+ ")
    assert text_of(FIGHT).startswith("10:42  ")


@pytest.mark.parametrize("width", [40, 60, 80, 83, 84, 101, 102, 120, 152])
def test_a_row_fills_its_width_but_for_the_edges(width: int) -> None:
    row = rows.row_of(FIGHT, STATUS)
    made = rows.pieces(row, rows.columns(width, 24, 12), 24, TODAY)
    assert length(made) == width - 2


def test_a_narrow_row_drops_the_year_and_a_wide_one_keeps_the_whole_number() -> None:
    assert "I-0057" in text_of(FIGHT, 80)
    assert "I-2026-0057" in text_of(FIGHT, 84)


def test_a_long_prefix_is_never_cut() -> None:
    long = replace(FIGHT, number="VISI-2026-10142")
    assert "VISI-10142" in text_of(long, 80)
    assert "VISI-2026-10142" in text_of(long, 120)


def test_markup_and_escapes_in_a_summary_are_plain_text() -> None:
    shown = text_of(line(1, summary="[bold red]x[/] \x1b[2J\x1b]52;c;aGk=\x07 <b>"))
    assert "[bold red]x[/]" in shown
    assert "\x1b" not in shown


def test_crossed_out_and_corrected_are_said_in_words() -> None:
    row = rows.row_of(replace(FIGHT, struck=True, corrected=True), STATUS)
    said = "".join(text for text, _ in rows.full(row))
    assert "crossed out" in said
    assert "corrected" in said
    grid = rows.columns(120, 24, 11)
    assert ("⊘ ", "quiet") in rows.pieces(row, grid, 24, TODAY)
    assert any("strike" in ink for _, ink in rows.pieces(row, grid, 24, TODAY))


def test_colleagues_stand_in_their_column_by_their_last_name() -> None:
    assert text_of(replace(FIGHT, who="Dana Reyes")).rstrip().endswith("Reyes")
    assert "Dana" not in text_of(replace(FIGHT, who="Dana Reyes"))


def test_a_record_without_states_shows_its_kind_alone() -> None:
    page = replace(page_of(FIGHT), state="")
    assert [(" ", "foreground"), (page.kind, "quiet")] in sheet(page, 80)


def test_twelve_hour_desks_read_a_and_p() -> None:
    assert times.hour(NOW.astimezone(ZONE), 12) == "10:42a"
    assert times.hour(NOW.astimezone(ZONE).replace(hour=0), 12) == "12:42a"
    assert times.hour(NOW.astimezone(ZONE).replace(hour=13), 12) == "1:42p"


@pytest.mark.parametrize("width", [40, 80, 120, 200])
def test_no_row_of_a_record_page_runs_over_its_edge(width: int) -> None:
    page = page_of(line(9, "theft", "Bicycle, blue Trek " * 12, "Bike rack", people=("J M",)))
    assert all(length(row) <= width for row in sheet(page, width))
