"""The only column types of the house, with one meaning on every engine.

No floats, no naive times, no text that a terminal would obey: what cannot be kept exactly is
refused when the record type is declared.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Boolean, Date, DateTime, Dialect, String, Text
from sqlalchemy.dialects.postgresql import UUID
from sqlalchemy.types import TypeDecorator, TypeEngine

from sro_ops.store.canonical import canonical, from_utc_text, utc_text
from sro_ops.text import clean


class Id(TypeDecorator[str]):
    """A UUIDv7: 36 characters of text on SQLite, ``uuid`` on PostgreSQL; text in Python."""

    impl = String(36)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the engine's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(UUID(as_uuid=False))
        return dialect.type_descriptor(String(36))


class UtcTime(TypeDecorator[datetime]):
    """A moment: 27 characters of UTC text on SQLite, ``timestamptz`` on PostgreSQL."""

    impl = String(27)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose the engine's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(27))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a time without a zone; write UTC."""
        if value is None:
            return None
        text = utc_text(value)
        return value if dialect.name == "postgresql" else text

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware time in UTC."""
        return from_utc_text(value) if isinstance(value, str) else value


class Cents(TypeDecorator[int]):
    """Money in whole cents, 64 bit."""

    impl = BigInteger
    cache_ok = True


class CleanText(TypeDecorator[str]):
    """Text, cleaned on its way in by `sro_ops.text.clean`."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Drop what must never be stored."""
        return None if value is None else clean(value)


class CanonicalJson(TypeDecorator[Any]):
    """Lists and mappings of text, whole numbers and booleans, kept as canonical JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """Write canonical JSON; a float raises TypeError."""
        return None if value is None else clean(canonical(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        """Read it back."""
        return None if value is None else json.loads(value)


ALLOWED: tuple[type[TypeEngine[Any]], ...] = (
    Id, UtcTime, Cents, CleanText, CanonicalJson, BigInteger, Boolean, Date,
)  # fmt: skip
"""What a column of a record or a part may be."""
