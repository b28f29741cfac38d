"""How each plugin stands: what the Plugins screen and `sro-ops plugins` show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["active", "disabled", "failed", "quarantined"]

STAGES = ("discovery", "manifest", "api", "import", "validate", "migrate", "configure", "activate")
"""The stages of loading, in their order; after the last one a plugin is active."""

WORDS: Mapping[State, str] = {
    "active": "active",
    "disabled": "disabled",
    "failed": "failed",
    "quarantined": "switched off after errors",
}
"""What people read for each state."""


@dataclass(frozen=True, slots=True)
class PluginStatus:
    """How one plugin stands.

    Attributes:
        name: the plugin's name.
        version: its own version; empty where plugin.toml cannot be read.
        source: ``sro-ops``, ``package NAME VERSION``, or a folder.
        state: ``active``, ``disabled``, ``failed`` or ``quarantined``.
        stage: the stage that failed, or ``active``'s last.
        reason: why it is not active, in one line; empty if it is.
        seconds: how long it took to load.
        summary: what it is for.
        hooks: the hooks that it implements.
        offers: what it declared, by kind: ``{"panels": ["Halls"]}``.
        faults: how many faults it has had in this run.
    """

    name: str
    version: str
    source: str
    state: State
    stage: str = ""
    reason: str = ""
    seconds: float = 0.0
    summary: str = ""
    hooks: tuple[str, ...] = ()
    offers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: int = 0

    def as_json(self) -> dict[str, Any]:
        """Return it as `sro-ops plugins --json` prints it."""
        return {**asdict(self), "seconds": round(self.seconds, 4)}
