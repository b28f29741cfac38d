"""Where each key and value of a TOML text stands.

`tomllib` says what a file means but not where; this scanner says where, and nothing else. It is
given only texts that `tomllib` has accepted, so it may take the grammar for granted.
Source: TOML 1.0.0, https://toml.io/en/v1.0.0.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from dataclasses import dataclass, replace

KeyPath = tuple[str | int, ...]
"""``("stations", "station", 0, "port")``: keys, and positions in arrays."""

_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_STRING = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}'
    r"|'''[\s\S]*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
)
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}\n\r#]*")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value stands: the line of its key (from 1), and the value's own offsets."""

    line: int
    start: int
    end: int


def spots(text: str) -> dict[KeyPath, Spot]:
    """Return the spot of every key, table header and array element of a valid TOML text."""
    scanner = _Scanner(text)
    scanner.run()
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.found: dict[KeyPath, Spot] = {}
        self._breaks = [i for i, c in enumerate(text) if c == "\n"]
        self._last: dict[KeyPath, int] = {}

    def run(self) -> None:
        table: KeyPath = ()
        self._take(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._take(_BLANK)

    def _take(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.text, self.at)
        if match is None:
            raise ValueError(f"not the TOML expected at offset {self.at}")
        self.at = match.end()
        return match.group()

    def _mark(self, path: KeyPath, key_start: int, start: int) -> None:
        line = bisect_left(self._breaks, key_start) + 1
        self.found.setdefault(path, Spot(line, start, self.at))

    def _mark_all(self, path: KeyPath, key_start: int, start: int) -> None:
        """Mark a path and the tables around it that it is the first to name."""
        for length in range(1, len(path) + 1):
            self._mark(path[:length], key_start, start)

    def _header(self) -> KeyPath:
        start = self.at
        array = self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        names = self._key()
        self.at += 2 if array else 1
        path = self._enter(names, array)
        self._mark_all(path, start, start)
        return path

    def _enter(self, names: list[str], array: bool) -> KeyPath:
        """Turn a header's names into a path: a name that is an array of tables means its last."""
        path: KeyPath = ()
        for place, name in enumerate(names):
            path = (*path, name)
            if array and place == len(names) - 1:
                self._last[path] = self._last.get(path, -1) + 1
            if path in self._last:
                path = (*path, self._last[path])
        return path

    def _key(self) -> list[str]:
        names: list[str] = []
        while True:
            self._take(_SPACE)
            if self.text[self.at] in "\"'":
                names.append(str(tomllib.loads(f"k = {self._take(_STRING)}")["k"]))
            else:
                names.append(self._take(_BARE_KEY))
            self._take(_SPACE)
            if self.text[self.at] != ".":
                return names
            self.at += 1

    def _pair(self, table: KeyPath) -> None:
        key_start = self.at
        path: KeyPath = (*table, *self._key())
        self.at += 1  # the equals sign
        self._take(_SPACE)
        self._value(path, key_start)

    def _value(self, path: KeyPath, key_start: int) -> None:
        start = self.at
        self._mark_all(path, key_start, start)
        opening = self.text[self.at]
        if opening == "[":
            self._array(path)
        elif opening == "{":
            self._inline_table(path)
        elif opening in "\"'":
            self._take(_STRING)
        else:
            self.at = start + len(self._take(_PLAIN).rstrip())
        self.found[path] = replace(self.found[path], end=self.at)

    def _array(self, path: KeyPath) -> None:
        self.at += 1
        index = 0
        self._take(_BLANK)
        while self.text[self.at] != "]":
            self._value((*path, index), self.at)
            index += 1
            self._take(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
                self._take(_BLANK)
        self.at += 1

    def _inline_table(self, path: KeyPath) -> None:
        self.at += 1
        self._take(_BLANK)
        while self.text[self.at] != "}":
            self._pair(path)
            self._take(_BLANK)
            if self.text[self.at] == ",":
                self.at += 1
                self._take(_BLANK)
        self.at += 1
