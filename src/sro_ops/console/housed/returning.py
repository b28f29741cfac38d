"""What somebody who comes back finds: what others did, and their own unsaved lines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from sro_ops.console.housed.draft_file import DraftFile
from sro_ops.console.housed.part import HousedPart
from sro_ops.console.source.returning import Since
from sro_ops.paths import state_dir
from sro_ops.store.canonical import from_utc_text, sha256
from sro_ops.store.reading import Journal, open_journal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.console.entry.unsaved import Unsaved
    from sro_ops.store.model import Line

AWAY = timedelta(minutes=30)
"""Somebody who was here this long ago or less has not been away."""

FARTHEST = 2000
"""Lines that are looked through for the operator's last one."""

SHOWN = 200
"""Lines of others that are shown."""

COMINGS = frozenset({"signed on", "signed off", "locked", "unlocked", "read"})
"""Verbs of an operator's own lines that are no work."""

_PAGE = 100


class HousedReturning(HousedPart):
    """The part of the source for somebody who comes back."""

    _drafts: DraftFile | None = None
    _drafts_of: str | None = None

    def since(self) -> Since | None:
        """Return what others did since this operator's last line."""
        me = self._actor.operator
        if me is None:
            return None
        with open_journal(self._path, self._actor.scope) as journal:
            mine, others = _back_to(journal, me, self._site.code)
        if mine is None or not others:
            return None
        at = from_utc_text(mine.committed_at)
        if self._clock() - at < AWAY:
            return None
        here = at.astimezone(ZoneInfo(self._site.timezone))
        return Since(here, self._named(others[-SHOWN:]), len(others) > SHOWN)

    def drafts(self) -> Sequence[Unsaved]:
        """Return what this operator left unsaved."""
        return self._draft_file().read()

    def keep_drafts(self, drafts: Sequence[Unsaved]) -> None:
        """Keep what this operator has not saved."""
        self._draft_file().write(drafts)

    def _draft_file(self) -> DraftFile:
        whose = self._actor.operator or "desk"
        if self._drafts is None or self._drafts_of != whose:
            if self._drafts is not None:
                self._drafts.close()
            store = sha256(str(self._path.resolve()))[:16]
            self._drafts = DraftFile(state_dir() / "drafts", f"{store}-{whose}")
            self._drafts_of = whose
        return self._drafts


def _back_to(journal: Journal, me: str, site: str) -> tuple[Line | None, list[Line]]:
    """Return somebody's last line of work, and what others did since, oldest first."""
    others: list[Line] = []
    before: int | None = None
    for _ in range(FARTHEST // _PAGE):
        page = journal.newest(_PAGE, site, before)
        for line in reversed(page):
            if line.operator == me and line.verb not in COMINGS:
                return line, others
            if line.operator != me and line.verb not in COMINGS:
                others.insert(0, line)
        if len(page) < _PAGE:
            break
        before = page[0].pos
    return None, others
