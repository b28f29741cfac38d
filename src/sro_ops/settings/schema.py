"""The settings of the host, key by key: the one place that says which there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from sro_ops.settings.roles import SHIPPED
from sro_ops.settings.values import (
    FilePath,
    LockAfter,
    Locked,
    Permission,
    SiteCode,
    StoreAddress,
    Theme,
    VerbWord,
    Zone,
)

RecordClass = Literal["general", "directory", "education", "law_enforcement_unit", "medical"]


class Table(BaseModel):
    """A table of the settings: frozen, and a key that it does not know is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Site(Table):
    """`[site]`: the school that this desk stands in."""

    code: SiteCode | None = Field(default=None, description="Short code, as in OHS/P-2026-0142.")
    name: str | None = Field(default=None, description="Name of the school, as printed.")
    timezone: Zone | None = Field(default=None, description="IANA zone, like America/Chicago.")
    places: FilePath | None = Field(
        default=None, description="CSV of places: code, name, kind, building."
    )
    note_class: RecordClass = Field(
        default="law_enforcement_unit", description="The record class of notes at this site."
    )


class Access(Table):
    """`[access]`: how operators sign on."""

    sign_on: Literal["pin", "os_user"] = Field(
        default="pin", description="pin: badge and PIN. os_user: the system's user."
    )
    lock_after: LockAfter = Field(
        default=timedelta(minutes=10),
        description="How long a desk may idle before it locks, like 10m.",
    )


class Role(Table):
    """`[roles.NAME]`: what a role may do; replaces the shipped role of that name."""

    permissions: tuple[Permission, ...] = Field(description="Names, or patterns that end in .*")


class Console(Table):
    """`[console]`: how the console looks and behaves on this machine."""

    theme: Theme = Field(
        default="night", description="night, day, contrast, terminal, or a theme file."
    )
    keymap: FilePath | None = Field(default=None, description="File of keys that differ.")
    clock: Literal[12, 24] = Field(default=24, description="12 or 24 hours.")
    bells: FilePath | None = Field(default=None, description="CSV of bells: period, start, end.")
    emergency: FilePath | None = Field(default=None, description="What the emergency card says.")


class Settings(BaseModel):
    """The whole settings, validated; a default stands where the file is silent."""

    model_config = ConfigDict(
        frozen=True,
        extra="allow",
        hide_input_in_errors=True,
        json_schema_extra={"additionalProperties": {"type": ["object", "array"]}},
    )

    store: StoreAddress | None = Field(default=None, description="Address of the store.")
    plugin_dirs: tuple[FilePath, ...] = Field(
        default=(), description="Folders that hold plugin folders."
    )
    form_dirs: tuple[FilePath, ...] = Field(default=(), description="Folders that hold form files.")
    disabled_plugins: tuple[str, ...] = Field(
        default=(), description="Names of plugins to leave out."
    )
    jurisdiction: str | None = Field(
        default=None, description="Whose rules set deadlines and forms."
    )
    site: Site = Site()
    access: Access = Access()
    roles: Annotated[Mapping[str, Role], Locked] = Field(default_factory=dict)
    console: Console = Console()
    verbs: Annotated[Mapping[VerbWord, str], Locked] = Field(
        default_factory=dict, description="The site's own verbs: p = patrol."
    )

    @property
    def plugin_tables(self) -> Mapping[str, Any]:
        """The tables that the host has no keys for, raw: each plugin's schema validates its own."""
        return self.model_extra or {}

    def permissions(self, role: str) -> tuple[str, ...] | None:
        """Return what a role holds, shipped roles included; None if there is no such role."""
        if role in self.roles:
            return self.roles[role].permissions
        return SHIPPED.get(role)
