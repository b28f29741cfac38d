"""Trying out a plugin's style sheet by itself, before it stands among all the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

if TYPE_CHECKING:
    from sro_ops.console.blame import Owners


def try_styles(cls: type[Widget], owners: Owners, variables: Mapping[str, str]) -> None:
    """Parse the style sheets that a plugin wrote for a class and for those above it.

    Raises:
        ValueError: says which class, and what is wrong.
    """
    sheet = Stylesheet(variables=dict(variables))
    for base in cls.__mro__:
        for name in ("DEFAULT_CSS", "CSS"):
            css = base.__dict__.get(name, "")
            if css and owners.of_class(base):
                sheet.add_source(css, (f"{base.__name__}.{name}", ""))
    try:
        sheet.parse()
    except Exception as error:
        said = str(getattr(error, "errors", "")) or str(error)
        raise ValueError(f"the style sheet of {cls.__name__} is wrong: {said}") from error
