"""The house, open: settings, store, plugins, this desk, and who is acting.

Both faces stand on it: a shell command opens it for one answer, the console for a shift.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sro_ops.access.operators import maker
from sro_ops.errors import Refused
from sro_ops.host.catalog import plugins as catalog
from sro_ops.host.installed import owners
from sro_ops.host.load import LoadOptions, load_plugins
from sro_ops.host.plugin_host import PluginHost
from sro_ops.host.stages import Candidate
from sro_ops.host.wiring import wire
from sro_ops.records.entry import Bell, Entry, EntryContext, Place, Places, parse
from sro_ops.records.note import NOTE, Note
from sro_ops.records.numbers import by_count, parse_number
from sro_ops.records.page import Shown
from sro_ops.records.places import PlaceRule
from sro_ops.records.record import Record
from sro_ops.records.verbs import Verb
from sro_ops.settings.load import check_tables, load, read_table
from sro_ops.settings.quick import store_address
from sro_ops.settings.roles import SHIPPED
from sro_ops.settings.schema import Settings
from sro_ops.settings.source import SettingsFile
from sro_ops.settings.tables import read_bells, read_places
from sro_ops.store.canonical import from_utc_text
from sro_ops.store.desk import Desk, alarm, remember, this_desk
from sro_ops.store.migrations.plugin import migrate_plugin
from sro_ops.store.model import Actor
from sro_ops.store.store import Store
from sro_ops.text import nearest


@dataclass
class House:
    """What is open.

    `actor` is this desk alone until somebody has signed on. `alarm` says that a chain is shorter
    than this desk has seen it, or ends otherwise: lines were lost or the store was swapped.
    """

    file: SettingsFile
    settings: Settings
    store: Store
    plugins: PluginHost
    desk: Desk
    actor: Actor
    site: str
    site_given: bool
    places: Places = field(default_factory=Places)
    bells: Sequence[Bell] = ()
    alarm: str | None = None

    @property
    def zone(self) -> str:
        """The time zone of the site."""
        return self.store.zones.get(self.site, "UTC")

    @property
    def roles(self) -> dict[str, tuple[str, ...]]:
        """Every role and what it allows."""
        return roles_of(self.settings)

    @property
    def verbs(self) -> dict[str, Verb]:
        """Every verb by its word, the host's own first."""
        return {NOTE.word: NOTE, **self.plugins.verbs}

    def now(self) -> datetime:
        """Return the present moment in the site's zone."""
        return self.store.clock().astimezone(ZoneInfo(self.zone))

    def context(self) -> EntryContext:
        """Return what a typed line is read against."""
        return EntryContext(
            now=self.now(),
            verbs=self.verbs,
            aliases=self.settings.verbs,
            places=self.places,
            bells=self.bells,
            clock=self.settings.console.clock,
        )

    def read_again(self, text: str, number: str, site: str) -> Entry:
        """Return a line that is typed again to correct a record: ``-20m`` counts as it did then."""
        with self.store.read(self.actor) as session:
            then = session.find(number, site).recorded_at
        context = self.context()
        return parse(text, replace(context, now=then.astimezone(context.now.tzinfo)))

    def read_line(self, text: str, when: str | None = None, place: str | None = None) -> Entry:
        """Return a typed line as understood; `when` and `place` come from options.

        Raises:
            Refused: for a time or a place of an option that is not understood.
        """
        context = self.context()
        entry = parse(text, context)
        if when is not None:
            timed = parse(when, context)
            if not timed.stated or timed.text:
                raise Refused(f'"{when}" is no time', "--at", "Write 11:42, -20m or yest 14:40")
            entry = replace(
                entry, stated=True, occurred_from=timed.occurred_from, occurred_to=timed.occurred_to
            )
        if place is not None:
            entry = replace(entry, place=self.place(self.place_code(place)))
        return entry

    def place(self, text: str) -> Place | None:
        """Return the place whose code or whole name `text` is, or None."""
        words = text.split()
        found = self.places.find(words)
        return found[0][0] if found and found[1] == len(words) and len(found[0]) == 1 else None

    def place_code(self, text: str) -> str:
        """Return the code of a place by its code or name.

        Raises:
            Refused: no such place; names the nearest.
        """
        found = self.place(text)
        if found is not None:
            return found.code
        close = self.places.nearest(text)
        raise Refused(f'no place "{text}"', todo=f"Nearest: {close.name}" if close else "")

    def with_place(self, texts: Mapping[str, str]) -> dict[str, str]:
        """Return texts of fields with the place, where one is named, by its code.

        Raises:
            Refused: no such place; names the nearest.
        """
        named = texts.get("place", "").strip()
        return {**texts, "place": self.place_code(named)} if named else dict(texts)

    def place_name(self, code: str | None) -> str:
        """Return what a place is called; its code where it is not in the list any more."""
        found = self.place(code) if code else None
        return found.name if found else code or ""

    def field_text(self, shown: Shown, site: str) -> str:
        """Return a field's value in words: a place by its name, a time by the site's clocks."""
        if shown.kind == "time" and shown.value:
            local = from_utc_text(shown.value).astimezone(ZoneInfo(self.store.zones[site]))
            return f"{local:%a %d %b %Y %H:%M}"
        return self.place_name(shown.text) if shown.place else shown.text

    def record_class(self, name: str) -> type[Record]:
        """Return the class of a record type by its name, short where that is unique.

        Raises:
            Refused: no such type, or its plugin is not loaded; names the nearest.
        """
        type_ = self.type_name(name)
        cls = self.store.classes.get(type_)
        if cls is None or not issubclass(cls, Record):
            raise Refused("its plugin is not loaded", type_, "See `sro-ops plugins`")
        return cls

    def type_name(self, name: str) -> str:
        """Return the whole name of a record type: ``sweep`` → ``halls.sweep`` where it is unique.

        Raises:
            Refused: no such type, or several; names them.
        """
        if name in self.store.kinds:
            return name
        ends = [kind for kind in self.store.kinds if kind.split(".")[1] == name]
        if len(ends) == 1:
            return ends[0]
        if ends:
            raise Refused(f'"{name}" could be several types', todo=f"One of: {', '.join(ends)}")
        close = nearest(name, self.store.kinds)
        todo = f"Nearest: {close}" if close else "`sro-ops types` lists them"
        raise Refused(f'no record type "{name}"', todo=todo)

    def number(self, text: str) -> tuple[str, str]:
        """Return (site, number) of a record as somebody typed it; a bare count is one too.

        Raises:
            Refused: it is no number, or its site is not known.
        """
        year = self.now().year
        if text.strip().isdecimal():
            prefixes = [kind.prefix for kind in self.store.kinds.values()]
            with self.store.read(self.actor) as session:
                return self.site, by_count(session, int(text), prefixes, year, self.site)
        site, number = parse_number(text, year, self.site)
        return self.store.site(site), number

    def allow(self, permission: str) -> None:
        """Refuse the acting operator what no role of theirs allows.

        Raises:
            Refused: names the permission.
        """
        if not self.actor.may(permission):
            raise Refused(f"you have no right to do that ({permission})")


@contextmanager
def open_house(
    file: SettingsFile,
    safe_mode: bool = False,
    site: str = "",
    extra: Sequence[Path] = (),
    commands: Collection[str] = (),
) -> Iterator[House]:
    """Open settings, store and plugins; a plugin that fails is named, and the rest goes on.

    Args:
        file: the settings file.
        safe_mode: load first-party plugins alone.
        site: the site that was asked for; else the settings' own, or the only one.
        extra: folders of further plugins.
        commands: the shell's own commands, which no plugin may take.

    Raises:
        Refused: the settings are wrong, or there is no such site.
        Unreachable: the store cannot be opened.
    """
    settings = load(file)
    url = store_address(file)
    store = Store(url)
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


def roles_of(settings: Settings) -> dict[str, tuple[str, ...]]:
    """Return every role, shipped and from the settings, with its permissions."""
    names = sorted({*SHIPPED, *settings.roles})
    return {name: tuple(settings.permissions(name) or ()) for name in names}


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
