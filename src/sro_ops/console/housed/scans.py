"""Scanned codes and their questions, in a loaded house."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from sro_ops.console.source.scans import Asked
from sro_ops.console.source.typed import Saved
from sro_ops.errors import Refused

if TYPE_CHECKING:
    from sro_ops.host.house import House
    from sro_ops.host.plugin_host import From
    from sro_ops.host.replies import ScanKept
    from sro_ops.records.saving import Saved as Kept

OPEN_QUESTIONS = 20
"""Questions that may still be answered; older ones are forgotten."""


class HousedScans:
    """The half of the source that keeps scans and takes answers."""

    _at_work: threading.Lock
    _questions: dict[str, From[ScanKept]]

    @property
    def _open(self) -> House:
        raise NotImplementedError

    def _told(self, kept: Kept) -> Saved:
        raise NotImplementedError

    def scan(self, text: str) -> tuple[Saved | None, str]:
        """Keep a scanned code; return its result, or None and the line that is to be kept."""
        from sro_ops.host.scanning import keep_scan, known_code

        house = self._open
        match = known_code(house, text)
        if match is None:
            return None, text
        try:
            kept = keep_scan(house, match)
        except Refused as error:
            return Saved("", "refused", words=str(error), mark="failed"), text
        if kept is None:
            return None, match.value.entry or text
        return self._scanned(match.plugin, kept), text

    def scanned(self, code: str) -> Saved | None:
        """Keep a scanned code where it belongs; None where nobody keeps it."""
        with self._at_work:
            return self.scan(code)[0]

    def answer(self, id: str, text: str) -> Saved:
        """Keep the answer to a question that a scan asked."""
        from sro_ops.host.scanning import boxed

        with self._at_work:
            saved, _ = self.scan(text)
            if saved is not None:
                return saved
            asked = self._questions.get(id)
            keep = asked.value.answer if asked else None
            if asked is None or keep is None:
                raise Refused("that question is not open any more", todo="Scan again")
            house = self._open
            kept = boxed(house, asked.plugin, lambda: keep(house.lend(asked.plugin), text))
            if kept is None:
                raise Refused(f"{asked.plugin} could not keep it", todo="Add it to the record")
            self._questions.pop(id, None)
            return self._scanned(asked.plugin, kept)

    def _scanned(self, plugin: str, kept: ScanKept) -> Saved:
        from dataclasses import replace

        from sro_ops.host.plugin_host import From
        from sro_ops.host.scanning import as_saved
        from sro_ops.store.ids import new_id

        saved = Saved(kept.number, "already_saved")
        if kept.lines:
            saved = self._told(as_saved(self._open, kept))
        asked = None
        if kept.question:
            asked = Asked(new_id(), kept.question, tuple(kept.choices))
            self._questions[asked.id] = From(plugin, kept)
            while len(self._questions) > OPEN_QUESTIONS:
                self._questions.pop(next(iter(self._questions)))
        return replace(saved, words=kept.words, mark=kept.state, asked=asked)
