"""Forms as the house has them: fields from the declaration, texts by the rules of the shell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from sro_ops.console.housed.part import HousedTopic
from sro_ops.console.source.forms import Form, FormField, Understood
from sro_ops.errors import Refused, SroError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sro_ops.host.house import House
    from sro_ops.records.entry.known import People
    from sro_ops.records.field_rules import Field

WHEN, UNTIL, PLACE = "occurred_from", "occurred_to", "place"
_HINTS = {
    "money": "like $400 or 1,250.50",
    "date": "like 2026-10-14",
    "time": "like 11:42, -20m, yest 14:40",
    "place": "a place's name or code",
}
_YES_NO = (("yes", "yes"), ("no", "no"))


class HousedForms(HousedTopic):
    """Forms of the record types that are loaded."""

    def form(self, type_: str) -> Form:
        """Return the form for a new record."""
        cls = self._house().record_class(type_)
        declared = [_field(name, told) for name, told in cls.fields().items()]
        return Form(type_, cls.kind().label, (*declared[:1], *_CORE, *declared[1:]))

    def form_of(self, number: str) -> Form:
        """Return the form that changes a record."""
        from sro_ops.records.record import Record

        house = self._house()
        site, whole = house.number(number)
        with house.store.read(house.actor) as session:
            record = session.find(whole, site)
            if not isinstance(record, Record):
                raise Refused("its plugin is not loaded", whole, "It can be seen, but not changed")
            zone = ZoneInfo(house.store.zones[site])
            texts = {
                name: _text(told, getattr(record, name), zone, house)
                for name, told in record.fields().items()
            }
            texts[WHEN] = _local(record.occurred_from, zone)
            texts[UNTIL] = _local(record.occurred_to, zone)
            texts[PLACE] = house.place_name(record.place)
            type_, version = record.type, record.version
        form = self.form(type_)
        filled = tuple(_with(field, texts[field.name]) for field in form.fields)
        return Form(form.type, form.label, filled, whole, version)

    def understand(self, type_: str, name: str, text: str) -> Understood:
        """Say how a field's text is understood."""
        house = self._house()
        if not text.strip():
            return Understood()
        try:
            words = _words(house, type_, name, text)
            if _names_somebody(house, type_, name):
                return _somebody(house.context().people, text)
            return Understood(words)
        except SroError as error:
            offer = error.todo.removeprefix("Nearest: ") if "Nearest: " in error.todo else ""
            todo = f". {error.todo}" if error.todo else ""
            tab = " (tab takes it)" if offer else ""
            return Understood(error=f"{_capital(error.what)}{todo}{tab}", offer=offer)

    def add(self, type_: str, texts: Mapping[str, str]) -> str:
        """Keep a new record."""
        from sro_ops.records.saving import saved
        from sro_ops.records.values import check_span, read_values

        house = self._house()
        house.allow("core.add")
        cls = house.record_class(type_)
        given = {name: text for name, text in texts.items() if text.strip()}
        record = cls(**read_values(cls, self._plain(house, type_, given), house.zone))
        check_span(record)
        with house.store.write(house.actor, house.site) as session:
            session.add(record)
        return saved(session, record).number

    def edit(self, number: str, version: int, texts: Mapping[str, str], why: str) -> str:
        """Change fields of a record."""
        from sro_ops.records.changing import amend

        house = self._house()
        site, whole = house.number(number)
        with house.store.read(house.actor) as session:
            type_ = session.find(whole, site).type
        plain = self._plain(house, type_, texts)
        return amend(house.store, house.actor, whole, plain, why, site, version).number

    def _plain(self, house: House, type_: str, texts: Mapping[str, str]) -> dict[str, str]:
        """Return texts as the shell takes them: places by code, times in full."""
        cls = house.record_class(type_)
        found = dict(texts)
        for name, text in texts.items():
            timed = name in (WHEN, UNTIL) or (name != PLACE and cls.field(name).kind == "time")
            if timed and text.strip():
                found[name] = _time(house, text, name).isoformat()
        return house.with_place(found)


_CORE = (
    FormField(WHEN, "When", "time", hint="now, unless you say 11:42, -20m or yest 14:40"),
    FormField(UNTIL, "Until", "time"),
    FormField(PLACE, "Place", "place", hint=_HINTS["place"]),
)


