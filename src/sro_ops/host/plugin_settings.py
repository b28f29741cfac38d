"""The validated settings of plugins, for the plugins themselves."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel

from sro_ops.errors import Refused

Model = TypeVar("Model", bound=BaseModel)

_current: dict[type[BaseModel], BaseModel] = {}


def plugin_settings(model: type[Model]) -> Model:
    """Return the settings of the plugin whose hook `sro_settings` returned this schema.

    Raises:
        Refused: no plugin that is loaded has this schema; it is too early, or the wrong class.
    """
    found = _current.get(model)
    if not isinstance(found, model):
        todo = "Call it after loading, with the class that sro_settings returns"
        raise Refused(f"no settings of {model.__name__} are loaded", "", todo)
    return found


def keep(values: BaseModel) -> None:
    """Make a plugin's settings the current ones; the last loaded count."""
    _current[type(values)] = values


def drop(values: BaseModel) -> None:
    """Take a plugin's settings back, where they are still the current ones."""
    if _current.get(type(values)) is values:
        del _current[type(values)]
