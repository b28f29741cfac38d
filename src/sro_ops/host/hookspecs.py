"""The hooks, version 1: everything that sro-ops asks of a plugin.

A plugin implements the hooks that it needs, in its `__init__.py`, as functions of the same name
with `@hookimpl`. An implementation may leave out arguments that it does not use. Hooks that declare
something are called once, while the plugin loads, and what they return is checked there; hooks that
act are called when their moment comes, each in a box of its own: an implementation that raises is
noted in the plugins' log, the others are asked all the same, and after five faults the plugin is
switched off until sro-ops starts again.

Version 1 only grows: hooks and arguments are added, none is taken away or changes its meaning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sro_ops.host.markers import hookspec

if TYPE_CHECKING:
    import click
    from pydantic import BaseModel

    from sro_ops.host import contributions, replies
    from sro_ops.host.context import Context
    from sro_ops.records.record import Record
    from sro_ops.records.verbs import Verb
    from sro_ops.store.model import Actor, Line


@hookspec
def sro_record_types() -> Iterable[type[Record]]:  # type: ignore[empty-body]
    """Declare the record types of this plugin. Since api 1.

    Called once, at loading. Each type's name and prefix must stand under `[types]` in plugin.toml,
    and each of those must be returned. Table, numbers, journal lines, search, and the commands
    `add`, `edit`, `move`, `show` and `types` follow from the class.

    Returns: Subclasses of `sro_ops.Record`.

    Example::
        @hookimpl
        def sro_record_types():
            return [HallSweep]
    """


@hookspec
def sro_verbs() -> Iterable[Verb]:  # type: ignore[empty-body]
    """Declare the words that begin a line on the entry line. Since api 1.

    Called once, at loading, after `sro_record_types`. A word has two letters or more (one-letter
    words belong to the site) and is taken by one plugin only; its type is one of the plugin's own,
    and its `text`, `money` and `defaults` are fields of that type.

    Returns: `sro_ops.Verb` objects.

    Example::
        @hookimpl
        def sro_verbs():
            return [Verb("sweep", "halls.sweep", "Log a sweep of the halls", "sweep hall-a clear")]
    """


@hookspec
def sro_scan(code: str, context: Context) -> replies.ScanMatch | None:
    """Say whose a scanned code is. Since api 1.

    Called with one word that was scanned, or typed alone on the entry line or for `sro-ops log`,
    off the screen's thread; digits alone open a record and are no code. Answer only for a code
    that this plugin knows exactly, and answer quickly. Where one plugin alone knows it, its line
    is kept in the place of the code; or, where the answer has a `keep`, that is called, keeps the
    scan where it belongs (a part of a tour, a punch of a shift), and says what became of it in a
    `sro_ops.ScanKept`, or returns None where the scan is its line after all. A `ScanKept` may
    hold a question, which is asked of who scanned. A `keep` that raises `sro_ops.Refused` keeps
    nothing, and its line says why; one that fails otherwise is a fault, and the code is kept as a
    note.

    Args:
        code: what the scanner sent, without the line end: ``CP-0007``.
        context: what this plugin works in: it reads as the operator who scanned.

    Returns: A `sro_ops.ScanMatch` with the entry line that the scan stands for, or with what keeps
        it; None for a code of somebody else.

    Example::
        @hookimpl
        def sro_scan(code, context):
            with context.read() as session:
                found = session.scalar(select(Checkpoint).where(Checkpoint.code == code))
            if found:
                return ScanMatch(f"Checkpoint {found.text}", f"patrol {found.text} scanned")
    """


@hookspec
def sro_screens() -> Iterable[contributions.ScreenContribution]:  # type: ignore[empty-body]
    """Declare screens for the console. Since api 1.

    Called once, at loading. Collected and checked; `sro-ops plugins --json` lists them. `load` is
    not called then: it is what imports Textual and the screen's own module.

    Returns: `sro_ops.ScreenContribution` objects; names are unique among all plugins.

    Example::
        def load_sweeps():
            from sro_halls.screens import SweepScreen
            return SweepScreen

        @hookimpl
        def sro_screens():
            return [ScreenContribution("halls", "Hall sweeps", load_sweeps)]
    """


@hookspec
def sro_panels() -> Iterable[contributions.PanelContribution]:  # type: ignore[empty-body]
    """Declare panels for the Desk. Since api 1.

    Called once, at loading. A panel's title must stand under `panels` in plugin.toml, so that it
    has its place before the plugin is loaded. `show` returns a `sro_ops.Panel`; one
    that raises is shown as stopped.

    Returns: `sro_ops.PanelContribution` objects.

    Example::
        @hookimpl
        def sro_panels():
            return [PanelContribution("Halls", show_halls, order=40)]
    """


@hookspec
def sro_deadlines(  # type: ignore[empty-body]
    session: Any, now: datetime, zones: Mapping[str, str]
) -> Iterable[replies.Deadline]:
    """Say what needs attention, and by when. Since api 1.

    Called whenever somebody asks what is due, off the screen's thread.

    Args:
        session: a guarded session for reading: it sees what the asking operator may see.
        now: the moment that is asked about, aware, in UTC.
        zones: the time zone of each site by its code: ``America/Chicago``.

    Returns: `sro_ops.Deadline` objects, overdue ones included; done ones left out.

    Example::
        @hookimpl
        def sro_deadlines(session, now):
            unfinished = session.scalars(select(HallSweep).where(HallSweep.state == "open"))
            return [
                Deadline("Finish the sweep", sweep.occurred_from + HOUR, sweep.number)
                for sweep in unfinished
            ]
    """


@hookspec
def sro_header(session: Any, site: str, now: datetime) -> Iterable[replies.HeaderFact]:  # type: ignore[empty-body]
    """Say what stands in the first row of every screen. Since api 1.

    Called after commits and every minute, off the screen's thread. The row is short: two facts are
    shown at most, on a wide screen, so answer only with what everybody at the desk must know.

    Args:
        session: a guarded session for reading: it sees what the operator at the desk may see.
        site: the code of the Desk's site.
        now: the present moment, aware, in the site's zone.

    Returns: `sro_ops.HeaderFact` objects, the most telling first.

    Example::
        @hookimpl
        def sro_header(session, site, now):
            going = select(HallSweep).where(HallSweep.state == "open", HallSweep.site == site)
            return [
                HeaderFact("Sweep", sweep.number, sweep.occurred_from)
                for sweep in session.scalars(going.limit(2))
            ]
    """


@hookspec
def sro_reports() -> Iterable[contributions.ReportContribution]:  # type: ignore[empty-body]
    """Declare reports. Since api 1.

    Called once, at loading. `sro-ops reports` lists them; `sro-ops report NAME` prints one as text,
    CSV, JSON, HTML or PDF. The function of a report is called when it is printed.

    Returns: `sro_ops.ReportContribution` objects; names are unique among all plugins.

    Example::
        def sweeps(ask):
            found = Counter(line.place for _, lines in ask.days() for line in lines)
            yield Chart("Sweeps by hall", sorted(found.items()))

        @hookimpl
        def sro_reports():
            return [ReportContribution("halls.sweeps", "Hall sweeps", sweeps)]
    """


@hookspec
def sro_importers() -> Iterable[contributions.ImporterContribution]:  # type: ignore[empty-body]
    """Declare readers of files that the import mappings do not cover. Since api 1.

    Called once, at loading. Collected and checked; `sro-ops plugins --json` lists them.

    Returns: `sro_ops.ImporterContribution` objects; names are unique among all plugins.

    Example::
        @hookimpl
        def sro_importers():
            return [ImporterContribution("halls.sheet", "halls.sweep", "The old sheet", read_sheet)]
    """


@hookspec
def sro_commands() -> Iterable[click.Command]:  # type: ignore[empty-body]
    """Declare shell commands. Since api 1.

    Called once, at loading. A command's name must stand under `[commands]` in plugin.toml, with the
    help that `sro-ops --help` prints; the plugin is imported when its command is called. With
    `@sro_ops.with_context` a command gets its context as the first argument, open as who is asking.

    Returns: `click.Command` or `click.Group` objects.

    Example::
        @click.command("halls")
        @with_context
        def halls(context):
            "Say how many sweeps there were."
            with context.read() as session:
                print(session.scalar(select(func.count(HallSweep.id))))

        @hookimpl
        def sro_commands():
            return [halls]
    """


@hookspec
def sro_services() -> Iterable[contributions.ServiceContribution]:  # type: ignore[empty-body]
    """Declare what runs on for as long as a desk does: serial lines, timers. Since api 1.

    Called once, at loading. The console runs each in a thread of its own while it is open; one that
    raises is noted and begun again after a pause. A service acts as its desk, at the desk's site:
    it holds every permission below the plugin's name, and sees general records and those of the
    classes of the plugin's own types.

    Returns: `sro_ops.ServiceContribution` objects; names are unique among all plugins.

    Example::
        def watch(context, stop):
            while not stop.wait(60):
                with context.write() as session:
                    session.add(HallSweep(text="looked around"))

        @hookimpl
        def sro_services():
            return [ServiceContribution("halls", "Looks around every minute", watch)]
    """


@hookspec
def sro_settings() -> type[BaseModel]:  # type: ignore[empty-body]
    """Declare the schema of this plugin's own table in the settings. Since api 1.

    Called once, at loading. The table's name stands under `settings` in plugin.toml. A table that
    does not fit stops this plugin alone, with the file, the line and the nearest key. Without the
    table the schema's defaults stand. `sro_ops.plugin_settings(HallSettings)` returns the validated
    settings, in any function that is called after loading. A field of type `sro_ops.Secret` may be
    written `{env = "NAME"}` or `{file = "path"}`.

    Returns: A pydantic model class. Give it `extra="forbid"`, or misspelled keys go unseen.

    Example::
        class HallSettings(BaseModel):
            model_config = ConfigDict(extra="forbid", frozen=True)
            minutes: int = 10

        @hookimpl
        def sro_settings():
            return HallSettings
    """


@hookspec
def sro_before_save(record: Record, changes: Mapping[str, Any], verb: str, actor: Actor) -> None:
    """Refuse a record before it is saved: a district's veto. Since api 1.

    Called within the transaction, for every record of every type that is added or changed, the
    host's own included. Raise `sro_ops.Refused` with the reason, in words that tell the officer
    what to do; nothing is saved then, and every other implementation has been asked too. Any other
    error is a fault of the plugin: it is noted, and the record is saved.

    Args:
        record: the record as it would be saved. Do not change it.
        changes: the changed fields, name to new value.
        verb: what is being done: ``logged``, ``amended``, ``moved``, ``struck`` …
        actor: who does it.

    Example::
        @hookimpl
        def sro_before_save(record, verb):
            if record.type == "halls.sweep" and verb == "logged" and not record.place:
                raise Refused("a sweep needs a place", todo="Add @hall-a")
    """


@hookspec
def sro_after_commit(lines: Sequence[Line]) -> None:
    """React to what was committed at this desk. Since api 1.

    Called after the commit, once for each transaction, off the screen's thread. What was saved
    stays saved, whatever happens here.

    Args:
        lines: the journal lines of the transaction, in their order.

    Example::
        @hookimpl
        def sro_after_commit(lines):
            for line in lines:
                if line.type == "halls.sweep":
                    light_the_lamp()
    """


@hookspec
def sro_demo_day(  # type: ignore[empty-body]
    day: date, seed: int, front: bool
) -> Iterable[replies.DemoEntry]:
    """Say what happens on the demo day. Since api 1.

    Called by `sro-ops demo`: once for each school day of the year behind, and once for the day in
    front, whose lines arrive while somebody looks. The same day and seed give the same lines.

    Args:
        day: the day that is played, in the site's own calendar: school days only.
        seed: for `random.Random(f"{seed} {day}")`.
        front: whether it is the day in front, which is told in full. On the days behind, tell what
            a year brings: less of it, and each thing as seldom as it is.

    Returns: `sro_ops.DemoEntry` objects: lines that somebody types, and when; or, on the day in
        front, what the plugin does at that time in the place of a line.

    Example::
        @hookimpl
        def sro_demo_day(day, seed):
            return [DemoEntry(time(8, 2), "sweep hall-a clear")]
    """
