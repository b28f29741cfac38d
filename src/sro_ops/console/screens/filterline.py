"""The filter above a record list, and the second line beneath it."""

from __future__ import annotations

from collections.abc import Sequence

from textual.strip import Strip

from sro_ops.console.entry.field import EntryField
from sro_ops.console.kit.bars import Bar, inks_of
from sro_ops.console.kit.ink import PLAIN, QUIET, trim
from sro_ops.console.kit.plain import shown


class Second(Bar):
    """The second line: the whole text of the chosen row."""

    GROUND = "surface"


class FilterLine(EntryField):
    """What the list shows, always in sight; `/` lets one type in it.

    Attributes:
        said: the filter as it was understood, which stands there while nobody types.
    """

    DEFAULT_CSS = "FilterLine { margin: 0 1 0 0; }"
    said: Sequence[str] = ()

    def render_line(self, y: int) -> Strip:
        """Return what is typed; at rest, what was understood."""
        if self.has_focus:
            return super().render_line(y)
        said = self.said or ((self.value or "everything"),)
        pieces = [(shown("   ".join(said)), PLAIN if self.value else QUIET)]
        return inks_of(self).strip(trim(pieces, self.size.width), self.size.width)
