"""The app as the console's own screens know it; the kit knows less (`kit.bars.Stand`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from textual.widget import Widget

    from sro_ops.console.app import SroApp


def app_of(widget: Widget) -> SroApp:
    """Return the app as what it is."""
    return cast("SroApp", widget.app)
