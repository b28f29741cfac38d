"""Places and bells from CSV."""

from __future__ import annotations

from datetime import time
from pathlib import Path

import pytest

from sro_ops.errors import Refused
from sro_ops.settings.tables import BellRow, PlaceRow, read_bells, read_places

EXAMPLES = Path(__file__).parents[2] / "config"


def test_the_shipped_tables_are_right() -> None:
    assert PlaceRow("rack", "Bike rack", "outside", "Grounds") in read_places(
        EXAMPLES / "places.csv"
    )
    assert BellRow("4", time(10, 35), time(11, 25)) in read_bells(EXAMPLES / "bells.csv")


@pytest.mark.parametrize(
    "raw",
    [
        b"code,name,kind,building\ngym,Gym,room,Main\n",
        b"\xef\xbb\xbfcode,name,kind,building\r\n\r\ngym,Gym,room,Main\r\n,,,\r\n",
        b'Building,Kind,Name,Code\n"Main",room,"  Gym ",gym',
    ],
)
def test_places_are_read_as_spreadsheets_save_them(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "places.csv").write_bytes(raw)
    assert read_places(tmp_path / "places.csv") == [PlaceRow("gym", "Gym", "room", "Main")]


def test_kind_and_building_may_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text('code,name\ngym,"Gym, ""big"" one"\nlib,Library\n')
    assert read_places(tmp_path / "places.csv")[0] == PlaceRow("gym", 'Gym, "big" one')


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "places.csv: empty. Its first line is code,name,kind,building"),
        (b"code;name\ngym;Gym\n", "places.csv line 1: separated by semicolons"),
        (b"cod,name\n", 'places.csv line 1: unknown column "cod". Nearest: code'),
        (b"code,code\n", 'places.csv line 1: a second column "code"'),
        (b"code,kind\n", 'places.csv line 1: no column "name"'),
        (b"code,name\ngym,Gym\n\nb c,X\n", 'places.csv line 4: "b c" cannot be a code'),
        (b"code,name\n@gym,Gym\n", 'places.csv line 2: "@gym" cannot be a code'),
        (b"code,name\n,Gym\n", 'places.csv line 2: "" cannot be a code'),
        (b"code,name\ngym\n", 'places.csv line 2: place "gym" has no name'),
        (
            b'code,name\ngym,"two\nlines"\nGYM,Other\n',
            'places.csv line 4: code "GYM" is already at line 2',
        ),
        (b"code,name\ngym,Gym, big\n", "places.csv line 2: 3 cells under 2 columns"),
        (b"code,name\nx,\xe9cole\n", 'places.csv line 2: not UTF-8 text. Save it as "CSV UTF-8"'),
        (b'code,name\ngym,"Gym\n', "places.csv line 2: not CSV"),
    ],
)
def test_a_mistake_in_places_is_named_with_its_line(
    tmp_path: Path, raw: bytes, message: str
) -> None:
    (tmp_path / "places.csv").write_bytes(raw)
    with pytest.raises(Refused) as caught:
        read_places(tmp_path / "places.csv")
    assert str(caught.value).startswith(message)


def test_a_missing_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"bells\.csv: cannot be read \(No such file"):
        read_bells(tmp_path / "bells.csv")


def test_bells_take_the_times_that_people_and_spreadsheets_write(tmp_path: Path) -> None:
    (tmp_path / "b.csv").write_text(
        "period,start,end\n0,12:10 AM,7:05\nA,11:30,12:05 pm\nB,12:00,1:10 PM\nC,13:05:00,14:00\n"
    )
    assert read_bells(tmp_path / "b.csv") == [
        BellRow("0", time(0, 10), time(7, 5)),
        BellRow("A", time(11, 30), time(12, 5)),
        BellRow("B", time(12), time(13, 10)),
        BellRow("C", time(13, 5), time(14)),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("1,7.50,8:40", 'b.csv line 2: start "7.50" is no time. Write it like 7:50 or 13:05'),
        ("1,25:00,26:00", 'b.csv line 2: start "25:00" is no time'),
        ("1,7:50,7:61", 'b.csv line 2: end "7:61" is no time'),
        ("1,0:10 AM,14:00", 'b.csv line 2: start "0:10 AM" is no time'),
        ("1,8:00,7:00", 'b.csv line 2: period "1" ends at 7:00, before it starts'),
        (",8:00,9:00", "b.csv line 2: a period without a name"),
        ("1,8:00,9:00\n1,9:00,10:00", 'b.csv line 3: period "1" is already at line 2'),
    ],
)
def test_a_mistake_in_bells_is_named_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "b.csv").write_text(f"period,start,end\n{line}\n")
    with pytest.raises(Refused) as caught:
        read_bells(tmp_path / "b.csv")
    assert str(caught.value).startswith(message)
