"""Patrol's own table in the settings, ``[patrol]``."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from sro_ops import plugin_settings


class PatrolSettings(BaseModel):
    """What a site may set.

    Attributes:
        forgotten_after: hours on duty after which a shift that nobody ended needs somebody.
        bolo_days: days for which a BOLO is in force that says no end itself.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    forgotten_after: int = Field(default=14, ge=1, le=72)
    bolo_days: int = Field(default=7, ge=1, le=366)


def settings() -> PatrolSettings:
    """Return what the site has set."""
    return plugin_settings(PatrolSettings)
