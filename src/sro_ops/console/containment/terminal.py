"""The terminal as something that can stall, be closed, or be taken away by a signal.

Textual's driver waits for a terminal that does not read, and asks a closed one for keys as fast as
it can. Here what is written is queued, so that lines go on being saved behind a stalled terminal; a
terminal that is gone ends the console.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable
from queue import Queue
from typing import TYPE_CHECKING, Any

from textual.drivers._writer_thread import WriterThread

if TYPE_CHECKING:
    from textual.driver import Driver

GONE = 128 + 1
"""The exit code of a console whose terminal was closed: that of SIGHUP."""

STALLED = 10_000
"""Pieces of output that wait for a stalled terminal; beyond them nothing is kept for it."""

WAIT = 2.0
"""Seconds for which the end of the console waits for a stalled terminal."""


class Writer(WriterThread):
    """Writes to the terminal in a thread; never holds up who writes, and survives its end."""

    def __init__(self, file: Any, gone: Callable[[], None]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue()
        self._gone = gone

    def write(self, text: str) -> None:
        """Have text written."""
        if self._queue.qsize() < STALLED:
            self._queue.put(text)

    def run(self) -> None:
        """Write until `stop`."""
        lost = False
        while (text := self._queue.get()) is not None:
            if lost:
                continue
            try:
                self._file.write(text)
                if self._queue.empty():
                    self._file.flush()
            except (OSError, ValueError):
                lost = True
                self._gone()

    def stop(self) -> None:
        """End the thread, unless its terminal does not read."""
        self._queue.put(None)
        self.join(WAIT)


def driver_class(base: type[Driver], gone: Callable[[], None]) -> type[Driver]:
    """Return Textual's driver of a POSIX terminal so that it calls `gone`; another one as it is."""
    if base.__name__ != "LinuxDriver":
        return base
    from textual.drivers.linux_driver import LinuxDriver

    class DeskDriver(LinuxDriver):
        """Textual's own, with a writer that does not wait, and an ear for the end."""

        def start_application_mode(self) -> None:
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if self._writer_thread is not None:
                self._writer_thread.stop()
            self._writer_thread = Writer(self._file, gone)
            self._writer_thread.start()

        def _sigcont_application(self, *_: object) -> None:
            """Come back from ctrl+z; who was stopped otherwise has never left the terminal.

            Textual would begin a second time: two threads would share the keys, the console could
            not end, and the terminal would be given back as it was not.
            """
            if self._must_signal_resume:
                super()._sigcont_application()

        def run_input_thread(self) -> None:
            try:
                super().run_input_thread()
            except OSError:
                gone()

    return DeskDriver


def closed(fd: int) -> bool:
    """Say whether a terminal that was there is there no more."""
    return not os.isatty(fd)


def on_signals(leave: Callable[[int], None]) -> None:
    """Have `leave` called, on the loop, for the signals that end a program.

    One that whoever started us has ignored (`nohup`) stays ignored.
    """
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            with contextlib.suppress(NotImplementedError, RuntimeError, ValueError):
                loop.add_signal_handler(number, leave, int(number))


def forget_terminal() -> None:
    """Send whatever is still said to nowhere: nobody reads it."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        with contextlib.suppress(OSError):
            os.dup2(nowhere, fd)
