"""sro-ops: a security operations console for schools.

This module is the public door for plugins, without a screen: records and fields, verbs and hooks.
(`sro_ops.ui` is the door to the screen, `sro_ops.testing` the one for tests.) Names are imported
when they are first used, so that importing `sro_ops` loads nothing heavy.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # spares `--version` the import of typing
if TYPE_CHECKING:
    from typing import Any

    from sro_ops.cli.common import json_option as json_option
    from sro_ops.cli.of_plugins import emit_rows as emit_rows
    from sro_ops.cli.of_plugins import with_context as with_context
    from sro_ops.cli.output import emit as emit
    from sro_ops.errors import Refused as Refused
    from sro_ops.host.context import Context as Context
    from sro_ops.host.contributions import ImporterContribution as ImporterContribution
    from sro_ops.host.contributions import PanelContribution as PanelContribution
    from sro_ops.host.contributions import ReportContribution as ReportContribution
    from sro_ops.host.contributions import ScreenContribution as ScreenContribution
    from sro_ops.host.contributions import ServiceContribution as ServiceContribution
    from sro_ops.host.markers import hookimpl as hookimpl
    from sro_ops.host.markers import hookspec as hookspec
    from sro_ops.host.panels import Panel as Panel
    from sro_ops.host.panels import PanelRow as PanelRow
    from sro_ops.host.plugin_settings import plugin_settings as plugin_settings
    from sro_ops.host.replies import Deadline as Deadline
    from sro_ops.host.replies import DemoEntry as DemoEntry
    from sro_ops.host.replies import HeaderFact as HeaderFact
    from sro_ops.host.replies import ScanKept as ScanKept
    from sro_ops.host.replies import ScanMatch as ScanMatch
    from sro_ops.records.entry.ahead import until as until
    from sro_ops.records.fields import field as field
    from sro_ops.records.part import Part as Part
    from sro_ops.records.record import Record as Record
    from sro_ops.records.verbs import Verb as Verb
    from sro_ops.records.workflow import Workflow as Workflow
    from sro_ops.reports.asking import ReportAsk as ReportAsk
    from sro_ops.reports.parts import Chart as Chart
    from sro_ops.reports.parts import Column as Column
    from sro_ops.reports.parts import Paragraph as Paragraph
    from sro_ops.reports.parts import Table as Table
    from sro_ops.reports.parts import Total as Total
    from sro_ops.reports.parts import Totals as Totals
    from sro_ops.settings.secrets import Secret as Secret
    from sro_ops.store.entities import Link as Link
    from sro_ops.store.entities import Narrative as Narrative
    from sro_ops.store.entities import Party as Party
    from sro_ops.store.model import Actor as Actor
    from sro_ops.store.model import Line as Line

_WHERE = {
    "Actor": "store.model",
    "Chart": "reports.parts",
    "Column": "reports.parts",
    "Context": "host.context",
    "Deadline": "host.replies",
    "DemoEntry": "host.replies",
    "HeaderFact": "host.replies",
    "ImporterContribution": "host.contributions",
    "Line": "store.model",
    "Link": "store.entities",
    "Narrative": "store.entities",
    "Panel": "host.panels",
    "PanelContribution": "host.contributions",
    "PanelRow": "host.panels",
    "Paragraph": "reports.parts",
    "Part": "records.part",
    "Party": "store.entities",
    "Record": "records.record",
    "Refused": "errors",
    "ReportAsk": "reports.asking",
    "ReportContribution": "host.contributions",
    "ScanKept": "host.replies",
    "ScanMatch": "host.replies",
    "ScreenContribution": "host.contributions",
    "Secret": "settings.secrets",
    "ServiceContribution": "host.contributions",
    "Table": "reports.parts",
    "Total": "reports.parts",
    "Totals": "reports.parts",
    "Verb": "records.verbs",
    "Workflow": "records.workflow",
    "emit": "cli.output",
    "emit_rows": "cli.of_plugins",
    "field": "records.fields",
    "hookimpl": "host.markers",
    "hookspec": "host.markers",
    "json_option": "cli.common",
    "plugin_settings": "host.plugin_settings",
    "until": "records.entry.ahead",
    "with_context": "cli.of_plugins",
}

__all__ = list(_WHERE)


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(f"module 'sro_ops' has no attribute {name!r}")
    value = getattr(import_module(f"sro_ops.{_WHERE[name]}"), name)
    globals()[name] = value
    return value
