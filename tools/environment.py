"""Makes the virtual environment `.venv` that the Makefile works in, or brings it up to date.

    python3 tools/environment.py run    what the console needs
    python3 tools/environment.py dev    and what the checks and the suite need

Nothing but Python 3.11 and its own pip is needed. Every stage leaves a stamp that holds a digest
of what went in: a stage runs again only when that changed. A file lock lets several makes share
one checkout, and a stage that was cut off is installed anew over whatever it left behind.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = Path(".venv")
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
STAMPS = VENV / "stamps"
LOG = VENV / "install.log"
PINS = ["--require-hashes", "--no-deps"]
PROJECT = ["--no-deps", "--no-build-isolation", "--editable", "."]
SURPRISES = {"PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_HASHES"}
"""Settings of a person's own pip that would send packages elsewhere, or refuse ours."""


class Failed(Exception):
    """The environment could not be made; the text is the one line to show."""


def say(text: str) -> None:
    """Show one line of progress, apart from what the command itself will print."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def only_one() -> Iterator[None]:
    """Hold the checkout's lock, so that makes which run at once wait for each other."""
    with Path(".venv.lock").open("a+b") as handle:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say("Waiting for another make to finish with the environment (.venv)…")
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def digest(*parts: str) -> str:
    """Return the digest of the contents of files, and of the checkout's own path for ``.``."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(bytes(ROOT) if part == "." else Path(part).read_bytes())
    return whole.hexdigest()


def stamped(stage: str, value: str) -> bool:
    """Say whether `stage` was finished with this very `value`."""
    stamp = STAMPS / stage
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def reason(printed: str) -> str:
    """Return the one line of a failed command's output that says most about why."""
    lines = [line.strip() for line in printed.splitlines() if line.strip()]
    for wanted in (r"ERROR: (.*)", r"(\w+Error: .*)", r"[Ee]rror: (.*)", r"(.*)"):
        found = [match[1] for line in lines if (match := re.match(wanted, line))]
        if found:
            return found[-1]
    return "it ended without a word of why"


def call(*arguments: str | Path) -> None:
    """Run a command of the environment quietly; its output goes to the log.

    Raises:
        Failed: it did not end well; with the line of its output that says why.
    """
    environ = {name: value for name, value in os.environ.items() if name not in SURPRISES}
    done = subprocess.run(
        [str(argument) for argument in arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environ,
        check=False,
    )
    printed = done.stdout.decode(errors="replace")
    if VENV.is_dir():
        with LOG.open("a", encoding="utf-8") as log:
            log.write(printed)
    if done.returncode:
        raise Failed(f"{reason(printed)} (the whole output: {LOG})")


def usable() -> bool:
    """Say whether `.venv` is whole and its Python still is the one that it was made with."""
    if not (STAMPS / "venv").is_file():
        return False
    asked = "import sys; print(*sys.version_info[:2], sep='.')"
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-c", asked], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return stamped("venv", answer.stdout.strip())


def make_venv() -> bool:
    """Make `.venv` afresh, unless a usable one is there; say whether that was needed."""
    if usable():
        return False
    say("Making the environment (.venv), about a minute…")
    call(sys.executable, "-m", "venv", "--clear", VENV)
    STAMPS.mkdir(exist_ok=True)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    (STAMPS / "venv").write_text(version, encoding="ascii")
    return True


def install(stage: str, value: str, progress: str, *what: str) -> None:
    """Install one stage, unless its stamp says that it is there.

    The stamp is taken away before and written after; until then ``<stage>.unfinished`` stands,
    and a later run replaces whatever a cut-off one may have left half written.
    """
    if stamped(stage, value):
        return
    unfinished = STAMPS / f"{stage}.unfinished"
    again = ["--force-reinstall"] if unfinished.exists() else []
    if progress:
        say(progress)
    unfinished.touch()
    (STAMPS / stage).unlink(missing_ok=True)
    pip = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
    call(PYTHON, *pip, "install", "--quiet", "--no-user", *again, *what)
    (STAMPS / stage).write_text(value, encoding="ascii")
    unfinished.unlink()


def make(stages: str) -> None:
    """Make the environment for ``run`` or ``dev``."""
    fresh = make_venv()
    build, run, dev = (f"requirements/{name}.txt" for name in ("build", "run", "dev"))
    newer = "" if fresh else "Bringing the environment (.venv) up to date…"
    install("run", digest(build, run), newer, *PINS, "-r", build, "-r", run)
    install("project", digest("pyproject.toml", "."), newer, *PROJECT)
    if stages == "dev":
        more = "" if fresh else "Adding what the checks and the suite need (.venv)…"
        install("dev", digest(dev), more, *PINS, "-r", dev)


def main(arguments: list[str]) -> int:
    """Make what is asked for; return the exit code."""
    if arguments not in (["run"], ["dev"]):
        say("error: tools/environment.py takes one word, run or dev")
        return 2
    os.chdir(ROOT)
    try:
        with only_one():
            make(arguments[0])
    except (Failed, OSError) as error:
        say(f"error: the environment (.venv) could not be made: {error}")
        return 1
    except KeyboardInterrupt:
        say("Stopped; the environment (.venv) will be finished by the next make.")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
