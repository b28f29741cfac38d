"""Records without a store: lists, steps and forms on made-up rows."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, overload
from zoneinfo import ZoneInfo

from textual.screen import Screen

from sro_ops.console.source.forms import Form, FormField, Understood
from sro_ops.console.source.paper import Paper
from sro_ops.console.source.records import Kind, ListFacts, ListQuery, RecordRow
from sro_ops.console.source.screens import ScreenOffer
from sro_ops.errors import Refused

ZONE = ZoneInfo("America/Chicago")
START = datetime(2026, 9, 22, 10, 31, tzinfo=ZONE)
STATES = ("draft", "open", "held", "overdue", "done")
KINDS = (
    Kind("core.note", "core", "note", "Note"),
    Kind("patrol.check", "patrol", "patrol", "Patrol check"),
    Kind("patrol.door", "patrol", "door", "Door check"),
    Kind("property.theft", "property", "theft", "Theft", STATES, "Value"),
    Kind("property.damage", "property", "damage", "Damage", STATES, "Value", may_add=False),
)

# word, what, state, days before, hour, place, figure, who
SHOWN: tuple[tuple[str, str, str, int, str, str, str, str], ...] = (
    ("theft", "Bicycle, blue Trek, lock cut", "open", 0, "10:31", "Bike rack", "$400.00", "Reyes"),
    ("damage", "Mirror broken, second floor boys' room", "open", 0, "09:40", "Stairwell C",
     "$185.00", "Reyes"),
    ("damage", "Entered twice", "struck", 0, "09:39", "Stairwell C", "", "Reyes"),
    ("theft", "Phone, black, cracked corner", "done", 1, "13:10", "Desk 1", "$250.00", "Okafor"),
    ("damage", "Locker doors 114 to 118 bent", "overdue", 5, "12:20", "Hall 1", "$960.00",
     "Okafor"),
    ("theft", "Laptop cart, one of 30 missing", "held", 6, "08:02", "Library", "$620.00",
     "Okafor"),
    ("theft", "Jacket, red, size M", "done", 7, "14:44", "Cafeteria", "$40.00", "Lind"),
    ("theft", "what the room must not see", "sealed", 7, "10:15", "Nurse", "$9.00", "Lind"),
    ("damage", "Window, room 204, stone from outside", "done", 8, "11:31", "Room 204", "$310.00",
     "Reyes"),
    ("theft", "Cash box, band fundraiser", "done", 11, "15:09", "Band room", "$1,225.00", "Reyes"),
    ("damage", "Paint on the north wall, 3 m", "open", 12, "07:50", "North lot", "$450.00",
     "Okafor"),
    ("theft", "Calculator, TI-84", "done", 13, "13:22", "Room 112", "$90.00", "Lind"),
    ("damage", "Vending machine, coin slot", "draft", 14, "08:40", "Cafeteria", "$120.00", "Lind"),
    ("theft", "House key on a green ring", "done", 270, "10:30", "Bus lane", "", "Lind"),
)  # fmt: skip


def shown_rows() -> list[RecordRow]:
    """The rows of the visual guide, newest first."""
    rows = []
    for at, (word, what, state, days, hour, place, figure, who) in enumerate(SHOWN):
        day = (START - timedelta(days=days)).replace(hour=int(hour[:2]), minute=int(hour[3:]))
        rows.append(
            RecordRow(
                id=f"id-{at:03d}",
                number=f"T-{day.year}-{137 - at:04d}",
                type=f"property.{word}",
                word=word,
                state="done" if state in ("struck", "sealed") else state,
                at=day,
                summary=what,
                place=place,
                figure=figure,
                who=who,
                people=("Tyler Reed",) if at == 5 else (),
                protected=state == "sealed",
                sealed=state == "sealed",
                struck=state == "struck",
            )
        )
    return rows


@dataclass(frozen=True)
class Many(Sequence[RecordRow]):
    """So many rows, one every quarter of an hour, newest first; each is made when it is read."""

    size: int
    type: str = "patrol.check"

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, at: int) -> RecordRow: ...
    @overload
    def __getitem__(self, at: slice) -> list[RecordRow]: ...
    def __getitem__(self, at: int | slice) -> RecordRow | list[RecordRow]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(self.size))]
        number = self.size - range(self.size)[at]
        return RecordRow(
            f"id-{self.size - number:07d}", f"P-2026-{number:04d}", self.type,
            self.type.split(".")[1], "", START - timedelta(minutes=15 * (self.size - number)),
            f"Check {number}, all quiet", "Hall 1", who="Reyes",
        )  # fmt: skip

    def place(self, row: RecordRow) -> int:
        """Where a row stands."""
        return int(row.id.removeprefix("id-"))


@dataclass
class FakeRecords:
    """Made-up rows by type, and knobs for what can go wrong."""

    rows: Sequence[RecordRow] = field(default_factory=shown_rows)
    known: Sequence[Kind] = KINDS
    down: str = ""
    held: threading.Event = field(default_factory=threading.Event)
    paged: threading.Event = field(default_factory=threading.Event)
    counted: threading.Event = field(default_factory=threading.Event)
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def __post_init__(self) -> None:
        for event in (self.held, self.paged, self.counted):
            event.set()

    def kinds(self) -> Sequence[Kind]:
        return self.known

    def _list(self, query: ListQuery) -> Sequence[RecordRow]:
        self.held.wait(10)
        if self.down:
            raise Refused(self.down)
        if isinstance(self.rows, Many) and not query.filter and not query.oldest_first:
            return self.rows
        words = query.filter.replace(",", " ").split()
        states = [word for word in words if word in STATES]
        rest = " ".join(word for word in words if word not in STATES).casefold()
        found = [
            row
            for row in self.rows
            if row.type in query.types
            and (not states or (row.state in states and not row.struck))
            and rest in row.summary.casefold()
        ]
        return found[::-1] if query.oldest_first else found

    def page(
        self, query: ListQuery, beside: RecordRow | None, limit: int, backward: bool = False
    ) -> Sequence[RecordRow]:
        self.calls.append(("page", beside.id if beside else None, limit, backward))
        self.paged.wait(10)
        rows = self._list(query)
        at = _place(rows, beside) if beside else None
        if backward:
            end = len(rows) if at is None else at
            return rows[max(end - limit, 0) : end]
        start = 0 if at is None else at + 1
        return rows[start : start + limit]

    def page_near(self, query: ListQuery, fraction: float, limit: int) -> Sequence[RecordRow]:
        self.calls.append(("near", round(fraction, 2), limit))
        rows = self._list(query)
        start = round(fraction * len(rows))
        return rows[start : start + limit]

    def facts(self, query: ListQuery) -> ListFacts:
        self.counted.wait(10)
        rows = self._list(query)
        some = () if isinstance(rows, Many) else rows  # they have no states
        unfinished = sum(row.state in STATES[:4] and not row.struck for row in some)
        most = min(len(rows), 10_000)
        return ListFacts(
            tuple(query.filter.split()), most, len(rows) > most, unfinished, False, len(rows)
        )

    def move(self, number: str, step: str) -> str:
        self.calls.append(("move", number, step))
        if self.down:
            raise Refused(self.down)
        self.rows = [
            replace(row, state="done") if row.number == number else row for row in self.rows
        ]
        return number

    def append(self, number: str, text: str) -> str:
        self.calls.append(("append", number, text))
        return number

    def link(self, number: str, other: str, relation: str) -> str:
        self.calls.append(("link", number, other, relation))
        return number


def _place(rows: Sequence[RecordRow], beside: RecordRow) -> int | None:
    if isinstance(rows, Many):
        return rows.place(beside)
    return next((n for n, row in enumerate(rows) if row.id == beside.id), None)


@dataclass
class FakeScreens:
    """Screens of made-up plugins."""

    known: list[tuple[ScreenOffer, Any]] = field(default_factory=list)

    def offers(self) -> Sequence[ScreenOffer]:
        return [offer for offer, _ in self.known]

    def context(self, plugin: str) -> Any:
        return None

    def load(self, name: str) -> type[Screen[None]]:
        for offer, found in self.known:
            if offer.name == name and isinstance(found, type):
                return found
        raise Refused("it fell over while it was imported")


THEFT = (
    FormField("what", "What", required=True),
    FormField("occurred_from", "When", "time", hint="now, unless you say 11:42, -20m"),
    FormField("place", "Place", "place", required=True, hint="a place's name or code"),
    FormField("value", "Value", "money", unit="$", hint="like $400 or 1,250.50"),
    FormField("kind", "Kind", required=True, text="criminal",
              choices=(("criminal", "criminal"), ("civil", "civil"), ("lost", "lost"))),
    FormField("owner", "Owner", hint="name or student number; protected class"),
    FormField("serial", "Serial"),
    FormField("reported", "Reported to the police", "yes/no", text="no",
              choices=(("yes", "yes"), ("no", "no"))),
)  # fmt: skip


@dataclass
class FakeForms:
    """The form of a theft, understood in a few ways."""

    down: str = ""
    kept: list[tuple[object, ...]] = field(default_factory=list)

    def form(self, type_: str) -> Form:
        return Form(type_, "Theft", THEFT)

    def form_of(self, number: str) -> Form:
        texts = {"what": "Bicycle, blue Trek", "place": "Bike rack", "value": "400.00"}
        fields = tuple(replace(one, text=texts.get(one.name, one.text)) for one in THEFT)
        return Form("property.theft", "Theft", fields, number, 3)

    def understand(self, type_: str, name: str, text: str) -> Understood:
        if name == "occurred_from" and text:
            return Understood("22 Sep, between 08:10 and 10:20")
        if name == "place" and text == "rakc":
            return Understood(
                error="No place “rakc”. Nearest: Bike rack (tab takes it)", offer="Bike rack"
            )
        if name == "value" and "o" in text:
            return Understood(error="Value is “4oo”. Write an amount like $400 or 1,250.50")
        return Understood()

    def add(self, type_: str, texts: Mapping[str, str]) -> str:
        if self.down:
            raise Refused(self.down)
        self.kept.append(("add", type_, dict(texts)))
        return "T-2026-0138"

    def edit(self, number: str, version: int, texts: Mapping[str, str], why: str) -> str:
        if self.down:
            raise Refused(self.down)
        self.kept.append(("edit", number, version, dict(texts), why))
        return number


@dataclass
class FakePaper:
    """Pages that left, and where to."""

    down: str = ""
    out: list[tuple[str, Paper]] = field(default_factory=list)

    def daily(self) -> Paper:
        return Paper("Daily report 2026-09-22", "daily-OHS-2026-09-22", "Nothing was entered.")

    def _leave(self, how: str, paper: Paper) -> str:
        if self.down:
            raise Refused(self.down)
        self.out.append((how, paper))
        return f"/papers/{paper.name}"

    def save(self, paper: Paper) -> str:
        return self._leave("save", paper)

    def mail(self, paper: Paper) -> str:
        return self._leave("mail", paper)

    def print(self, paper: Paper) -> str:
        self._leave("print", paper)
        return "sent to the printer"
