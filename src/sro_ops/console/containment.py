"""The one module that touches Textual's internals: what happens when something raises.

A fault of the console itself ends it with one line in words; the traceback goes to the log.
"""

from __future__ import annotations

from textual.app import App


class Contained(App[None]):
    """An app that never prints a traceback at whoever sits before it."""

    def _fatal_error(self) -> None:
        """End the app without Textual's page of code; `raise_fault` hands the error on."""
        self.bell()
        self._close_messages_no_wait()

    def raise_fault(self) -> None:
        """Raise what ended the app, if anything did; the shell puts it into one line."""
        if self._exception is not None:
            raise self._exception
