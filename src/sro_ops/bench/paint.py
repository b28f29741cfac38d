"""What a person at a terminal waits for: the first paint, and keys typed while the rest loads.

Programs run in a real pseudo-terminal; times are seconds from the start of the process to the
first output that holds a marker. Needs a POSIX system, imported only when called.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

QUIT = b"\x11"
"""ctrl+q, which ends every Textual program."""

STALL_TEXT = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True)
class Painted:
    """One run: seconds to each marker, the longest key-to-paint, and the peak resident size."""

    seconds: dict[str, float] = field(default_factory=dict)
    stall: float = 0.0
    keys: int = 0
    peak_mb: float = 0.0


class Terminal:
    """A program in a pseudo-terminal of `columns` by `rows`; use it as a context manager."""

    def __init__(
        self,
        argv: Sequence[str],
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.argv = list(argv)
        self.size = (columns, rows)
        self.env = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package is compiled once
        for name in ("COLUMNS", "LINES"):  # the size of somebody else's terminal
            self.env.pop(name, None)
        self.env.update(env or {})
        self.output = bytearray()
        self.exit_code: int | None = None
        self.peak_mb = 0.0

    def __enter__(self) -> Terminal:
        import pty

        self.started = time.perf_counter()
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            try:
                for number in (signal.SIGINT, signal.SIGHUP, signal.SIGQUIT):
                    signal.signal(number, signal.SIG_DFL)  # whoever started us may ignore them
                self.resize(*self.size, fd=0)
                os.execvpe(self.argv[0], self.argv, self.env)
            finally:
                os._exit(127)
        return self

    def resize(self, columns: int, rows: int, fd: int | None = None) -> None:
        """Give the terminal another size, as a person dragging its window does."""
        import fcntl
        import struct
        import termios

        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.fd if fd is None else fd, termios.TIOCSWINSZ, size)

    def send(self, keys: bytes) -> None:
        """Press keys: the bytes that a terminal would send."""
        os.write(self.fd, keys)

    def pump(self, seconds: float) -> bool:
        """Take in what arrives within `seconds`; False once the program has closed its end."""
        ready, _, _ = select.select([self.fd], [], [], max(seconds, 0))
        if not ready:
            return True
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.output += data
        return bool(data)

    def wait_for(self, marker: str, timeout: float = 20.0, since: int = 0) -> float:
        """Return the seconds since the start at which `marker` stood in the output from `since` on.

        Raises:
            TimeoutError: the marker did not come in time, or the program ended without it.
        """
        wanted = marker.encode()
        end = time.perf_counter() + timeout
        while self.output.find(wanted, since) < 0:
            if time.perf_counter() > end or not self.pump(end - time.perf_counter()):
                raise TimeoutError(f"{self.argv[0]}: no {marker!r} within {timeout:g} s")
        return time.perf_counter() - self.started

    def __exit__(self, *exc: object) -> None:
        with contextlib.suppress(OSError):
            self.send(QUIT)
        end = time.perf_counter() + 10
        while time.perf_counter() < end and self.pump(0.5):
            pass
        if time.perf_counter() >= end:
            os.kill(self.pid, signal.SIGKILL)
        os.close(self.fd)
        _, status, usage = os.wait4(self.pid, 0)
        self.exit_code = os.waitstatus_to_exitcode(status)
        self.peak_mb = usage.ru_maxrss / 1024


def first_paint(
    argv: Sequence[str],
    markers: Sequence[str],
    settle: float = 0.0,
    env: Mapping[str, str] | None = None,
) -> Painted:
    """Run `argv` at 120 by 40 and time each marker; `settle` seconds more before it is ended."""
    painted = Painted()
    with Terminal(argv, env=env) as terminal:
        for marker in markers:
            painted.seconds[marker] = terminal.wait_for(marker)
        end = time.perf_counter() + settle
        while time.perf_counter() < end:
            terminal.pump(end - time.perf_counter())
    painted.peak_mb = terminal.peak_mb
    return painted


def key_stall(
    argv: Sequence[str],
    ready: str,
    seconds: float = 2.0,
    gap: float = 0.02,
    env: Mapping[str, str] | None = None,
) -> Painted:
    """Type letter by letter from the first sight of `ready`, and keep the longest key-to-paint.

    Args:
        argv: the program.
        ready: what stands on the screen as soon as it takes keys.
        seconds: how long to type; choose it longer than the program's loading.
        gap: seconds between the paint of one letter and the press of the next.
        env: settings of the environment beside the caller's own.
    """
    painted = Painted()
    with Terminal(argv, env=env) as terminal:
        painted.seconds[ready] = terminal.wait_for(ready)
        end = time.perf_counter() + seconds
        typed = ""
        while time.perf_counter() < end:
            letter = STALL_TEXT[painted.keys % len(STALL_TEXT)]
            typed = (typed + letter)[-60:] if len(typed) < 60 else letter
            if typed == letter:
                terminal.send(b"\x15")
            since = len(terminal.output)
            pressed = time.perf_counter()
            terminal.send(letter.encode())
            terminal.wait_for(typed, since=since)
            painted.stall = max(painted.stall, time.perf_counter() - pressed)
            painted.keys += 1
            time.sleep(gap)
    painted.peak_mb = terminal.peak_mb
    return painted
