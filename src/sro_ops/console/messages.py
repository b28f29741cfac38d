"""What workers tell the screen. They post these and touch nothing else; handlers own the state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from sro_ops.console.entry.unsaved import Unsaved
    from sro_ops.console.source.page import RecordPage
    from sro_ops.console.source.returning import Since
    from sro_ops.console.source.status import DeskStatus
    from sro_ops.console.source.typed import LastEntry, Saved
    from sro_ops.host.panels import Face
    from sro_ops.store.model import Line


class Opened(Message):
    """The site and its first page are there."""

    def __init__(self, status: DeskStatus, lines: Sequence[Line]) -> None:
        super().__init__()
        self.status = status
        self.lines = lines


class Titles(Message):
    """The panels that there will be, not loaded yet."""

    def __init__(self, faces: Sequence[Face]) -> None:
        super().__init__()
        self.faces = faces


class Came(Message):
    """What others did since the operator was here; None for nothing."""

    def __init__(self, since: Since | None) -> None:
        super().__init__()
        self.since = since


class Drafts(Message):
    """What the operator left unsaved: lines and forms."""

    def __init__(self, drafts: Sequence[Unsaved]) -> None:
        super().__init__()
        self.drafts = drafts


class Loaded(Message):
    """Everything is imported and open: lines can be saved."""


class News(Message):
    """Lines from this and other desks, newer than all before."""

    def __init__(self, lines: Sequence[Line]) -> None:
        super().__init__()
        self.lines = lines


class Older(Message):
    """A page before what was loaded, of today's log or of the search for `query`."""

    def __init__(self, lines: Sequence[Line], last: bool, query: str | None) -> None:
        super().__init__()
        self.lines = lines
        self.last = last
        self.query = query


class SaveDone(Message):
    """The store has answered for the flying line."""

    def __init__(self, saved: Saved) -> None:
        super().__init__()
        self.saved = saved


class SaveFailed(Message):
    """The flying line was not saved, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


class Found(Message):
    """The first results of a search, newest first, and the line on which it was typed."""

    def __init__(self, query: str, lines: Sequence[Line], typed: str) -> None:
        super().__init__()
        self.query = query
        self.lines = lines
        self.typed = typed


class ScanKnown(Message):
    """What looked like a record's number was a scanned code, and what became of it."""

    def __init__(self, saved: Saved) -> None:
        super().__init__()
        self.saved = saved


class PageReady(Message):
    """A record's page; `typed` where it was asked for on the entry line."""

    def __init__(self, page: RecordPage, typed: str) -> None:
        super().__init__()
        self.page = page
        self.typed = typed


class PageMissing(Message):
    """There is no such record for this viewer, and why; `typed` as in `PageReady`."""

    def __init__(self, why: str, typed: str) -> None:
        super().__init__()
        self.why = why
        self.typed = typed


class Reopened(Message):
    """The operator's last entry, for fixing."""

    def __init__(self, entry: LastEntry) -> None:
        super().__init__()
        self.entry = entry


class Revealed(Message):
    """Names by `pos`, for lines whose names were asked for."""

    def __init__(self, names: Mapping[int, Sequence[str]]) -> None:
        super().__init__()
        self.names = names


class Trouble(Message):
    """Something that was asked for did not work; `what` names it: ``Search``, ``Names``."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__()
        self.what = what
        self.why = why
