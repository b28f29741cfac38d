"""What the Desk does about what needs you: go there, open it, say it in full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sro_ops.console.kit.ink import PLAIN, QUIET
from sro_ops.console.kit.plain import shown
from sro_ops.console.log.returning import Returning
from sro_ops.console.needs import rows
from sro_ops.console.needs.strip import Needs
from sro_ops.console.whole import app_of

if TYPE_CHECKING:
    from sro_ops.console.source.desk import DeskSource


class NeedsActions(Returning):
    """The part of the Desk that acts on the strip of what needs you."""

    def __init__(self, source: DeskSource) -> None:
        super().__init__(source)
        self.needs = Needs(source.needs)

    def action_attention(self) -> None:
        """Go to the strip, and show all of it."""
        if self.needs.needs:
            self.needs.focus()
        else:
            self._say("nothing is due" if self.needs.needs is not None else "getting ready …")

    def action_list(self) -> None:
        """Go to the list."""
        self.list_.focus()

    def on_needs_opened(self, event: Needs.Opened) -> None:
        """Open the record that it is about, or say how to look into it."""
        need = event.need
        if need.number:
            self.open_record(need.number)
        elif need.plugin:
            self.entry.flash([("sro-ops plugins", PLAIN), (" on the shell says more", QUIET)])
        else:
            self.entry.flash([(shown(need.what), PLAIN)])

    def on_needs_changed(self, event: Needs.Changed) -> None:
        """Say the cursor's row in full."""
        if self.needs.has_focus and self.needs.row is not None:
            now, clock = app_of(self).site_time(), self.entry.clock
            self.entry.rest_on(rows.full(self.needs.row, now, self.names_on, clock))

    def _show_names(self) -> None:
        super()._show_names()
        self.needs.show_names(self.names_on)
