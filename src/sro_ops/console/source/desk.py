"""What the Desk is fed from: every topic in one Protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from sro_ops.console.source.access import AccessSource
from sro_ops.console.source.alike import AlikeSource
from sro_ops.console.source.catchup import CatchUpSource
from sro_ops.console.source.emergency import EmergencySource
from sro_ops.console.source.guests import GuestSource
from sro_ops.console.source.needs import NeedsSource
from sro_ops.console.source.panels import PanelSource
from sro_ops.console.source.returning import ReturningSource
from sro_ops.console.source.scans import ScanSource

if TYPE_CHECKING:
    from sro_ops.console.source.forms import FormSource
    from sro_ops.console.source.operators import OperatorSource
    from sro_ops.console.source.page import RecordPage
    from sro_ops.console.source.paper import PaperSource
    from sro_ops.console.source.records import RecordSource
    from sro_ops.console.source.screens import ScreenSource
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.console.source.typed import Completion, LastEntry, Preview, Saved
    from sro_ops.records.verbs import Verb
    from sro_ops.store.model import Line


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
    def operators(self) -> OperatorSource:
        """Who may sign on; to be asked after `load`."""
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
