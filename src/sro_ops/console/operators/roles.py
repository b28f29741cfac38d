"""What each role allows, in plain words, and who holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message

from sro_ops.console.kit.asking import ask
from sro_ops.console.kit.ink import PLAIN, QUIET, STRONG, ruled
from sro_ops.console.kit.plain import shown
from sro_ops.console.kit.wrap import hang
from sro_ops.console.messages import Trouble
from sro_ops.console.screens.reading import ReadingScreen, Rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sro_ops.console.source.operators import OperatorSource, RoleCard


class RolesRead(Message):
    """The roles are there."""

    def __init__(self, roles: Sequence[RoleCard]) -> None:
        super().__init__()
        self.roles = roles


def sheet(roles: Sequence[RoleCard] | None, width: int) -> Rows:
    """Return the page as rows of `width` cells; None while it is being read."""
    if roles is None:
        return [[(" …", QUIET)]]
    rows: Rows = [[]]
    for role in roles:
        count = len(role.holders)
        figure = f"{count} {'operator' if count == 1 else 'operators'}" if count else "nobody now"
        rows.append(ruled([(shown(role.name), STRONG)], [(figure, QUIET)], width))
        for words in role.allows or ("nothing by itself: give it permissions in the settings",):
            rows += hang(("·", QUIET), words, PLAIN, 2, width)
        if role.holders:
            rows += hang(("", PLAIN), f"Held by {', '.join(role.holders)}", QUIET, 2, width)
        rows.append([])
    advice = "Roles stand under [roles] in the settings. `sro-ops roles` lists their permissions."
    return [*rows, *hang(("", PLAIN), advice, QUIET, 0, width)]


class RolesScreen(ReadingScreen):
    """The roles; back leads to the operators."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f2", "dismiss(None)", "back", show=False, id="roles.back"),
        Binding("y", "copy", "copy the page", show=False, id="roles.copy"),
    ]

    def __init__(self, source: OperatorSource) -> None:
        super().__init__()
        self._source = source
        self.roles: Sequence[RoleCard] | None = None

    def page(self, width: int) -> Rows:
        """Return a paragraph for each role."""
        return sheet(self.roles, width)

    def on_mount(self) -> None:
        """Read them."""
        self.headline("Roles", [("…", QUIET)])
        self.hints(("esc", "back"), ("↑ ↓", "scroll"), ("y", "copy"))
        ask(self, self._source.roles, RolesRead, lambda why: Trouble("Roles", why))

    def on_roles_read(self, event: RolesRead) -> None:
        """Show them."""
        self.roles = event.roles
        self.headline("Roles", [(f"{len(event.roles)} roles", QUIET)])
        self.sheet.rebuild()

    def on_trouble(self, event: Trouble) -> None:
        """Say why they cannot be shown."""
        self.complain(event.why)

    def action_copy(self) -> None:
        """Copy the page as plain text."""
        self.copy_rows(sheet(self.roles, 100))
