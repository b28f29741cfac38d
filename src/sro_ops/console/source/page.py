"""A record in words: what its page shows, and what may be done to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value of a record, both as shown; `person` where the value is a name."""

    label: str
    value: str
    person: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """One dated line of a record: narrative, history or a link; `when` is site time as shown."""

    when: str
    text: str
    who: str = ""
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """Something that a record needs by a time; `state` is ok, soon or overdue."""

    state: str
    when: str
    what: str
    citation: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a record's workflow that is possible now, and the state that it leads to."""

    name: str
    to: str


@dataclass(frozen=True, slots=True)
class PartList:
    """The parts of one kind that belong to a record, in words: ``Stops``."""

    title: str
    rows: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class RecordPage:
    """A record in words, ready to show; `remark` says what is unusual about it, such as
    ``crossed out by Reyes: entered twice`` or ``sealed``.

    `steps` are those that this operator may take now; `may` are what else may be done to it:
    ``edit``, ``append``, ``link``, ``strike``. `version` goes with an edit.
    """

    number: str
    name: str
    kind: str
    state: str
    facts: tuple[Fact, ...] = ()
    people: tuple[Fact, ...] = ()
    narrative: tuple[Happening, ...] = ()
    links: tuple[Happening, ...] = ()
    history: tuple[Happening, ...] = ()
    struck: bool = False
    sealed: bool = False
    remark: str = ""
    due: tuple[Due, ...] = ()
    steps: tuple[Step, ...] = ()
    may: frozenset[str] = frozenset({"strike"})
    type: str = ""
    version: int = 0
    parts: tuple[PartList, ...] = ()
