"""What the console asks of the rest of sro-ops: one Protocol and the plain shapes it answers with.

Whoever implements `DeskSource` decides rights, reads and writes; the console only shows and asks.
Nothing here imports more than the standard library and the plain shapes of the lower floors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any, Protocol

from sro_ops.console.source.access import AccessSource
from sro_ops.console.source.alike import AlikeSource
from sro_ops.console.source.catchup import CatchUpSource
from sro_ops.console.source.emergency import EmergencySource
from sro_ops.console.source.forms import FormSource
from sro_ops.console.source.guests import GuestSource
from sro_ops.console.source.needs import NeedsSource
from sro_ops.console.source.page import (
    Due as Due,
)
from sro_ops.console.source.page import (
    Fact as Fact,
)
from sro_ops.console.source.page import (
    Happening as Happening,
)
from sro_ops.console.source.page import (
    RecordPage as RecordPage,
)
from sro_ops.console.source.page import (
    Step as Step,
)
from sro_ops.console.source.panels import PanelSource
from sro_ops.console.source.paper import PaperSource
from sro_ops.console.source.records import RecordSource
from sro_ops.console.source.returning import ReturningSource
from sro_ops.console.source.scans import Asked, ScanSource
from sro_ops.console.source.screens import ScreenSource
from sro_ops.records.verbs import Verb
from sro_ops.store.model import Line


@dataclass(frozen=True, slots=True)
class DeskStatus:
    """Who sits where: what the header shows.

    `clock` is 12 or 24; `theme` is one of ``night``, ``day``, ``contrast``, ``terminal``, or the
    path of a file, read as `theme_table`; `operator` is the short name that the timeline shows in
    its last column; `keymap` gives ids of keys others. `keymap_wrong` and `theme_wrong` say why a
    file was left alone.
    """

    site: str
    site_name: str
    zone: tzinfo
    operator: str = ""
    badge: str = ""
    desk: str = ""
    clock: int = 24
    theme: str = "night"
    keymap: Mapping[str, str] = field(default_factory=dict)
    keymap_wrong: str = ""
    theme_table: Mapping[str, Any] | None = None
    theme_wrong: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the typed line that was understood, or is wrong; offsets in characters.

    `kind` is verb, time, place, tag, money, person or wrong.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the officer should know before Enter.

    Attributes:
        start: first character of the offending word in the typed line.
        end: one past its last character.
        message: a clause: ``No place “rakc”``.
        offer: what Tab puts in place of ``start:end``; empty for none.
        otherwise: what Enter does all the same: ``saves without a place``.
    """

    start: int
    end: int
    message: str
    offer: str = ""
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """What the typed line will be, in words: ``patrol  Gym  10:42  Reyes  state active``.

    `time` is site time as it will be shown; `extras` are short facts such as ``$400.00``,
    ``#lockdown`` or ``with J.M.``.
    """

    verb: str
    place: str = ""
    time: str = ""
    who: str = ""
    state: str = ""
    extras: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to finish the word at the cursor: `replacement` for ``start:end`` of the line."""

    name: str
    kind: str
    code: str
    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Saved:
    """The answer to a line that was sent to the store.

    Attributes:
        number: the record's number, ``P-2026-0143``; empty while it waits to be sent.
        state: ``saved``, ``already_saved`` (the same text within 5 s; nothing was written) or
            ``waiting`` (kept durably here until the store is back).
        line: the new journal line as this viewer sees it, so that it stands on the Desk at once.
        words: what a scan came to, in words; empty for a typed line. Its `state` may also be
            ``refused``: nothing was kept, and the words say why.
        mark: the state whose glyph stands before the words.
        asked: what the scan asks of who scanned; None for nothing.
    """

    number: str
    state: str = "saved"
    line: Line | None = None
    words: str = ""
    mark: str = ""
    asked: Asked | None = None


@dataclass(frozen=True, slots=True)
class LastEntry:
    """The operator's last entry, as typed, while it may still be fixed."""

    number: str
    text: str


class DeskSource(
    AccessSource,
    AlikeSource,
    CatchUpSource,
    EmergencySource,
    GuestSource,
    NeedsSource,
    PanelSource,
    ReturningSource,
    ScanSource,
    Protocol,
):
    """What the Desk is fed from.

    Methods are called from worker threads, several at a time, and may block, save `preview`,
    `complete` and `verbs`: these are called on the screen's thread after `load` has returned and
    must be pure and quick. Every refusal is an `SroError`, whose one line is shown.
    """

    @property
    def records(self) -> RecordSource:
        """Lists of records, and what is done to one; to be asked after `load`."""
        ...

    @property
    def papers(self) -> PaperSource:
        """How pages leave the console; to be asked after `load`."""
        ...

    @property
    def forms(self) -> FormSource:
        """Forms of records; to be asked after `load`."""
        ...

    @property
    def screens(self) -> ScreenSource:
        """The screens that plugins bring; to be asked after `load`."""
        ...

    def status(self) -> DeskStatus:
        """Return what the header shows; before `load`, cheap."""
        ...

    def first_page(self, limit: int) -> Sequence[Line]:
        """Return the newest `limit` lines this viewer may see, oldest first; before `load`."""
        ...

    def load(self) -> None:
        """Import and open the rest: rules, plugins, writing. Called once, after the first paint."""
        ...

    def close(self) -> None:
        """Make `wait_news` return at once, now and from now on. Called on exit, from any thread."""
        ...

    def before(self, pos: int, limit: int) -> Sequence[Line]:
        """Return up to `limit` lines older than `pos`, oldest first; fewer means no more."""
        ...

    def wait_news(self, after: int, timeout: float) -> Sequence[Line]:
        """Wait up to `timeout` seconds for lines newer than `after`; oldest first, may be none.

        Each carries what its record is now, so the Desk brings the record's older lines up to date.
        """
        ...

    def preview(self, text: str) -> Preview:
        """Say what `text` would be."""
        ...

    def complete(self, text: str, cursor: int) -> Sequence[Completion]:
        """Return ways to finish the word at `cursor`, the best first."""
        ...

    def verbs(self) -> Sequence[Verb]:
        """Return the verbs of the entry line, for the help page."""
        ...

    def save(self, text: str, again: bool = False, id: str = "") -> Saved:
        """Save a typed line. Returns only when it is durable.

        Args:
            text: the line.
            again: keep an equal line too.
            id: of the record that it becomes: the same id again is one record; empty for a new one.
        """
        ...

    def last_entry(self) -> LastEntry:
        """Return the operator's last entry for fixing.

        Raises:
            Refused: there is none, or ten minutes or a later line have passed; says what to do.
        """
        ...

    def fix(self, number: str, text: str) -> Saved:
        """Correct the operator's last entry."""
        ...

    def strike(self, number: str, why: str) -> Saved:
        """Cross a record out with a reason."""
        ...

    def search(self, query: str, limit: int, before: int | None = None) -> Sequence[Line]:
        """Return lines that match, newest first, older than `before` where it is given."""
        ...

    def record_page(self, number: str) -> RecordPage:
        """Return a record by its number in any form a person says: ``P-2026-0142``, ``142``."""
        ...

    def glimpse(self, number: str) -> RecordPage | None:
        """Return a record to show beside the log; None where opening it leaves a line."""
        ...

    def reveal(self, lines: Sequence[Line]) -> Mapping[int, Sequence[str]]:
        """Return, by `pos`, the names in those lines that this viewer may see.

        A line that is missing in the answer stays masked: initials, or `▣ Protected record`.
        """
        ...
