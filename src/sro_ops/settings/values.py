"""The types of settings values, for pydantic: each is a rule of `plain` with a name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from sro_ops.settings import plain
from sro_ops.settings.roles import check_permission
from sro_ops.settings.secrets import Secret
from sro_ops.settings.store_url import store_url

_WORD = re.compile(r"[^\W_][\w-]*")
Kept = TypeVar("Kept")


def _folder(info: ValidationInfo) -> Path:
    context: Mapping[str, Any] = info.context or {}
    return Path(context.get("folder", Path()))


def _path(raw: object, info: ValidationInfo) -> Path:
    if isinstance(raw, Path):
        return raw
    if not isinstance(raw, str) or not raw.strip() or "\0" in raw:
        raise ValueError("should be the path of a file or folder")
    return _folder(info) / Path(raw).expanduser()


def _store(raw: object, info: ValidationInfo) -> Secret:
    secret = Secret.parse(raw, _folder(info))
    if secret.kind == "plain":
        store_url(secret.value, _folder(info))
    return secret


def _theme(raw: object, info: ValidationInfo) -> str:
    return plain.theme(raw, _folder(info))


def _permission(name: str) -> str:
    check_permission(name)
    return name


def _verb_word(word: str) -> str:
    if not _WORD.fullmatch(word):
        raise ValueError(f'"{word}" cannot be a verb: write one word')
    return word.casefold()


def _locked(mapping: Mapping[str, Kept]) -> Mapping[str, Kept]:
    return MappingProxyType(dict(mapping))


Duration = Annotated[timedelta, BeforeValidator(plain.duration, json_schema_input_type=str)]
"""``"10m"``: a whole number of seconds, minutes, hours or days."""

LockAfter = Annotated[timedelta, BeforeValidator(plain.lock_after, json_schema_input_type=str)]
"""How long a desk may idle: 10 s to 24 h."""

FilePath = Annotated[Path, BeforeValidator(_path, json_schema_input_type=str)]
"""A path from the folder of the settings file; it need not exist yet."""

StoreAddress = Annotated[Secret, BeforeValidator(_store)]
"""A store's address, or a reference to one."""

SiteCode = Annotated[str, AfterValidator(plain.site_code)]
Zone = Annotated[str, AfterValidator(plain.zone)]
Theme = Annotated[str, BeforeValidator(_theme, json_schema_input_type=str)]
Permission = Annotated[str, AfterValidator(_permission)]
VerbWord = Annotated[str, AfterValidator(_verb_word)]

Locked = AfterValidator(_locked)
"""Makes a validated mapping read-only."""
