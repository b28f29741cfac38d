"""A source without a store: the console's real screens on made-up lines, kept in a list."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sro_ops.console.entry.unsaved import Unsaved
from sro_ops.console.source.alike import Double
from sro_ops.console.source.needs import Need
from sro_ops.console.source.page import Due, Fact, Happening, RecordPage, Step
from sro_ops.console.source.records import RecordRow
from sro_ops.console.source.returning import Since
from sro_ops.console.source.scans import Asked
from sro_ops.console.source.status import DeskStatus
from sro_ops.console.source.typed import Completion, LastEntry, Mark, Preview, Problem, Saved
from sro_ops.errors import Refused, Unreachable
from sro_ops.host.panels import Face
from sro_ops.host.replies import HeaderFact
from sro_ops.records.verbs import Verb
from sro_ops.store.model import VERBS_UNSEEN, Line

from .fake_access import FakeAccess
from .fake_emergency import FakeEmergency
from .fake_guests import FakeGuests
from .fake_operators import FakeOperators
from .fakerecords import FakeForms, FakePaper, FakeRecords, FakeScreens

NOW = datetime(2026, 9, 22, 15, 42, 3, tzinfo=UTC)
ZONE = ZoneInfo("America/Chicago")
PLACES = ("Gym", "Gym lobby", "Band room", "Bike rack", "Cafeteria", "Door 4", "North lot")
VERBS = (
    Verb("patrol", "patrol.check", "A place looked at, and how it was.", "patrol gym secure"),
    Verb(
        "door", "patrol.door", "A door found open, propped or forced.", "door 4 propped, closed it"
    ),
    Verb("theft", "property.theft", "Something taken.", "theft bike @rack $400 black Trek"),
    Verb("note", "core.note", "Anything else.", "note art class uses door 4 until noon"),
)
PREFIX = {"patrol": "P", "door": "P", "theft": "T", "note": "N", "fight": "I", "visitor": "V"}


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def line(
    pos: int,
    word: str = "note",
    summary: str = "",
    place: str = "",
    at: datetime = NOW,
    number: str | None = None,
    **more: object,
) -> Line:
    """Make a journal line; `number` is made from `pos` unless it is given."""
    made = f"{PREFIX.get(word, 'N')}-2026-{pos:04d}" if number is None else number
    values: dict[str, object] = {
        "pos": pos,
        "site": "OHS",
        "seq": pos,
        "id": f"id-{pos}",
        "desk": "desk-1",
        "at": stamp(at),
        "recorded_at": stamp(at),
        "committed_at": stamp(at),
        "operator": "reyes",
        "who": "Reyes",
        "plugin": "core",
        "type": "core.note",
        "word": word,
        "record": f"record-{pos}" if made else None,
        "number": made,
        "version": 1,
        "verb": "logged",
        "place": place,
        "record_class": "law_enforcement_unit",
        "summary": summary,
        "hash": "",
    }
    return Line(**{**values, **more})  # type: ignore[arg-type]


# minutes before NOW, word, place, summary, what else
DAY: tuple[tuple[int, str, str, str, dict[str, object]], ...] = (
    (1613, "patrol", "Cafeteria", "Tour B finished, 12 of 12", {"state": "done"}),
    (1496, "patrol", "Bus lane", "Bus lane clear at 15:38", {"state": "done", "who": "Okafor"}),
    (
        1263,
        "station",
        "Stadium",
        "Stadium gate alarm 2; pocket knife handed in, returned to a parent",
        {"state": "alarm", "number": "S-2026-0187"},
    ),
    (1194, "lock-up", "Main", "Building secured, alarm set", {"state": "done", "number": ""}),
    (207, "shift", "Desk 2", "Okafor on shift, front office", {"number": "", "who": "Okafor"}),
    (
        194,
        "referral",
        "Room 12",
        "Referral to the counselor",
        {"record_class": "education", "number": "R-2026-0012", "people": ("Tyler Reed",)},
    ),
    (192, "shift", "Desk 1", "Reyes on shift, relieves nobody", {"number": ""}),
    (
        164,
        "pass-on",
        "North lot",
        "Watch the north lot: grey van seen twice this week",
        {"number": "N-2026-0044"},
    ),
    (
        131,
        "station",
        "Gate A",
        "Morning count closed: 1,204 passages, 9 alarms",
        {"state": "done", "number": "S-2026-0188"},
    ),
    (
        107,
        "sweep",
        "Hall 1",
        "Halls clear, 4 students escorted",
        {"state": "done", "number": "HS-2026-0091"},
    ),
    (90, "visitor", "Front office", "Parent meeting, signed in with photo ID", {"state": "done"}),
    (
        62,
        "damage",
        "Stairwell C",
        "Mirror broken in the boys' room, second floor; estimate asked for",
        {"state": "open", "number": "T-2026-0036"},
    ),
    (
        61,
        "damage",
        "Stairwell C",
        "Mirror broken in the boys' room",
        {"state": "open", "struck": True, "number": "T-2026-0035"},
    ),
    (44, "patrol", "", "Tour A finished, 12 of 12, 41 minutes", {"state": "done"}),
    (38, "escort", "Hall 2", "Student escorted to the nurse", {"state": "done", "who": "Okafor"}),
    (
        27,
        "station",
        "Gate B",
        "Gate B does not answer; count is at least 188",
        {"state": "silent", "number": ""},
    ),
    (
        20,
        "fight",
        "Cafeteria",
        "two students, none hurt, to AP Lind",
        {"state": "open", "people": ("Jayden Moore", "Tyler Reed")},
    ),
    (
        11,
        "theft",
        "Bike rack",
        "Bicycle, blue Trek, taken from the rack; lock cut, value $400.00",
        {"state": "open", "number": "T-2026-0037"},
    ),
    (4, "note", "Door 4", "Door 4 propped open by the art class, closed", {"corrected": True}),
    (0, "patrol", "Gym", "Tour B, checkpoint 7 of 12 signed", {"state": "active"}),
)


@dataclass
class FakeSource(FakeAccess, FakeEmergency, FakeGuests):
    """Made-up lines, and knobs for what can go wrong."""

    lines: list[Line] = field(default_factory=list)
    theme: str = "night"
    keymap: dict[str, str] = field(default_factory=dict)
    theme_table: dict[str, object] | None = None
    clock: int = 24
    down: str = ""
    held: threading.Event = field(default_factory=threading.Event)
    started: threading.Event = field(default_factory=threading.Event)
    came: threading.Event = field(default_factory=threading.Event)
    heavy: bool = False
    due: list[Need] = field(default_factory=list)
    panels: list[Face] = field(default_factory=list)
    double: Double | None = None
    meanwhile: Since | None = None
    facts: list[HeaderFact] = field(default_factory=list)
    unsaved: list[Unsaved] = field(default_factory=list)
    no_disk_for_drafts: str = ""
    saved_texts: list[str] = field(default_factory=list)
    calls: list[tuple[object, ...]] = field(default_factory=list)
    forms: FakeForms = field(default_factory=FakeForms)
    operators: FakeOperators = field(default_factory=FakeOperators)
    papers: FakePaper = field(default_factory=FakePaper)
    records: FakeRecords = field(default_factory=FakeRecords)
    screens: FakeScreens = field(default_factory=FakeScreens)
    _news: threading.Condition = field(default_factory=threading.Condition)
    _closed: bool = False

    def __post_init__(self) -> None:
        FakeAccess.__init__(self)
        FakeEmergency.__init__(self)
        FakeGuests.__init__(self)
        self.held.set()
        self.started.set()
        self.came.set()

    @classmethod
    def day(cls, count: int = 20, **more: object) -> FakeSource:
        """The seeded day, after as many plain lines of earlier days as make `count`."""
        earlier = max(count - len(DAY), 0)
        lines = [
            line(
                pos,
                "patrol",
                f"Check {pos}, all quiet",
                "Hall 1",
                NOW - timedelta(days=2, hours=1) - timedelta(minutes=15 * (earlier - pos)),
                state="done",
            )
            for pos in range(1, earlier + 1)
        ]
        for offset, (minutes, word, place, text, also) in enumerate(DAY, start=earlier + 1):
            lines.append(line(offset, word, text, place, NOW - timedelta(minutes=minutes), **also))  # type: ignore[arg-type]
        fight = lines[-4]
        lines[-4] = replace(fight, at=stamp(NOW - timedelta(minutes=55)))
        return cls(lines, **more)  # type: ignore[arg-type]

    # Reading

    def status(self) -> DeskStatus:
        return DeskStatus(
            *("OHS", "Oakfield High", ZONE, self.sits, self.granted.badge),
            *("desk 1", self.clock, self.theme),
            self.keymap,
            theme_table=self.theme_table,
        )

    def first_page(self, limit: int) -> Sequence[Line]:
        return [one for one in self.lines if one.verb not in VERBS_UNSEEN][-limit:]

    def load(self) -> None:
        self.started.wait()
        if self.heavy:
            import pluggy  # noqa: F401
            import pydantic
            import sqlalchemy.orm  # noqa: F401

            class _Settings(pydantic.BaseModel):
                name: str = ""

    def needs(self) -> Sequence[Need]:
        return list(self.due)

    def titles(self) -> Sequence[Face]:
        return [Face(face.title, face.plugin) for face in self.panels]

    def header(self) -> Sequence[HeaderFact]:
        return list(self.facts)

    def faces(self) -> Sequence[Face]:
        return list(self.panels)

    def close(self) -> None:
        with self._news:
            self._closed = True
            self._news.notify_all()

    def before(self, pos: int, limit: int) -> Sequence[Line]:
        self.calls.append(("before", pos))
        self.held.wait()
        return [one for one in self.lines if one.pos < pos][-limit:]

    def wait_news(self, after: int, timeout: float) -> Sequence[Line]:
        with self._news:
            if not self._closed and not (self.lines and self.lines[-1].pos > after):
                self._news.wait(timeout)
            return [] if self._closed else [one for one in self.lines if one.pos > after]

    def arrive(self, *lines: Line) -> None:
        """Lines of another desk arrive."""
        with self._news:
            self.lines.extend(lines)
            self._news.notify_all()

    def others(self, texts: Iterable[str]) -> None:
        """Lines of another desk arrive, each after what was there."""
        with self._news:
            for text in texts:
                self.lines.append(line(self.next_pos, "note", text, who="Okafor"))
            self._news.notify_all()

    @property
    def next_pos(self) -> int:
        return self.lines[-1].pos + 1 if self.lines else 1

    # The entry line

    def _verb(self, text: str) -> Verb | None:
        first = text.split()[0] if text.split() else ""
        return next((verb for verb in VERBS if verb.word == first), None)

    def preview(self, text: str) -> Preview:
        verb = self._verb(text)
        marks: list[Mark] = []
        at = len(text) - len(text.lstrip())
        if verb:
            marks.append(Mark(at, at + len(verb.word), "verb"))
        place, problems = "", []
        for known in PLACES:
            found = text.casefold().find(known.casefold())
            if found > 0 and len(known) > len(place):
                place = known
        if place:
            found = text.casefold().find(place.casefold())
            marks.append(Mark(found, found + len(place), "place"))
        for word in text.split():
            if word.startswith("@") and not place:
                found = text.find(word)
                marks.append(Mark(found, found + len(word), "wrong"))
                problems.append(
                    Problem(
                        found,
                        found + len(word),
                        f"No place “{word[1:]}”",
                        "Bike rack",
                        "saves without a place",
                    )
                )
        state = {"patrol": "done", "door": "open", "theft": "open"}.get(
            verb.word if verb else "", ""
        )
        return Preview(
            verb.word if verb else "note",
            place,
            "10:42",
            "Reyes",
            state,
            (),
            tuple(marks),
            tuple(problems),
        )

    def complete(self, text: str, cursor: int) -> Sequence[Completion]:
        start = text.rfind(" ", 0, cursor) + 1
        word = text[start:cursor].casefold()
        if not word:
            return []
        if start == 0:
            return [
                Completion(v.word, "verb", "", 0, cursor, v.word)
                for v in VERBS
                if v.word.startswith(word) and v.word != word
            ]
        return [
            Completion(p, "place", p.upper()[:4], start, cursor, p)
            for p in PLACES
            if p.casefold().startswith(word) and p.casefold() != word
        ]

    def verbs(self) -> Sequence[Verb]:
        return VERBS

    # Writing

    def _refuse(self) -> None:
        self.held.wait()
        if self.down:
            raise Unreachable(self.down)

    def save(self, text: str, again: bool = False, id: str = "") -> Saved:
        self._refuse()
        if text == "TAG-NO":
            return Saved("", "refused", words="no tour is running", mark="failed")
        if text.startswith("TAG-"):
            return Saved(
                "PT-2026-0142", words=f"{text}: on time, 4 of 12", mark="done",
                asked=Asked(text, "Door shut?", ("yes", "no")),
            )  # fmt: skip
        if self.saved_texts[-1:] == [text] and not again:
            return Saved(self.lines[-1].number, "already_saved")
        verb = self._verb(text)
        word = verb.word if verb else "note"
        rest = text[len(word) :].strip() if verb else text
        seen = self.preview(text)
        with self._news:
            made = line(self.next_pos, word, rest, seen.place, state=seen.state)
            self.lines.append(made)
            self.saved_texts.append(text)
            self._news.notify_all()
        return Saved(made.number, "saved", made)

    def since(self) -> Since | None:
        self.came.wait()
        return self.meanwhile

    def drafts(self) -> Sequence[Unsaved]:
        return list(self.unsaved)

    def keep_drafts(self, drafts: Sequence[Unsaved]) -> None:
        if self.no_disk_for_drafts:
            raise OSError(28, self.no_disk_for_drafts)
        self.unsaved = list(drafts)

    def save_later(self, text: str, id: str) -> Saved:
        self._refuse()
        if text.startswith("bad"):
            raise Refused("no place for it")
        return self.save(text, again=True)

    def alike(self, text: str) -> Double | None:
        self.calls.append(("alike", text))
        return self.double if text.startswith("theft") else None

    def add_to(self, number: str, text: str) -> Saved:
        self._refuse()
        self.calls.append(("add_to", number, text))
        old = next(one for one in self.lines if one.number == number)
        made = replace(
            old, pos=self.next_pos, seq=self.next_pos, id="added", verb="appended", summary=text
        )
        self.arrive(made)
        return Saved(number, "saved", made)

    def scanned(self, code: str) -> Saved | None:
        return self.save(code) if code.startswith("TAG-") else None

    def answer(self, id: str, text: str) -> Saved:
        self._refuse()
        if text.startswith("TAG-"):
            return self.save(text)
        if text not in ("yes", "no"):
            raise Refused("no answer there", todo="One of: yes, no")
        return Saved("PT-2026-0142", words=f"{id}: {text}", mark="done")

    def last_entry(self) -> LastEntry:
        if not self.saved_texts:
            raise Refused("nothing of yours to fix", todo="Cross it out (x) or amend it")
        return LastEntry(self.lines[-1].number, self.saved_texts[-1])

    def fix(self, number: str, text: str) -> Saved:
        self._refuse()
        self.calls.append(("fix", number, text))
        old = next(one for one in self.lines if one.number == number)
        made = replace(
            old, pos=self.next_pos, id="fixed", verb="corrected", summary=text, corrected=True
        )
        self.arrive(made)
        return Saved(number, "saved", made)

    def strike(self, number: str, why: str) -> Saved:
        self._refuse()
        self.calls.append(("strike", number, why))
        old = next(one for one in self.lines if one.number == number)
        made = replace(
            old,
            pos=self.next_pos,
            id="struck",
            verb="struck",
            struck=True,
            summary=f"crossed out: {why}",
        )
        self.arrive(made)
        return Saved(number, "saved", made)

    # Looking things up

    def search(self, query: str, limit: int, before: int | None = None) -> Sequence[Line]:
        found = [
            one
            for one in reversed(self.lines)
            if query.casefold() in f"{one.word} {one.summary} {one.place}".casefold()
            and (before is None or one.pos < before)
        ]
        return found[:limit]

    def record_page(self, number: str) -> RecordPage:
        for one in reversed(self.lines):
            if one.number and (
                one.number == number or one.number.split("-")[-1].lstrip("0") == number
            ):
                return page_of(one)
        for row in self.records.rows:
            if row.number == number:
                self.calls.append(("page", number))
                return page_of_row(row)
        raise Refused(f"no record {number} that you may see")

    def glimpse(self, number: str) -> RecordPage | None:
        self.calls.append(("glimpse", number))
        self.held.wait(10)
        found = next((one for one in reversed(self.lines) if one.number == number), None)
        if found is not None:
            return None if found.protected else page_of(found)
        row = next(row for row in self.records.rows if row.number == number)
        return None if row.protected else page_of_row(row)

    def reveal(self, lines: Sequence[Line]) -> Mapping[int, Sequence[str]]:
        self.calls.append(("reveal", len(lines)))
        return {one.pos: one.people for one in lines if one.people or one.protected}


def page_of(one: Line) -> RecordPage:
    """A record's page with every part in it."""
    return RecordPage(
        number=one.number,
        name=one.summary,
        kind=f"{one.word}, criminal report",
        state=one.state or "open",
        facts=(
            Fact("When", "22 Sep, 08:10 to 10:20"),
            Fact("Place", one.place or "–"),
            Fact("Owner", "Student, class of 2028"),
            Fact("Value", "$400.00"),
            Fact("Serial", "WTU128C0443K"),
            Fact("Recorded", "22 Sep 10:31 by Reyes"),
        ),
        people=tuple(Fact("party", name) for name in one.people),
        narrative=(
            Happening(
                "10:31",
                "Owner locked it at 08:10, found the cable cut at 10:20; the rack is "
                "the one by the band room, in sight of the second-floor windows.",
            ),
            Happening("10:36", "Camera 7 covers the rack; footage asked for."),
            Happening("10:38", "Camera 8 too.", struck=True),
        ),
        links=(Happening("N-2026-0044", "Watch the north lot: grey van seen twice this week"),),
        history=(
            Happening("10:40", "amended value $350.00 → $400.00", "Reyes"),
            Happening("10:31", "logged", "Reyes"),
        ),
        struck=one.struck,
        sealed=one.sealed,
        remark="crossed out by Reyes: entered twice, see T-2026-0036" if one.struck else "",
    )


