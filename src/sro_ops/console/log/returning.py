"""Since you were here: what others wrote, in place of today's log, until one key dismisses it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console import messages
from sro_ops.console.entry import speech
from sro_ops.console.entry.keeper import Keeper
from sro_ops.console.entry.outbox import Draft
from sro_ops.console.entry.unsaved import FormDraft
from sro_ops.console.kit import times
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.ink import QUIET, STRONG, Piece
from sro_ops.console.log.lines import Log
from sro_ops.console.log.listing import ListActions
from sro_ops.console.log.timeline import Timeline
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from sro_ops.console.source.desk import DeskSource
    from sro_ops.console.source.returning import Since


class Returning(ListActions):
    """The part of the Desk for somebody who comes back."""

    def __init__(self, source: DeskSource) -> None:
        super().__init__(source)
        self.keeper = Keeper(source.keep_drafts)
        self.since: Since | None = None
        self.since_shown = False
        self._brought_back = 0

    def welcome(self) -> None:
        """Ask what others did meanwhile, and for the lines that were left unsaved."""
        ask(self, self.source.since, messages.Came, lambda _: messages.Came(None))
        ask(
            self,
            self.source.drafts,
            messages.Drafts,
            lambda why: messages.Trouble("Drafts", why),
        )

    def on_drafts(self, event: messages.Drafts) -> None:
        """Bring back the lines and the forms that were left unsaved."""
        self.keeper.begin(event.drafts)
        app_of(self).restore_forms([one for one in event.drafts if isinstance(one, FormDraft)])
        lines = [one for one in event.drafts if isinstance(one, Draft)]
        self._brought_back = len(lines)
        self.entry.restore(lines)

    def keep_typed(self) -> None:
        """Keep what is typed and not saved, here and in forms."""
        self.keeper.changed(self, [*self.entry.drafts(), *app_of(self).drafts.values()])

    def on_desk_written(self, event: Keeper.Written) -> None:
        """Go on keeping; say why where it did not work."""
        app_of(self).forms_kept(self.keeper.kept, event.why)
        if event.why:
            self.entry.flash(speech.trouble("What you type is not kept on disk", event.why))
        self.keeper.written(self)

    async def on_came(self, event: messages.Came) -> None:
        """Show what others did, unless somebody is typing or reading already."""
        self.since = event.since
        if event.since is None:
            return
        if self.entry.field.value or self.list_.has_focus or self.results is not None:
            count = len(event.since.lines)
            own = speech.restored(self._brought_back)
            own = [*own, ("   ", QUIET)] if self._brought_back else []
            self.entry.flash([*own, (f"{count} new lines by others since you were here  ", QUIET),
                              ("esc s", "accent bold"), (" shows them", QUIET)])  # fmt: skip
        else:
            await self._show_since(event.since)

    async def action_since(self) -> None:
        """Show again what others did."""
        if self.since is None:
            self._say("nobody else wrote anything since you were here")
        else:
            await self._show_since(self.since)
            self.list_.focus()

    async def _show_since(self, since: Since) -> None:
        if self.status is None:
            return
        await self._drop_results()
        log = Log(self.status, app_of(self).site_time().date(), more=False)
        log.add(since.lines)
        self.query_text, self.results, self.since_shown = "", Timeline(id="since"), True
        self.timeline.display = False
        await self.mount(self.results, after=self.timeline)
        self.results.fill(log)
        self.entry.post_message(self.entry.Told())
        self.reveal(since.lines)

    async def _drop_results(self) -> None:
        shown, self.since_shown = self.since_shown, False
        await super()._drop_results()
        if shown:
            self.entry.post_message(self.entry.Told())


def title(since: Since, clock: int) -> tuple[list[Piece], list[Piece]]:
    """Return the title above what others did: ``Since Mon 15:10 ── 14 lines by others``."""
    count = len(since.lines)
    at = f"{times.short_day(since.at.date())} {times.hour(since.at, clock)}"
    least = "≥ " if since.at_least else ""
    words = f"{least}{count} line{'' if count == 1 else 's'} by others   "
    return (
        [(f"Since you were here, {at}", STRONG)],
        [(words, QUIET), ("esc", "accent bold"), (" today's log", QUIET)],
    )
