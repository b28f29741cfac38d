"""What does not hold: where, and what in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that does not hold.

    `seq` is 0 where it is not about one line; `site` is empty where it is not about one site.
    """

    site: str
    seq: int
    record: str | None
    number: str
    what: str


class Found(Exception):
    """Ends the walk with what was found."""

    def __init__(
        self, what: str, site: str = "", seq: int = 0, record: str | None = None, number: str = ""
    ) -> None:
        super().__init__(what)
        self.found = Break(site, seq, record, number, what)