def _with(field: FormField, text: str) -> FormField:
    return FormField(
        field.name, field.label, field.kind, field.required, field.choices, field.unit,
        field.hint, text,
    )  # fmt: skip


def _field(name: str, told: Field) -> FormField:
    choices = tuple((told.choices or {}).items())
    if told.kind == "yes/no":
        choices = _YES_NO
    required = told.required and told.kind != "yes/no" and told.default is None
    if choices and not required and told.kind != "yes/no":
        choices = (("", "none"), *choices)
    kind = "place" if told.places else told.kind
    default = told.default if isinstance(told.default, str | int) else ""
    text = ("yes" if default else "no") if told.kind == "yes/no" else str(default)
    if told.kind == "money" and default != "":
        text = f"{int(default) // 100}.{int(default) % 100:02d}"
    unit = told.unit or ("$" if told.kind == "money" else "")
    return FormField(
        name, told.label, kind, required, choices, unit, told.help or _HINTS.get(kind, ""), text
    )


def _text(told: Field, value: Any, zone: ZoneInfo, house: House) -> str:
    """Return a kept value as it may be typed."""
    if value is None:
        return ""
    if told.kind == "yes/no":
        return "yes" if value else "no"
    if told.kind == "money":
        sign = "-" if value < 0 else ""
        return f"{sign}{abs(value) // 100}.{abs(value) % 100:02d}"
    if told.kind == "time":
        return _local(value, zone)
    return house.place_name(value) if told.places else str(value)


def _local(value: datetime | None, zone: ZoneInfo) -> str:
    return f"{value.astimezone(zone):%Y-%m-%d %H:%M}" if value is not None else ""


def _words(house: House, type_: str, name: str, text: str) -> str:
    """Return what a text will be, in words; empty where it says so itself.

    Raises:
        SroError: it is not understood.
    """
    from sro_ops.records.places import PlaceRule
    from sro_ops.records.values import read_value

    if name in (WHEN, UNTIL):
        return f"{_time(house, text, name):%a %d %b %Y, %H:%M}"
    if name == PLACE:
        return _named(house, house.place_code(text.strip()), text)
    told = house.record_class(type_).field(name)
    if told.kind == "time":
        return f"{_time(house, text, told.label):%a %d %b %Y, %H:%M}"
    value = told.check(read_value(told, text, house.zone))
    if told.places:
        rules = (rule for rule in house.store.rules if isinstance(rule, PlaceRule))
        for rule in rules:
            return _named(house, rule.code(told, text.strip()), text)
    if told.kind == "money":
        return told.say(value)
    return f"{value:%A %d %B %Y}" if told.kind == "date" else ""


def _names_somebody(house: House, type_: str, name: str) -> bool:
    return name not in (WHEN, UNTIL, PLACE) and house.record_class(type_).field(name).person


def _somebody(people: People, text: str) -> Understood:
    """Return who a name may become, as the entry line completes it; any other name may stand."""
    typed = " ".join(text.casefold().split())
    found = people.complete(text, 2)
    if not found:
        return Understood()
    first = found[0]
    if first.name.casefold() == typed:
        return Understood(first.kind)
    more = "; more letters for others" if len(found) > 1 else ""
    return Understood(f"{first.name}  {first.kind}  tab takes it{more}", offer=first.name)


def _named(house: House, code: str, text: str) -> str:
    name = house.place_name(code)
    return f"{name}  {code}" if name.casefold() != text.strip().casefold() else ""


def _time(house: House, text: str, label: str) -> datetime:
    """Return the moment that a text names, as on the entry line or in full, in the site's zone."""
    from sro_ops.records.entry import parse
    from sro_ops.records.values import read_time

    zone = ZoneInfo(house.zone)
    try:
        found = read_time(text, house.zone, label)
        if found is not None:
            return found.astimezone(zone)
    except Refused:
        entry = parse(text.strip(), house.context())
        if entry.stated and not entry.text:
            return entry.occurred_from.astimezone(zone)
    raise Refused(f'"{text.strip()}" is no time', todo="Write 11:42, -20m or 2026-10-14 13:05")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
