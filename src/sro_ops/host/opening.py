"""Opening the house: settings, store and plugins, in the order in which they need each other."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sro_ops.access.operators import maker
from sro_ops.clock import Clock, utc_now
from sro_ops.host.catalog import plugins as catalog
from sro_ops.host.house import House
from sro_ops.host.installed import owners
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.host.stages import Candidate
from sro_ops.host.wiring import wire
from sro_ops.records.entry import Bell, Place, Places
from sro_ops.records.note import NOTE, Note
from sro_ops.records.places import PlaceRule
from sro_ops.settings.load import check_tables, load, read_table
from sro_ops.settings.quick import store_address
from sro_ops.settings.schema import Settings
from sro_ops.settings.source import SettingsFile
from sro_ops.settings.tables import read_bells, read_places
from sro_ops.store.desk import alarm, remember, this_desk
from sro_ops.store.migrations.plugin import migrate_plugin
from sro_ops.store.model import Actor
from sro_ops.store.store import Store


@contextmanager
def open_house(
    file: SettingsFile,
    safe_mode: bool = False,
    site: str = "",
    extra: Sequence[Path] = (),
    commands: Collection[str] = (),
    clock: Clock = utc_now,
) -> Iterator[House]:
    """Open settings, store and plugins; a plugin that fails is named, and the rest goes on.

    Args:
        file: the settings file.
        safe_mode: load first-party plugins alone.
        site: the site that was asked for; else the settings' own, or the only one.
        extra: folders of further plugins.
        commands: the shell's own commands, which no plugin may take.
        clock: tells the time.

    Raises:
        Refused: the settings are wrong, or there is no such site.
        Unreachable: the store cannot be opened.
    """
    settings = load(file)
    url = store_address(file)
    store = Store(url, clock)
    try:
        store.register([Note])
        found = catalog(file, extra)
        check_tables(file, owners(found))
        plugins = load_plugins(
            found,
            LoadOptions(
                disabled=settings.disabled_plugins,
                safe_mode=safe_mode,
                words=settings.verbs,
                commands=commands,
                migrate=lambda candidate: _migrate(store, candidate),
                configure=lambda table, model: read_table(file, table, model),
            ),
        )
        store.register(plugins.record_types)
        wire(store, plugins)
        store.record_classes[NOTE.type] = settings.site.note_class
        at, places = _site(store, site, settings), _places(settings)
        store.rules.append(PlaceRule(places, at))
        desk = this_desk(url)
        store.introduce(desk)
        yield House(
            file, settings, store, plugins, desk, Actor(desk.id, maker(desk.id).scope),
            at, bool(site), Places(places), _bells(settings),
            alarm(desk, store.heads()),
        )  # fmt: skip
        remember(url, desk, store.heads())
    finally:
        store.close()


def _migrate(store: Store, candidate: Candidate) -> None:
    folder = Path(candidate.module.__file__ or "").parent / "migrations"
    classes = candidate.offers.record_types
    migrate_plugin(store, candidate.manifest.name, classes, folder if folder.is_dir() else None)
    store.remember(classes)


def _site(store: Store, asked: str, settings: Settings) -> str:
    wanted = asked or settings.site.code or ""
    if not wanted and len(store.sites) != 1:
        return ""
    return store.site(wanted)


def _places(settings: Settings) -> list[Place]:
    path = settings.site.places
    return [Place(*row) for row in read_places(path)] if path else []


def _bells(settings: Settings) -> tuple[Bell, ...]:
    path = settings.console.bells
    return tuple(Bell(*row) for row in read_bells(path)) if path else ()
