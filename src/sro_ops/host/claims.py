"""Who has which name: of two plugins that want one, the first to load keeps it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sro_ops.errors import Refused

HOST = "sro-ops"


class Claims:
    """Names that are taken, by kind: ``prefix HS`` by ``halls``."""

    def __init__(self, taken: Mapping[str, Collection[str]] | None = None) -> None:
        """Begin with the host's own names.

        Args:
            taken: kind (``verb``, ``prefix``, ``command`` …) to the names that the host has.
        """
        kinds = (taken or {}).items()
        self._owners = {(kind, name): HOST for kind, names in kinds for name in names}

    def owner(self, kind: str, name: str) -> str | None:
        """Return who has a name."""
        return self._owners.get((kind, name))

    def take(self, kind: str, names: Iterable[str], plugin: str) -> None:
        """Take names for a plugin.

        Raises:
            Refused: another has one of them; nothing is taken then.
        """
        wanted = list(names)
        for name in wanted:
            owner = self.owner(kind, name)
            if owner not in (None, plugin):
                raise Refused(f'the {kind} "{name}" is taken by {owner}')
        self._owners.update({(kind, name): plugin for name in wanted})

    def release(self, plugin: str, kept: Collection[str] = ()) -> None:
        """Give back a plugin's names, but for the kinds that are `kept`."""
        self._owners = {
            key: owner for key, owner in self._owners.items() if owner != plugin or key[0] in kept
        }