def page_of_row(row: RecordRow) -> RecordPage:
    """A record of a list as a page, with what may be done to it."""
    steps = (Step("recover", "done"), Step("hold", "held")) if row.state == "open" else ()
    return RecordPage(
        number=row.number, name=row.summary, kind=f"{row.word}, criminal report", state=row.state,
        facts=(
            Fact("When", f"{row.at:%d %b, %H:%M}"), Fact("Place", row.place),
            Fact("Owner", "Student, class of 2028"), Fact("Value", row.figure or "–"),
            Fact("Serial", "WTU128C0443K"),
        ),
        people=tuple(Fact("owner", name) for name in row.people),
        narrative=(
            Happening("22 Sep 10:31", "Owner locked it at 08:10, found the cable cut at "
                      "10:20; the rack is the one by the band room."),
            Happening("22 Sep 10:36", "Camera 7 covers the rack; footage asked for."),
        ),
        due=(Due("soon", "Wed 23 Sep 10:00", "Call the owner back", "Board policy 731"),),
        history=(
            Happening("22 Sep 10:40", "amended value $350.00 → $400.00", "Reyes"),
            Happening("22 Sep 10:31", "logged", "Reyes"),
        ),
        struck=row.struck, sealed=row.sealed, steps=steps, type=row.type, version=3,
        may=frozenset({"edit", "append", "link"} | (set() if row.struck else {"strike"})),
    )  # fmt: skip
