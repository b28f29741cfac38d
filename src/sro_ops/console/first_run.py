"""The first run: an app of its own asks four questions and makes a store; or opens the demo."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.screen import Screen

from sro_ops.access import pins
from sro_ops.console.dressed import Dressed
from sro_ops.console.entry.gate import GATE_CSS, GateField, GateForm, GateRow, Label, SecretField
from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.bars import Keys, Ruled
from sro_ops.console.kit.ink import QUIET, STRONG, Inks
from sro_ops.errors import Refused
from sro_ops.store.sites import Site, check_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from textual.app import ComposeResult
    from textual.widget import Widget

    from sro_ops.console.blame import Blame
    from sro_ops.console.entry.field import EntryField

WIDEST = 76
DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Answers:
    """What the four questions came to."""

    site: Site
    name: str
    badge: str
    pin: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What stands in the fields to begin with; `path` is where the store will lie."""

    path: str
    school: str = ""
    code: str = ""
    zone: str = "America/Chicago"
    pin: str = ""


class Made(Message):
    """The store is there."""


class NotMade(Message):
    """The store was not made, and why."""

    def __init__(self, why: str) -> None:
        super().__init__()
        self.why = why


QUESTIONS = (
    ("1", "School", "Its name, as it is printed."),
    ("", "Short code", "2 to 8 capitals: it stands before the slash in OHS/P-2026-0142."),
    ("2", "Time zone", "Like America/Chicago."),
    ("3", "Your name", "You will be the owner: you may do everything."),
    ("", "Your badge", "What you sign on with."),
    ("4", "A PIN", "At least four characters. It is never shown."),
    ("", "Once more", "The same PIN."),
)
"""Number, label and hint of each field."""


class FirstRunScreen(Screen[None]):
    """The four questions.

    Args:
        offered: what to begin with.
        make: makes the store of the answers, in a thread; raises `SroError`.
    """

    AUTO_FOCUS = "EntryField"
    DEFAULT_CSS = "FirstRunScreen { layout: vertical; background: $background; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "demo", "the demo first", id="first.demo", show=False)
    ]

    def __init__(self, offered: Offered, make: Callable[[Answers], None]) -> None:
        super().__init__()
        self._offered = offered
        self._make = make
        self._busy = False
        self.answers: Answers | None = None
        self.fields: list[EntryField] = [GateField(enter=self._next) for _ in QUESTIONS[:5]]
        self.fields += [SecretField(enter=self._next), SecretField(enter=self._next)]
        self.form = GateForm(list(self._rows()))

    def _rows(self) -> Iterator[Widget]:
        yield Label(f"There is no store yet at {self._offered.path}.", QUIET)
        yield Label("Four questions make one. Or press F2 to look at the demo first.")
        for (number, label, _), field in zip(QUESTIONS, self.fields, strict=True):
            if number:
                yield Label()
            yield GateRow(f"{number or ' '} {label}", field)
        yield Label()

    def compose(self) -> ComposeResult:
        """Lay out title, questions, what is said, and keys."""
        yield Ruled(WIDEST)
        yield self.form
        yield Keys()

    def on_mount(self) -> None:
        """Say what this is, offer what is known, and say which keys work."""
        known = self._offered
        begin = (known.school, known.code, known.zone, "", "", known.pin, known.pin)
        for field, value in zip(self.fields, begin, strict=True):
            field.put(value)
        ruled = self.query_one(Ruled)
        ruled.light(True)
        ruled.show([("Set up sro-ops", STRONG)], [("4 questions", QUIET)])
        self.query_one(Keys).keys(
            (("↵", "next"), ("↑ ↓", "question"), ("F2", "demo"), ("^q", "leave without a trace"))
        )

    # Hands

    def on_descendant_focus(self) -> None:
        """Say what the question means."""
        at = self.form.at
        if at is not None and not self._busy:
            self._say(QUESTIONS[at][2], QUIET)

    def _next(self) -> None:
        """Go on, if the answer will do; after the last one make the store."""
        at = self.form.at
        if at is None or self._busy:
            return
        if (wrong := self._wrong(at)) is not None:
            self._say(f"✗ {wrong}", "error bold")
        elif at < len(self.fields) - 1:
            self.set_focus(self.fields[at + 1])
        else:
            self._finish()

    def action_demo(self) -> None:
        """Leave for the demo."""
        if not self._busy:
            self.app.exit(return_code=0)
            first_run_app(self).chosen = DEMO

    # Answers

    def _value(self, at: int) -> str:
        value = self.fields[at].value.strip()
        return value.upper() if at == 1 else value

    def _wrong(self, at: int) -> str | None:
        value = self._value(at)
        if not value:
            return "An answer is needed here."
        try:
            if at == 1:
                check_site(Site(value, "-", "UTC"))
            elif at == 2:
                check_site(Site("OHS", "-", value))
            elif at == 5:
                pins.check_pin(self.fields[at].value)
        except Refused as error:
            return str(error)
        if at == 6 and self.fields[6].value != self.fields[5].value:
            return "The two PINs differ."
        return None

    def _finish(self) -> None:
        for at, field in enumerate(self.fields):
            if (wrong := self._wrong(at)) is not None:
                field.focus()
                self.call_after_refresh(self._say, f"✗ {wrong}", "error bold")
                return
        school, code, zone, name, badge = (self._value(at) for at in range(5))
        answers = Answers(Site(code, school, zone), name, badge, self.fields[5].value)
        self._busy = True
        self._say("making the store …", QUIET)

        def make() -> Answers:
            self._make(answers)
            return answers

        self.answers = answers
        ask(self, make, lambda _: Made(), NotMade)

    def on_made(self, event: Made) -> None:
        """Go on to the Desk."""
        first_run_app(self).chosen = self.answers
        self.app.exit(return_code=0)

    def on_not_made(self, event: NotMade) -> None:
        """Say why not; nothing was left behind."""
        self._busy = False
        self._say(f"✗ Not made: {event.why}", "error bold")

    def _say(self, words: str, ink: str) -> None:
        self.form.said.say(words, ink)


class FirstRunApp(Dressed):
    """The app of the first run; `chosen` is what came of it."""

    ENABLE_COMMAND_PALETTE = False
    CSS = GATE_CSS

    def __init__(self, offered: Offered, make: Callable[[Answers], None], theme: str) -> None:
        super().__init__()
        self.dress(theme)
        self._offered, self._make = offered, make
        self.chosen: Answers | str | None = None

    def get_default_screen(self) -> FirstRunScreen:
        """Return the questions."""
        return FirstRunScreen(self._offered, self._make)

    @property
    def inks(self) -> Inks:
        """The styles of the theme."""
        return Inks(self.get_css_variables())

    def guest_failed(self, blame: Blame) -> None:
        """There is no plugin here yet."""

    def action_help_quit(self) -> None:
        """Ctrl-C leaves, too: nothing is made yet."""
        self.exit(return_code=130)


def first_run_app(screen: Screen[None]) -> FirstRunApp:
    """Return the app of the first run as what it is."""
    assert isinstance(screen.app, FirstRunApp)
    return screen.app


def run_first(
    offered: Offered, make: Callable[[Answers], None], theme: str = "night"
) -> Answers | str | None:
    """Ask the four questions; return the answers, ``demo``, or None where somebody left."""
    app = FirstRunApp(offered, make, theme)
    app.run()
    app.raise_fault()
    return app.chosen
