"""What somebody has typed and not saved: lines of the entry line, and forms that were left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sro_ops.console.entry.outbox import Draft


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was typed into a form, and when.

    Attributes:
        key: the number of the record that the form changes, or the type of a new one.
        texts: by field.
        at: of the last letter, aware.
    """

    key: str
    texts: Mapping[str, str]
    at: datetime


Unsaved = Draft | FormDraft


def as_json(one: Unsaved) -> dict[str, Any]:
    """Return a draft as it lies in the desk's file."""
    if isinstance(one, Draft):
        return asdict(one)
    return {"key": one.key, "texts": dict(one.texts), "at": one.at.isoformat()}


def from_json(found: dict[str, Any]) -> Unsaved:
    """Return a draft from the desk's file.

    Raises:
        TypeError, ValueError: it is none.
    """
    if "key" not in found:
        return Draft(**found)
    texts = {str(name): str(text) for name, text in dict(found["texts"]).items()}
    return FormDraft(str(found["key"]), texts, datetime.fromisoformat(found["at"]))
