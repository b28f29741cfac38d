"""Asking the source off the screen's thread: a call, and a message with its answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from textual.message import Message
from textual.widget import Widget

from sro_ops.errors import SroError

T = TypeVar("T")


def why(error: Exception) -> str:
    """Return an error's one line without a full stop; a foreign error names its kind."""
    text = str(error) if isinstance(error, SroError) else f"{type(error).__name__}: {error}"
    return " ".join(text.split()).removesuffix(".")


def ask(
    asker: Widget,
    call: Callable[[], T],
    answer: Callable[[T], Message],
    trouble: Callable[[str], Message],
) -> None:
    """Run `call` in a thread and post the answer, or the trouble, to `asker`.

    Whatever a source raises is shown as one line: a fault behind the screen never ends the desk.
    """

    def work() -> None:
        try:
            message = answer(call())
        except Exception as error:
            message = trouble(why(error))
        asker.post_message(message)

    asker.run_worker(work, thread=True, exit_on_error=False)
