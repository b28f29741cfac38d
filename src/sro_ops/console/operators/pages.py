"""The forms of a newcomer and of a new PIN, and a program's token, which is shown once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.access.pins import LEAST
from sro_ops.console.kit.form import FormRow
from sro_ops.console.kit.formpage import FormPage
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, Piece, ruled
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.wrap import hang
from sro_ops.console.screens.reading import ReadingScreen, Rows
from sro_ops.console.source.forms import FormField, Understood
from sro_ops.console.source.operators import Newcomer, OperatorCard, OperatorSource, RoleCard

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WAYS = (("pin", "a PIN"), ("os_user", "the system's user"), ("service", "a token, for a program"))
PIN = FormField("pin", "PIN", "secret", True, hint=f"at least {LEAST} characters; never shown")
AGAIN = FormField("again", "Once more", "secret", True, hint="the same PIN")


@dataclass(frozen=True, slots=True)
class Choices:
    """What a newcomer may be given: roles, and the codes of sites."""

    roles: Sequence[RoleCard]
    sites: Sequence[str]


class ChoicesRead(Message):
    """The roles and sites are known."""

    def __init__(self, choices: Choices) -> None:
        super().__init__()
        self.choices = choices


class SecretPage(FormPage):
    """A form with a PIN that is typed twice; what is typed is no draft."""

    def row_of(self, name: str) -> FormRow:
        """Return a row by its field's name."""
        return next(row for row in self.rows if row.field.name == name)

    def understand(self, field: FormField, text: str) -> Understood:
        """Say what is wrong with a text."""
        if field is PIN and 0 < len(text) < LEAST:
            return Understood(error=f"At least {LEAST} characters")
        if field is AGAIN and text and text != self.row_of("pin").text:
            return Understood(error="The two PINs differ")
        return Understood()

    def edited(self) -> None:
        """Hold the two PINs against each other again."""
        self.row_of("again").look()

    def headline(self, words: str, fact: str) -> None:
        """Name the page."""
        self.ruled.show([(shown(words), STRONG)], [(shown(fact), QUIET)])
        self.keys.keys((("tab", "next"), ("^s", "save"), ("esc", "leave it")))


class NewcomerPage(SecretPage):
    """The form of somebody who is to sign on; dismissed with a program's token, or empty."""

    def __init__(self, source: OperatorSource, choices: Choices) -> None:
        self.source = source
        self.choices = choices
        everywhere = () if len(choices.sites) == 1 else (("", "every site"),)
        roles = tuple((role.name, role.name.replace("_", " ")) for role in choices.roles)
        sites = (*everywhere, *((code, code) for code in choices.sites))
        fields = (
            FormField("name", "Name", required=True, hint="a person's, or what a program does"),
            FormField("badge", "Badge", required=True, hint="what they sign on with"),
            FormField("role", "Role", required=True, choices=roles, text="officer"),
            FormField("site", "At", choices=sites, text=sites[0][0]),
            FormField("way", "Signs on by", choices=WAYS, text="pin"),
            FormField("os_user", "System's user", required=True, hint="as the computer calls them"),
            PIN,
            AGAIN,
        )
        super().__init__([FormRow(field, partial(self.understand, field)) for field in fields])

    @property
    def named(self) -> str:
        """Who it is: ``Nightly import (svc)``."""
        return f"{self.row_of('name').text.strip()} ({self.row_of('badge').text.strip()})"

    def on_mount(self) -> None:
        """Say what is being written; ask for what this way of signing on needs."""
        self.headline("New operator", "the journal says who added them")
        self.edited()

    def edited(self) -> None:
        """Ask for what this way of signing on needs."""
        super().edited()
        way = self.row_of("way").text
        for name, wanted in (("os_user", "os_user"), ("pin", "pin"), ("again", "pin")):
            self.row_of(name).display = way == wanted

    def keeping(self) -> Callable[[], str]:
        """Return what adds the newcomer."""
        texts = self.texts
        new = Newcomer(
            texts["name"].strip(), texts["badge"].strip(), texts["role"], texts.get("pin", ""),
            texts.get("os_user", "").strip(), texts["way"] == "service", texts["site"],
        )  # fmt: skip
        return lambda: self.source.add(new)

    def beside(self, width: int) -> Rows:
        """Return what the chosen role allows."""
        chosen = self.row_of("role").text
        role = next((one for one in self.choices.roles if one.name == chosen), None)
        rows: Rows = [ruled([("May then", STRONG)], [(chosen.replace("_", " "), QUIET)], width)]
        for words in role.allows if role else ():
            rows += hang(("·", QUIET), words, PLAIN, 2, width)
        return rows if len(rows) > 1 else [*rows, [(" Nothing by itself.", QUIET)]]


class PinPage(SecretPage):
    """A new PIN for an operator."""

    def __init__(self, source: OperatorSource, card: OperatorCard) -> None:
        self.source = source
        self.card = card
        super().__init__(
            [FormRow(field, partial(self.understand, field)) for field in (PIN, AGAIN)]
        )

    def on_mount(self) -> None:
        """Say whose it is."""
        self.headline(f"New PIN for {self.card.badge}", self.card.name)

    def keeping(self) -> Callable[[], str]:
        """Return what sets it."""
        badge, pin = self.card.badge, self.row_of("pin").text

        def keep() -> str:
            self.source.new_pin(badge, pin)
            return badge

        return keep

    def beside(self, width: int) -> list[list[Piece]]:
        """Say what happens then."""
        words = "The PIN of before ends at once. The journal says that it was changed"
        words += "." if self.card.me else ", and by whom."
        head = ruled([("What happens", STRONG)], [], width)
        return [head, *hang(("", PLAIN), words, PLAIN, 0, width)]


class TokenScreen(ReadingScreen):
    """A program's token, this once."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss(None)", "done", show=False, id="token.back"),
        Binding("y", "copy", "copy the token", show=False, id="token.copy"),
    ]

    def __init__(self, named: str, token: str) -> None:
        super().__init__()
        self._named = named
        self._token = token

    def page(self, width: int) -> Rows:
        """Return the token, and what it is for."""
        how = "The program gives it in the environment as SRO_OPS_TOKEN, and its badge with --as."
        again = "It is not kept anywhere: a lost one is replaced by a new operator."
        return [
            [],
            [(f" {self._token}", STRONG)],
            [],
            *hang(("", PLAIN), how, PLAIN, 0, width),
            *hang(("", PLAIN), again, QUIET, 0, width),
        ]

    def on_mount(self) -> None:
        """Say whose it is."""
        self.headline(f"Token of {self._named}", [("shown this once", "warning bold")])
        self.hints(("y", "copy"), ("esc", "done, forget it"))

    def action_copy(self) -> None:
        """Copy the token."""
        self.copy_text(self._token)
