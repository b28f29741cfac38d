"""An app in our own themes, with or without a store behind it."""

from __future__ import annotations

from sro_ops.console import themes
from sro_ops.console.containment import Contained


class Dressed(Contained):
    """The app in its colours; `dress` when it is made."""

    def dress(self, theme: str) -> None:
        """Take up the shipped themes, and put one on; night for one that there is not."""
        for own in themes.THEMES:
            self.register_theme(own)
        self.theme = theme if theme in self.available_themes else "night"

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Return our own variables for themes that lack them."""
        return themes.variable_defaults(self.current_theme.dark)
