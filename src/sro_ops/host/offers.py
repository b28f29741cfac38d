"""What one plugin declared, held against its manifest and against what others have."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sro_ops.errors import Refused
from sro_ops.host.claims import Claims
from sro_ops.host.contributions import (
    ImporterContribution,
    PanelContribution,
    ReportContribution,
    ScreenContribution,
    ServiceContribution,
)
from sro_ops.host.manifest import Manifest
from sro_ops.host.naming import in_manifest, once
from sro_ops.host.verbs_of import settled_verbs
from sro_ops.records.verbs import Verb

if TYPE_CHECKING:
    import click

    from sro_ops.records.record import Record


@dataclass(frozen=True, slots=True)
class Offers:
    """What one plugin declared, checked."""

    record_types: tuple[type[Record], ...] = ()
    verbs: tuple[Verb, ...] = ()
    screens: tuple[ScreenContribution, ...] = ()
    panels: tuple[PanelContribution, ...] = ()
    reports: tuple[ReportContribution, ...] = ()
    importers: tuple[ImporterContribution, ...] = ()
    commands: tuple[click.Command, ...] = ()
    services: tuple[ServiceContribution, ...] = ()

    def names(self) -> dict[str, tuple[str, ...]]:
        """Return the names of what there is, by kind; kinds without any left out."""
        found = {f.name: tuple(map(_name_of, getattr(self, f.name))) for f in fields(self)}
        return {kind: names for kind, names in found.items() if names}


def _name_of(offer: Any) -> str:
    kind = getattr(offer, "kind", None)
    if kind is not None:
        return str(kind().type)
    return str(getattr(offer, "word", None) or getattr(offer, "name", None) or offer.title)


Ask = Callable[[str], list[Any]]
"""Asks the plugin's implementation of a declaring hook and returns what it declared."""


def collect(manifest: Manifest, ask: Ask, claims: Claims, words: Mapping[str, str]) -> Offers:
    """Ask a plugin for everything that it declares, and check it.

    Args:
        manifest: what its plugin.toml says; what it declares must stand there.
        ask: asks one hook.
        claims: who has which name; the plugin takes its own.
        words: the site's verbs, word to verb or record type.

    Raises:
        Refused: something is wrong; says what, and what to do.
        TypeError: something is of the wrong shape.
    """
    name = manifest.name
    types = _record_types(manifest, _all(ask, "sro_record_types", type))
    verbs = settled_verbs(manifest, _all(ask, "sro_verbs", Verb), types, claims, words)
    offers = Offers(
        record_types=types,
        verbs=verbs,
        screens=_all(ask, "sro_screens", ScreenContribution),
        panels=_all(ask, "sro_panels", PanelContribution),
        reports=_all(ask, "sro_reports", ReportContribution),
        importers=_all(ask, "sro_importers", ImporterContribution),
        commands=_commands(ask),
        services=_all(ask, "sro_services", ServiceContribution),
    )
    in_manifest("panel", [p.title for p in offers.panels], manifest.panels, "panels")
    commands = [str(command.name) for command in offers.commands]
    in_manifest("command", commands, manifest.commands, "[commands]")
    for importer in offers.importers:
        in_manifest("record type", [importer.type], manifest.types, "[types]")
    claims.take("verb", (verb.word for verb in verbs), name)
    claims.take("command", commands, name)
    for kind in ("screens", "reports", "importers", "services"):
        names = [offer.name for offer in getattr(offers, kind)]
        once(kind.removesuffix("s"), names)
        claims.take(kind.removesuffix("s"), names, name)
    return offers


def _all(ask: Ask, hook: str, shape: type[Any]) -> tuple[Any, ...]:
    declared = ask(hook)
    for one in declared:
        if not isinstance(one, shape):
            wanted = "Record classes" if shape is type else f"{shape.__name__} objects"
            raise TypeError(f"{hook} should return {wanted}, not {_shown(one)}")
    return tuple(declared)


def _shown(value: object) -> str:
    return f"{type(value).__name__} {value!r}"[:80]


def _commands(ask: Ask) -> tuple[click.Command, ...]:
    declared = ask("sro_commands")
    if not declared:
        return ()
    import click

    return _all(lambda hook: declared, "sro_commands", click.Command)


def _record_types(manifest: Manifest, declared: tuple[Any, ...]) -> tuple[type[Record], ...]:
    if not declared and not manifest.types:
        return ()
    from sro_ops.records.record import Record

    known = manifest.types
    for cls in declared:
        if not issubclass(cls, Record) or cls is Record:
            raise TypeError(f"sro_record_types should return Record classes, not {cls.__name__}")
        kind = cls.kind()
        in_manifest("record type", [kind.type], known, "[types]")
        if known[kind.type] != kind.prefix:
            what = f'{kind.type} has the prefix {kind.prefix}, but "{known[kind.type]}"'
            raise Refused(f"{what} in plugin.toml")
    names = [cls.kind().type for cls in declared]
    once("record type", names)
    for missing in known.keys() - set(names):
        raise Refused(f'sro_record_types does not return "{missing}", which plugin.toml names')
    return declared
